"""The web app as the service serves it; `make test` has built it before."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrypoints.http import web_app
from tests.integration.http.api import Api

NOT_THE_APPS = [
    *("/api", "/api/", "/api/nope", "/api/v1", "/api/v1/nope", "/api/v1/usages/1/nope", "/api%2fv1"),
    *("/health", "/health/nope", "/assets", "/assets/nope.js", "/assets/.vite", "/assets%2f..%2findex.html"),
    *("/favicon.ico", "/robots.txt", "/.env", "/.vite/manifest.json", "/index.html", "/..%2f..%2fetc/passwd"),
]


@pytest.fixture
def nobody(memory_api: Api) -> Api:
    """Somebody's browser, before any log-in."""
    return memory_api


@pytest.fixture
def not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A service that was packed without the web app."""
    web_app._built_files.cache_clear()
    monkeypatch.setattr(web_app, "_BUILT", tmp_path)
    yield
    web_app._built_files.cache_clear()


@pytest.mark.parametrize(
    "address", ["/", "/usages", "/usages/", "/usages?sort=-amount&type=100", "/a/deep/link", "/apis"]
)
async def test_every_address_of_the_app_is_its_page(nobody: Api, address: str) -> None:
    """A deep link works, whatever it asks of the page; and a new version is seen at the next visit."""
    answer = await nobody.http.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert '<div id="root">' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", NOT_THE_APPS)
async def test_what_is_no_address_of_the_app_is_a_problem(nobody: Api, path: str) -> None:
    """A program that asks for a wrong path is told so, instead of getting a page."""
    answer = await nobody.http.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


async def test_the_page_is_for_reading(nobody: Api) -> None:
    """Other methods are refused there, and there alone: an unknown path of the API stays unknown."""
    refused = await nobody.http.post("/usages")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (await nobody.http.post("/api/v1/nope")).status_code == 404


async def test_the_page_loads_nothing_but_our_files_and_runs_no_inline_script(nobody: Api) -> None:
    """The policy forbids it, and the page keeps to the policy."""
    page = await nobody.http.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "data:" not in policy
    assert "unsafe" not in policy.replace("style-src 'self' 'unsafe-inline'", "")
    assert not re.search(r"<script(?![^>]* src=\"/assets/)", page.text)
    assert "://" not in page.text


async def test_files_are_kept_for_ever_since_their_names_tell_their_content(nobody: Api) -> None:
    """Each with its own type, and HEAD as GET."""
    page = (await nobody.http.get("/")).text
    files = re.findall(r"(?:src|href)=\"(/assets/[^\"]+)\"", page)
    types = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
    assert len(files) > 3
    for file in files:
        assert re.search(r"-[\w-]{8}\.\w+$", file), file
        named = {"X-Request-ID": "one"}  # else each has a name of its own
        got, head = await nobody.http.get(file, headers=named), await nobody.http.head(file, headers=named)
        assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert got.headers["Content-Type"].startswith(types[file.rpartition(".")[2]])
        assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(got.headers))


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("gzip; q=1.0", True), ("", False), ("br", False), ("gzip;q=0", False)],
)
async def test_files_are_compressed_for_those_who_take_it(nobody: Api, accepted: str, is_compressed: bool) -> None:
    """RFC 9110, 12.5.3; caches are told that it depends."""
    async with nobody.http.stream("GET", "/", headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert ("Content-Encoding" in answer.headers) == is_compressed
    assert b"<!doctype html>" in (gzip.decompress(raw) if is_compressed else raw)


@pytest.mark.usefixtures("not_built")
async def test_without_the_app_the_api_serves_alone(nobody: Api) -> None:
    """And the page's address says what is missing."""
    answer = await nobody.http.get("/")
    assert (answer.status_code, answer.json()["detail"]) == (404, "The web app is not built in here.")
    assert (await nobody.http.get("/health/ready")).status_code == 200
