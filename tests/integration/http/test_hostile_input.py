"""Input meant to break something, on the bare socket of the real service: no client tidies it up on the way."""

import gzip
import json
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

import pytest

from tests.service import RunningService

PASSWORD = "oleander under glass"
OPERATOR = {"OPERATOR_EMAIL": "olga@example.org", "OPERATOR_PASSWORD": PASSWORD}
INSIDE = ("Traceback", ".py", "SELECT", "INSERT", "sqlite", "sqlalchemy", "litestar", "msgspec", "asyncpg", "uvicorn")
USAGE: dict[str, Any] = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}
FACTOR: dict[str, Any] = {"factor": 1.5, "source": "Grid operator"}
TYPE: dict[str, Any] = {"name": "steam", "unit": "kwh", "factor": 1.5}
PERSON: dict[str, Any] = {"name": "Eve", "email": "eve@example.org", "password": PASSWORD}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def faults(self) -> set[str]:
        return {fault.get("pointer") or fault.get("parameter") for fault in json.loads(self.text).get("errors", ())}


@dataclass(frozen=True)
class Target:
    """The service, with a token of an operator and what there is to be changed."""

    port: int
    token: str
    usage_id: int

    def send(self, method: str, path: str, body: bytes = b"", *headers: str, length: int | None = None) -> Answer:
        """One request, byte for byte, on a connection of its own; its answer must be complete."""
        given = [f"Host: x\r\nConnection: close\r\nAuthorization: Bearer {self.token}"]
        if not any(header.lower().startswith("content-type") for header in headers):
            given.append("Content-Type: application/json")
        if not any(header.lower().startswith("transfer-encoding") for header in headers):
            given.append(f"Content-Length: {len(body) if length is None else length}")
        head = "\r\n".join([f"{method} {path} HTTP/1.1", *given, *headers])
        return self.raw(head.encode("latin-1") + b"\r\n\r\n" + body)

    def raw(self, request: bytes) -> Answer:
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=30)) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # it may be refused before all of it is sent
                connection.sendall(request)
            with connection.makefile("rb") as received:
                status = received.readline().split()[1]
                lines = (line.decode("latin-1").rstrip() for line in iter(received.readline, b"\r\n"))
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
                length = 0 if request.startswith(b"HEAD") else int(headers.get("content-length", 0))
                return Answer(int(status), headers, received.read(length).decode())

    def json(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.send(method, f"/api/v1{path}", b"" if body is None else json.dumps(body).encode())
        assert answer.status in {200, 201}, answer.text
        return json.loads(answer.text)

    def everything(self) -> Any:
        """All that the caller could have changed."""
        return [
            self.json("GET", path)
            for path in (
                *("/me", "/usages?page_size=100", f"/usages/{self.usage_id}/versions"),
                *("/usage-types", "/usage-types/100/factors"),
            )
        ]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with RunningService(tmp_path_factory.mktemp("service"), LOG_LEVEL="error", **OPERATOR) as service:
        nobody = Target(service.port, "", 0)
        tokens = nobody.json("POST", "/auth/log-in", {"email": "olga@example.org", "password": PASSWORD})
        operator = Target(service.port, tokens["access_token"], 0)
        yield Target(service.port, operator.token, operator.json("POST", "/usages", USAGE)["id"])
        assert service.log.read_text().count("\n") == 3, "more than its greeting: an error was logged"


@pytest.fixture(autouse=True)
def nothing_changes(target: Target) -> Iterator[None]:
    """Whatever is sent."""
    before = target.everything()
    yield
    assert target.everything() == before


def assert_refused(answer: Answer, *statuses: int) -> None:
    assert answer.status in statuses, answer.text[:500]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.text)
    assert problem["status"] == answer.status
    assert not [word for word in INSIDE if word in answer.text]


BODIES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/usages", USAGE),
    ("PUT", "/usages/{usage}", USAGE),
    ("PATCH", "/usages/{usage}", USAGE),
    ("POST", "/usage-types", TYPE),
    ("PATCH", "/usage-types/100", FACTOR),
    ("POST", "/usage-types/100/factors", FACTOR | {"valid_from": "2024-03-01T12:00:00Z"}),
    ("PATCH", "/me", {"name": "Olga"}),
    ("DELETE", "/me", {"password": "no"}),
    ("POST", "/me/password", {"current_password": "no", "new_password": PASSWORD}),
    ("POST", "/auth/sign-up", PERSON),
    ("POST", "/auth/log-in", {"email": "eve@example.org", "password": "no"}),
    ("POST", "/auth/refresh", {"refresh_token": "no"}),
    ("POST", "/auth/log-out", {"refresh_token": "no"}),
]
each_body = pytest.mark.parametrize(("method", "path", "good"), BODIES, ids=[f"{one[0]} {one[1]}" for one in BODIES])


def with_member(good: dict[str, Any], name: str, raw: str) -> bytes:
    """A body in which one member is this raw JSON."""
    members = {key: json.dumps(value) for key, value in good.items()} | {name: raw}
    return ("{" + ",".join(f'"{key}":{value}' for key, value in members.items()) + "}").encode()


UNREADABLE = {
    "no object": b"[]",
    "100 000 lists": b"[" * 100_000,
    "100 000 objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "broken UTF-8": b'{"name":"\xff\xfe"}',
    "an encoded surrogate": b'{"name":"\xed\xa0\x80"}',
    "UTF-16": '{"name":"x"}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "a bare NUL": b'{"name":"\x00"}',
    "not a number": b'{"amount":NaN}',
    "infinity": b'{"amount":-Infinity}',
    "the same name twice": b'{"a":1,"a":1}',
    "the same name in disguise": b'{"a":1,"\\u0061":1}',
    "two values": b"{}{}",
    "a cut": b'{"amount":',
}


@each_body
def test_what_is_no_json_object_is_malformed(target: Target, method: str, path: str, good: dict[str, Any]) -> None:
    """On every route that takes a body."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    for what, body in UNREADABLE.items():
        answer = target.send(method, url, body)
        assert (what, answer.status) == (what, 400)
        assert_refused(answer, 400)


@each_body
def test_only_plain_json_of_up_to_a_million_bytes_is_read(
    target: Target, method: str, path: str, good: dict[str, Any]
) -> None:
    """Announced, in chunks or after Expect; by no other name and in no other coding."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    body = json.dumps(good).encode()
    for media_type in (
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json;charset=x",
    ):
        assert_refused(target.send(method, url, body, f"Content-Type: {media_type}"), 415)
    assert_refused(target.send(method, url, body, "Content-Type: application/json", "Content-Type: text/plain"), 415)
    bare = f"{method} {url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {target.token}\r\n"
    assert_refused(target.raw(f"{bare}Content-Length: {len(body)}\r\n\r\n".encode() + body), 415)
    for coding in ("gzip", "br", "deflate", "gzip, identity", "GZIP"):
        assert_refused(target.send(method, url, gzip.compress(body), f"Content-Encoding: {coding}"), 415)
    large = b" " * 1_000_001
    assert_refused(target.send(method, url, large), 413)
    assert_refused(target.send(method, url, b"", "Expect: 100-continue", length=1_000_001), 413)
    assert_refused(target.send(method, url, b"", length=10**18), 413)
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (large[:500_000], large[500_000:], b""))
    assert_refused(target.send(method, url, chunks, "Transfer-Encoding: chunked"), 413)


HUGE = ("1e400", "1e999999", "-1e999999", "1e99999999999999999999", "9" * 5000, "1" + "0" * 30)
TEXTS = ('"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', "1", "true", "[]", "{}", "null")
TIMES = (
    *("2024-03-01T12:00:00.1234567Z", "2016-12-31T23:59:60Z", "2024-03-01T24:00:00Z", "0000-01-01T00:00:00Z"),
    *("10000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1899-12-31T23:59:59Z"),
    *("2200-01-01T00:00:00Z", "1900-01-01T00:00:00+00:01", "2024-03-01T12:00:00", "2024-03-01T12:00:00+24:00"),
    *("2024-03-31T02:30:00 Europe/Zurich", "2024-03-31T02:30:00[Europe/Zurich]", "2024-03-01T12:00:00 CET"),
    *("\u0662\u0660\u0662\u0664-03-01T12:00:00Z", "2024-02-30T00:00:00Z", "2024-03-01", "1709294400", "", "now"),
)
ARABIC_ONE = '"\u0661"'
NUMBERS = (*HUGE, '"1"', ARABIC_ONE, "true", "[]", "{}", "-1", "1e-25")
IDS = (*HUGE, '"100"', '"\u0661\u0660\u0660"', "true", "null", "[]", "{}", "100.5", "0", "-100", str(2**53))
WRONG: dict[str, tuple[str, ...]] = {
    "usage_type_id": IDS,
    "amount": (*NUMBERS, "null", "0.0000001"),
    "factor": (*NUMBERS, "null", "1.00000000000000001"),
    "density_kg_per_l": (*NUMBERS, "0"),
    "usage_at": (*(json.dumps(at) for at in TIMES), "1709294400", "null", "[]"),
    "valid_from": (*(json.dumps(at) for at in TIMES), "1709294400", "[]"),
    "valid_to": (*(json.dumps(at) for at in TIMES), "1709294400", "[]"),
    "name": (*TEXTS, '""', json.dumps("x" * 101)),
    "source": (*TEXTS, '""', json.dumps("x" * 101)),
    "note": (*TEXTS[:-1], json.dumps("x" * 501)),
    "unit": (*TEXTS, '"KWH"', ARABIC_ONE),
    "accepted_units": ('"kwh"', "[1]", '["\\ud800"]', "[[]]", "{}", json.dumps(["kwh"] * 1000)),
    "retired": ('"true"', "1", "0", "null", "[]"),
    "email": (*TEXTS, '"a b@example.org"', '"@"', json.dumps("x" * 250 + "@example.org")),
    "password": (*TEXTS, json.dumps("x" * 129)),
    "new_password": (*TEXTS, json.dumps("x" * 129)),
    "current_password": (*TEXTS, json.dumps("x" * 129)),
    "refresh_token": (*TEXTS, json.dumps("x" * 1001)),
    "refresh_in": (*TEXTS, '"header"'),
}
FIELDS = {
    "/usages": ("usage_type_id", "amount", "usage_at", "note", "unit"),
    "/usages/{usage}": ("usage_type_id", "amount", "usage_at", "note", "unit"),
    "/usage-types": (
        "name",
        "unit",
        "factor",
        "source",
        "valid_from",
        "valid_to",
        "accepted_units",
        "density_kg_per_l",
    ),
    "/usage-types/100": ("name", "factor", "source", "retired"),
    "/usage-types/100/factors": ("factor", "source", "valid_from", "valid_to"),
    "/me": ("name", "password"),
    "/me/password": ("current_password", "new_password"),
    "/auth/sign-up": ("name", "email", "password", "refresh_in"),
    "/auth/log-in": ("password", "refresh_in"),
    "/auth/refresh": ("refresh_token",),
    "/auth/log-out": ("refresh_token",),
}


@each_body
def test_a_wrong_value_is_told_at_its_place(target: Target, method: str, path: str, good: dict[str, Any]) -> None:
    """Every field of every body, by a pointer to it and to nothing else."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    for field in FIELDS[path]:
        if (path, field) in {("/me", "name"), ("/me", "password")} and field not in good:
            continue  # PATCH has the one, DELETE the other
        for raw in WRONG[field]:
            answer = target.send(method, url, with_member(good, field, raw))
            assert (answer.status, answer.text[:0]) == (422, ""), f"{field}: {raw[:60]}: {answer.text[:300]}"
            assert_refused(answer, 422)
            places = {place.rpartition("/")[0] if place.count("/") > 1 else place for place in answer.faults}
            assert places == {f"/{field}"}, f"{field}: {raw[:60]}: {answer.text[:300]}"


@each_body
def test_all_faults_are_told_at_once(target: Target, method: str, path: str, good: dict[str, Any]) -> None:
    """Every wrong field, and every one that nobody knows."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    body: dict[str, Any] = {name: {} for name in good} | {"user_id": 1, "id": 1, "\x1b[31m": 1}
    answer = target.send(method, url, json.dumps(body).encode())
    assert_refused(answer, 422)
    assert answer.faults == {f"/{name}" for name in body}


NO_IDS = (
    *("0", "-1", "+1", "01", "1.0", "1e2", "x", "NaN", "Infinity", "null", "%00", "%D9%A1%D9%A0%D9%A0", "%FF"),
    *(str(2**53), str(10**18), str(10**30), "9" * 5000, "100%20", "100%00", "100%0A", "%ED%A0%80", "..", "%2e%2e"),
)
BY_ID = [
    *(("GET", "/usages/{}"), ("PUT", "/usages/{}"), ("PATCH", "/usages/{}"), ("DELETE", "/usages/{}")),
    *(("POST", "/usages/{}/restore"), ("GET", "/usages/{}/versions"), ("GET", "/usage-types/{}")),
    *(("PATCH", "/usage-types/{}"), ("DELETE", "/usage-types/{}"), ("GET", "/usage-types/{}/factors")),
    *(("POST", "/usage-types/{}/factors"), ("HEAD", "/usages/{}")),
]


@pytest.mark.parametrize(("method", "path"), BY_ID, ids=" ".join)
def test_what_is_no_id_names_nothing(target: Target, method: str, path: str) -> None:
    """On every route that takes one."""
    for text in NO_IDS:
        answer = target.send(method, "/api/v1" + path.format(text), b"" if method in {"GET", "HEAD"} else b"{}")
        assert answer.status == 404, f"{text[:40]}: {answer.text[:300]}"
        if method != "HEAD":
            assert_refused(answer, 404)


QUERIES = [
    *((f"/usages?page={page}", {"page"}) for page in (-1, 0, 10**18, 10**30, "9" * 5000, "%D9%A1", "NaN", "1e2", "")),
    *((f"/usages?page_size={size}", {"page_size"}) for size in (-1, 0, 101, 10**18, "9" * 5000, "%D9%A1", "x")),
    *((f"/usages?usage_type_id={one}", {"usage_type_id"}) for one in (0, -1, 10**30, "9" * 5000, "%D9%A1", "1e2", "x")),
    *((f"/usages?amount_min={one}", {"amount_min"}) for one in ("NaN", "Infinity", "1e400", "1e999999", "9" * 5000)),
    *((f"/usages?amount_max={one}", {"amount_max"}) for one in ("%D9%A1", "1_0", "0x1", "-1", "1e-7", "")),
    *((f"/usages?cursor={one}", {"cursor"}) for one in ("x", "%00", "e30=", "bnVsbA==", "W10=", "A" * 7000)),
    *(
        (f"/usages?sort={one}", {"sort"})
        for one in (
            "",
            "id",
            "note",
            "usage_at,amount",
            "usage_at;--",
            "--usage_at",
            "%00",
            "user_id",
            "-",
            "(select 1)",
        )
        if " " not in one
    ),
    ("/usages?include=everything&cursor=", {"include"}),
    *(
        (f"/{where}?from={at.replace('+', '%2B').replace(' ', '%20')}", {"from"})
        for where in ("usages", "emissions")
        for at in TIMES
        if at.isascii()
    ),
    *((f"/emissions?to={at.replace('+', '%2B').replace(' ', '%20')}", {"to"}) for at in TIMES if at.isascii()),
    *((f"/emissions?bucket={one}", {"bucket"}) for one in ("", "hour", "MONTH", "%00", "month%00")),
    *(
        (f"/emissions?time_zone={one}", {"time_zone"})
        for one in ("", "CEST", "%2B02:00", "utc", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Flocaltime", "%00", "A" * 7000)
    ),
    *((f"/emissions?group_by={one}", {"group_by"}) for one in ("", "user", "usage_type%00")),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_wrong_parameter_is_told_by_its_name(target: Target, method: str) -> None:
    """And by nothing else; HEAD is refused as GET is."""
    for query, faults in QUERIES:
        answer = target.send(method, f"/api/v1{query}")
        assert answer.status == 422, f"{query[:80]}: {answer.text[:300]}"
        if method == "GET":
            assert_refused(answer, 422)
            assert answer.faults == faults, f"{query[:80]}: {answer.text[:300]}"


ROUTES = [
    *((method, path) for method, path, _ in BODIES),
    *((method, path.format(100)) for method, path in BY_ID),
    *(("GET", "/me"), ("GET", "/usages"), ("GET", "/emissions"), ("GET", "/usage-types"), ("GET", "/health/live")),
]


@pytest.mark.parametrize(("method", "path"), sorted(set(ROUTES)), ids=" ".join)
def test_a_request_is_what_the_route_takes_to_the_letter(target: Target, method: str, path: str) -> None:
    """Unknown, repeated and broken parameters, other paths, oversized heads: refused before anything is done."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    refusals = {
        f"{url}?nobody=1": 400,
        f"{url}?page=1&page=2": 400,
        f"{url}?%FF=1": 400,
        f"{url}?x=%ED%A0%80": 400,
        f"{url}?x=" + "a" * 9000: 414,
        f"{url}/": 404,
        url.replace("/v1/", "/v1//"): 404,
        url.replace("/v1/", "%2Fv1/"): 404,
    }
    for asked, status in refusals.items():
        assert target.send(method, asked, b"{}").status == status, asked[:80]
    for headers in ("X-Padding: " + "a" * 40_000, "Cookie: " + "a=b;" * 10_000):
        assert target.send(method, url, b"{}", headers).status == 431


def test_other_methods_are_told_which_there_are(target: Target) -> None:
    """On every path; HEAD is there where GET is."""
    taken: dict[str, set[str]] = {}
    for method, path in ROUTES:
        taken.setdefault(path.format(usage=target.usage_id), {"OPTIONS"}).add(method)
    for path, methods in taken.items():
        allowed = set(target.send("OPTIONS", f"/api/v1{path}").headers["allow"].split(", "))
        assert methods <= allowed
        assert ("HEAD" in allowed) == ("GET" in allowed)
        for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"} - allowed:
            answer = target.send(method, f"/api/v1{path}", b"{}")
            assert (answer.status, set(answer.headers["allow"].split(", "))) == (405, allowed)
            if method != "HEAD":
                assert_refused(answer, 405)
