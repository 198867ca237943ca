"""The API's own description, and the page that shows it; that answers agree with it, every test beside this checks."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from litestar.routes import HTTPRoute
from openapi_spec_validator import OpenAPIV31SpecValidator

from domain.factor import FACTOR_LIMIT
from domain.organisation import PASSWORD_LENGTHS
from domain.quantity import AMOUNT_LIMIT
from domain.text import NOTE_LENGTH
from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.integration.http.api import Api, description
from tests.integration.http.test_problems import PRIVATE

UNDESCRIBED = {"/api/openapi.json", "/api/docs", "/api/docs/assets/{name}", "/", "/{address}", "/assets/{name}"}
PUBLIC = {
    *("/api/v1/auth/sign-up", "/api/v1/auth/log-in", "/api/v1/auth/refresh", "/api/v1/auth/log-out"),
    *("/health/live", "/health/ready", "/api/v1/health/live", "/api/v1/health/ready"),
}
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
async def document(memory_api: Api) -> Any:
    return await description(memory_api.http)


def operations(document: Any) -> dict[tuple[str, str], Any]:
    paths = document["paths"].items()
    return {(method.upper(), path): operation for path, item in paths for method, operation in item.items()}


async def test_the_document_is_valid(document: Any) -> None:
    """By the OpenAPI 3.1 schema, with no reference that leads nowhere."""
    assert document["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    for reference in set(re.findall(r'"#/components/(\w+/\w+)"', json.dumps(document))):
        kind, _, name = reference.partition("/")
        assert name in document["components"][kind]


async def test_every_route_is_in_it_and_nothing_else(document: Any, memory_container: Container) -> None:
    """With every method."""
    routes = {
        (method, route.path_format)
        for route in create_app(memory_container).routes
        if isinstance(route, HTTPRoute)
        for method in route.methods & METHODS
        if route.path_format not in UNDESCRIBED
    }
    assert set(operations(document)) == routes


async def test_the_public_routes_are_these(document: Any) -> None:
    """All others want an access token and say so; what is tested to be private is all of them."""
    assert document["security"] == [{"accessToken": []}]
    open_to_all = {path for (_, path), operation in operations(document).items() if "security" in operation}
    assert open_to_all == PUBLIC
    private = {key for key in operations(document) if key[1] not in PUBLIC}
    tested = {(method, "/api/v1" + path) for method, path in PRIVATE}
    filled = {(method, path.replace("{usage_id}", "5").replace("{usage_type_id}", "100")) for method, path in private}
    assert filled == tested
    assert all("401" in operations(document)[key]["responses"] for key in private)


async def test_operations_have_names_that_a_client_is_made_of(document: Any) -> None:
    """Unique, in camel case, with a summary, a description and one known tag."""
    described = list(operations(document).values())
    names = [operation["operationId"] for operation in described]
    assert len(set(names)) == len(names)
    assert {"recordUsage", "listUsages", "changeUsage", "reportEmissions", "publishFactor", "logIn"} <= set(names)
    assert {"checkLiveness", "checkReadiness", "checkLivenessAtRoot", "checkReadinessAtRoot"} <= set(names)
    tags = {tag["name"] for tag in document["tags"]}
    for operation in described:
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", operation["operationId"])
        assert operation["summary"]
        assert operation["description"]
        assert len(operation["tags"]) == 1
        assert set(operation["tags"]) <= tags


async def test_every_refusal_is_described_as_problem_details(document: Any) -> None:
    """Each by one shared component, with an example."""
    for (method, path), operation in operations(document).items():
        refusals = {status: one for status, one in operation["responses"].items() if status >= "400"}
        assert {"400", "500", "503"} <= set(refusals)
        assert ("404" in refusals) == ("{" in path), (method, path)
        assert "413" in refusals
        assert ("415" in refusals) == (method != "GET"), (method, path)
        for refusal in refusals.values():
            shared = document["components"]["responses"][refusal["$ref"].rpartition("/")[2]]
            content = shared["content"]["application/problem+json"]
            assert content["schema"] == {"$ref": "#/components/schemas/ProblemDetails"}
            assert content["example"]["type"] in document["info"]["description"]


async def test_limits_are_those_of_the_domain(document: Any) -> None:
    """Where the domain moves, the document moves."""
    schemas = document["components"]["schemas"]
    usage = schemas["UsageStatement"]
    assert usage["required"] == ["usage_type_id", "usage_at", "amount"]
    assert usage["additionalProperties"] is False
    assert usage["properties"]["usage_type_id"]["maximum"] == 2**53 - 1
    amount = usage["properties"]["amount"]
    assert (amount["type"], amount["minimum"], amount["exclusiveMaximum"]) == ("number", 0, AMOUNT_LIMIT)
    assert usage["properties"]["note"]["anyOf"][0]["maxLength"] == NOTE_LENGTH
    assert usage["properties"]["usage_at"]["format"] == "date-time"
    assert schemas["FactorStatement"]["properties"]["factor"]["exclusiveMaximum"] == FACTOR_LIMIT
    password = schemas["SignUpRequest"]["properties"]["password"]
    assert (password["minLength"], password["maxLength"]) == PASSWORD_LENGTHS
    listed = {parameter["name"]: parameter for parameter in operations(document)["GET", "/api/v1/usages"]["parameters"]}
    assert set(listed) == {
        *("page", "page_size", "cursor", "include", "sort", "from", "to", "usage_type_id", "amount_min", "amount_max"),
        "as_of",
    }
    assert listed["page_size"]["schema"]["default"] == 25
    assert (listed["page_size"]["schema"]["minimum"], listed["page_size"]["schema"]["maximum"]) == (1, 100)
    assert listed["sort"]["schema"]["default"] == "-usage_at"
    assert len(listed["sort"]["schema"]["enum"]) == 10


async def test_conditions_and_keys_are_described_where_they_are_taken(document: Any) -> None:
    """With the refusals that they bring, and the forms that are read, to the letter."""
    single = {("GET", path) for path in ("/usages/{usage_id}", "/usage-types/{usage_type_id}", "/me")}
    changes = {(method, path) for _, path in single for method in ("PATCH", "DELETE")}
    changes |= {("PUT", "/usages/{usage_id}"), ("POST", "/usages/{usage_id}/restore")}
    again = {("POST", path) for path in ("/usages", "/usage-types", "/usage-types/{usage_type_id}/factors")}
    keyed = again | {("POST", "/usages/{usage_id}/restore")}
    for (method, path), operation in operations(document).items():
        key = (method, path.removeprefix("/api/v1"))
        headers = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "header"}
        assert ({"If-Match", "If-None-Match"} <= headers) == (key in single | changes)
        assert ("412" in operation["responses"]) == (key in single | changes)
        assert ("304" in operation["responses"]) == (key in single)
        assert ("Idempotency-Key" in headers) == (key in keyed)
        success = operation["responses"][min(operation["responses"])].get("headers", {})
        assert ("Idempotency-Replayed" in success) == (key in keyed)
        has_tag = key in (single | changes | again) and "content" in operation["responses"][min(operation["responses"])]
        assert ("ETag" in success) == (has_tag and not path.endswith("/factors"))
    assert "ETag" in document["components"]["responses"]["PRECONDITION_FAILED"]["headers"]


@pytest.mark.parametrize(
    ("header", "right", "wrong"),
    [
        (
            "If-Match",
            ["*", '"a"', 'W/"a"', '"", "a,b" ,, "c"', ', "a" ,', "", " , "],
            ["a", '*, "a"', '"a" "b"', '"a b"'],
        ),
        ("Idempotency-Key", ["a", "~" * 255, '"a"', '"\\""', 'a"'], ["", '"', '"a', '""', "a b", "é", "a" * 256]),
    ],
)
async def test_the_form_of_a_header_is_described_as_it_is_read(
    document: Any, carol: Api, header: str, right: list[str], wrong: list[str]
) -> None:
    """That of entity tags is RFC 9110's, and named; a pattern would have testing programs make up texts by it."""
    restore = operations(document)["POST", "/api/v1/usages/{usage_id}/restore"]
    (described,) = [one for one in restore["parameters"] if one["name"] == header]
    pattern = described["schema"].get("pattern")
    assert pattern or "entity tags" in described["description"]
    for values, status in ((right, 404), (wrong, 400)):
        for value in values:
            assert pattern is None or bool(re.search(pattern, value)) == (status == 404), value
            sent: dict[str, Any] = {header: value.encode("latin-1")}
            assert (await carol.call("POST", "/usages/5/restore", headers=sent)).status == status, value


async def test_every_field_is_explained(document: Any) -> None:
    """In words; decimals are numbers and instants have their format."""
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        for field, described in schema["properties"].items():
            where = f"{name}.{field}"
            assert described.get("description"), where
            assert described.get("format") != "decimal", where
            if field.endswith("_at") or field in {"from", "to", "valid_from", "valid_to"}:
                assert '"format": "date-time"' in json.dumps(described), where


async def test_examples_of_bodies_can_be_sent(document: Any, olga: Api) -> None:
    """They are read without a fault."""
    for (method, path), operation in operations(document).items():
        if "requestBody" not in operation:
            continue
        body = operation["requestBody"]["content"]["application/json"]["example"]
        target = path.removeprefix("/api/v1").replace("{usage_id}", "5").replace("{usage_type_id}", "100")
        answer = await olga.call(method, target, json.loads(json.dumps(body), parse_float=Decimal))
        # Refused for what the password is, for an id or a token that is nobody's, or for a name that is taken by now.
        assert answer.status in {200, 201, 401, 404, 409} or answer.faults <= {
            *("/password", "/current_password", "/refresh_token")
        }, (path, answer.text)


async def test_the_page_is_served_by_ourselves_and_reaches_nobody_else(memory_api: Api) -> None:
    """Every asset it names is there; no inline script, no other host; nothing else lies beside them."""
    page = await memory_api.call("GET", "//api/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert "<script>" not in page.text
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(named) == 5
    for path in named:
        answer = await memory_api.call("GET", f"/{path}")
        assert answer.status == 200, path
        assert len(answer.text) > 100
    start = await memory_api.call("GET", "//api/docs/assets/start.js")
    assert start.headers["Content-Type"].startswith("text/javascript")
    assert "/api/openapi.json" in start.text
    for path in ("index.html", "..%2Findex.html", "swagger-ui.js", ""):
        assert (await memory_api.call("GET", f"//api/docs/assets/{path}")).status == 404
    assert (await memory_api.call("GET", "//api/docs?url=https://evil.example")).status == 400
