"""Problem details, and the refusals that no resource has a part in."""

import logging
from collections.abc import Iterator

import pytest
from dependency_injector import providers

from adapters.memory.accounts import MemoryAccountQueries
from adapters.memory.storage import MemoryStorage
from application.accounts.get import GetAccount
from application.ports import StorageUnavailable
from application.views.accounts import AccountView
from entrypoints.container import Container
from tests.integration.http.api import Api

PRIVATE = [
    *(("GET", "/me"), ("PATCH", "/me"), ("DELETE", "/me"), ("POST", "/me/password")),
    *(("GET", "/usage-types"), ("POST", "/usage-types"), ("GET", "/usage-types/100"), ("PATCH", "/usage-types/100")),
    *(("DELETE", "/usage-types/100"), ("GET", "/usage-types/100/factors"), ("POST", "/usage-types/100/factors")),
    *(("GET", "/usages"), ("POST", "/usages"), ("GET", "/usages/5"), ("PUT", "/usages/5"), ("PATCH", "/usages/5")),
    *(("DELETE", "/usages/5"), ("POST", "/usages/5/restore"), ("GET", "/usages/5/versions"), ("GET", "/emissions")),
    *(("GET", "/journal"), ("GET", "/journal/head"), ("GET", "/emissions/statement")),
    *(("GET", "/usages/5/receipt"), ("GET", "/usages/5/proof")),
]


async def test_a_problem_says_what_it_is(carol: Api) -> None:
    """Type, title, status and detail by RFC 9457, with every fault."""
    answer = await carol.call("POST", "/usages", {"usage_type_id": 100, "amount": -1})
    assert (answer.status, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert answer.json == {
        "type": "urn:carbon-ledger:problem:invalid",
        "title": "Invalid values",
        "status": 422,
        "detail": "2 things are wrong with the request; see errors.",
        "errors": [
            {"detail": "Is missing.", "pointer": "/usage_at"},
            {"detail": "An amount is 0 or more and below 1 000 000 000 000.", "pointer": "/amount"},
        ],
    }


async def test_every_private_route_wants_a_token_before_all_else(memory_api: Api) -> None:
    """The body is not even looked at, the parameters neither."""
    for method, path in PRIVATE:
        for body in (None, b"nonsense"):
            answer = await memory_api.call(method, f"{path}?nonsense=1", body)
            assert answer.status == 401, path
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="carbon-ledger"'


async def test_unknown_paths_are_problems(carol: Api) -> None:
    """With and without a token."""
    for path in (
        "//api",
        "//api/",
        "//api/v1",
        "//api/v2/usages",
        "/usage",
        "/usages/5/version",
    ):
        for api in (carol, Api(carol.http)):
            answer = await api.call("GET", path)
            assert (answer.status, answer.json["title"]) == (404, "Not found"), path


async def test_a_path_is_what_it_is_to_the_letter(carol: Api) -> None:
    """With a slash more, or with one in disguise, it is another one, which nobody knows."""
    for path in (
        *("/usages/", "/usages//", "//api/v1//usages", "//api//v1/usages", "/usage-types/100/", "/usages/?page=1"),
        *("/health/live/", "//health/live/", "//health//ready", "//api//v1//health//live", "//api//health/live"),
        *("//api/docs/", "//api//docs", "//api/openapi.json/", "//api/docs//assets/start.js"),
        *("//api%2Fv1/usages", "//api/v1%2fhealth/live", "//health%2Flive", "//api/docs%2Fassets/start.js"),
    ):
        for api in (carol, Api(carol.http)):
            for method in ("GET", "OPTIONS", "POST"):
                answer = await api.call(method, path)
                assert (answer.status, answer.json["type"]) == (404, "urn:carbon-ledger:problem:not-found"), path
    assert (await carol.http.get("http://ledger.test//health/live")).status_code == 404
    assert (await carol.call("HEAD", "//health/live/")).status == 404


async def test_other_methods_are_told_which_there_are(carol: Api) -> None:
    """HEAD is where GET is, OPTIONS everywhere."""
    for method, path, allowed in (
        ("DELETE", "/usages", "GET, HEAD, OPTIONS, POST"),
        ("POST", "/usages/5", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("GET", "/auth/log-in", "OPTIONS, POST"),
        ("HEAD", "/auth/log-in", "OPTIONS, POST"),
        ("TRACE", "/me", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("WHATEVER", "/emissions", "GET, HEAD, OPTIONS"),
    ):
        answer = await carol.call(method, path)
        assert (answer.status, answer.headers["Allow"]) == (405, allowed)
        options = await Api(carol.http).call("OPTIONS", path)
        assert (options.status, options.headers["Allow"], options.text) == (204, allowed, "")


class DefectiveQueries(MemoryAccountQueries):
    async def account(self, user_id: int) -> AccountView:
        raise RuntimeError("SELECT secret FROM inside")


class StorageThatIsAway(MemoryStorage):
    async def ping(self) -> None:
        raise StorageUnavailable


@pytest.fixture
def broken(memory_container: Container) -> Iterator[Container]:
    yield memory_container
    memory_container.get_account.reset_override()
    memory_container.storage.reset_last_overriding()


async def test_a_defect_tells_nothing_of_the_inside(
    carol: Api, broken: Container, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged with its traceback, and without what the sender chose."""
    broken.get_account.override(providers.Object(GetAccount(DefectiveQueries(MemoryStorage()))))
    with caplog.at_level(logging.ERROR):
        answer = await carol.call("GET", "/me", headers={"User-Agent": "evil"})
    assert (answer.status, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert set(answer.json) == {"type", "title", "status", "detail", "instance"}
    assert not any(word in answer.text for word in ("SELECT", "secret", "Runtime", "Traceback", ".py"))
    assert "GET /api/v1/me failed" in caplog.text
    assert "SELECT secret FROM inside" in caplog.text
    assert "evil" not in caplog.text


async def test_a_storage_that_is_away_is_503(carol: Api, broken: Container) -> None:
    """With the time to wait; the process still lives, it only cannot serve."""
    broken.storage.override(providers.Object(StorageThatIsAway()))
    for path in ("//health/ready", "/health/ready"):
        answer = await carol.call("GET", path)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
        assert answer.json["type"] == "urn:carbon-ledger:problem:unavailable"
    assert (await carol.call("GET", "//health/live")).json == {"status": "ok"}
