"""Paths, queries, methods and heads meant to break something: no client tidies them up on the way."""

import pytest

from tests.integration.http.hostile.client import Target, assert_refused
from tests.integration.http.hostile.requests import BODIES, TIMES

NO_IDS = (
    *("0", "-1", "+1", "01", "1.0", "1e2", "x", "NaN", "Infinity", "null", "%00", "%D9%A1%D9%A0%D9%A0", "%FF"),
    *(str(2**53), str(10**18), str(10**30), "9" * 5000, "100%20", "100%00", "100%0A", "%ED%A0%80", "..", "%2e%2e"),
)
BY_ID = [
    *(("GET", "/usages/{}"), ("PUT", "/usages/{}"), ("PATCH", "/usages/{}"), ("DELETE", "/usages/{}")),
    *(("POST", "/usages/{}/restore"), ("GET", "/usages/{}/versions"), ("GET", "/usage-types/{}")),
    *(("PATCH", "/usage-types/{}"), ("DELETE", "/usage-types/{}"), ("GET", "/usage-types/{}/factors")),
    *(("POST", "/usage-types/{}/factors"), ("HEAD", "/usages/{}"), ("GET", "/usages/{}/receipt")),
]


@pytest.mark.parametrize(("method", "path"), BY_ID, ids=" ".join)
def test_what_is_no_id_names_nothing(target: Target, method: str, path: str) -> None:
    """On every route that takes one."""
    for text in NO_IDS:
        answer = target.send(method, "/api/v1" + path.format(text), b"" if method in {"GET", "HEAD"} else b"{}")
        assert answer.status == 404, f"{text[:40]}: {answer.text[:300]}"
        if method != "HEAD":
            assert_refused(answer, 404)


YEAR = "from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z"
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
        for where in ("usages", "emissions", "journal")
        for at in TIMES
        if at.isascii()
    ),
    *((f"/emissions?to={at.replace('+', '%2B').replace(' ', '%20')}", {"to"}) for at in TIMES if at.isascii()),
    *((f"/emissions?bucket={one}", {"bucket"}) for one in ("", "hour", "MONTH", "%00", "month%00")),
    *(
        (f"/emissions?time_zone={one}", {"time_zone"})
        for one in ("", "CEST", "%2B02:00", "utc", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Flocaltime", "%00", "A" * 7000)
    ),
    *(
        (f"/{where}{at.replace('+', '%2B').replace(' ', '%20')}", {"as_of"})
        for where in ("usages?as_of=", "usages/1?as_of=", "emissions?as_of=", f"emissions/statement?{YEAR}&as_of=")
        for at in (*TIMES, "2199-12-31T23:59:59Z")
        if at.isascii()
    ),
    *((f"/usages/1/receipt?version={one}", {"version"}) for one in (-1, 0, 2**31, 10**30, "9" * 5000, "%D9%A1", "")),
    *(
        (f"/{where}", {"from", "to"})
        for where in ("emissions/statement", "emissions/statement?from=&to=x", "usages/1/proof", "usages/1/proof?to=")
    ),
    (f"/emissions/statement?{YEAR}&time_zone=CEST&include=all", {"time_zone", "include"}),
    *((f"/journal?cursor={one}", {"cursor"}) for one in ("x", "-1", "0", "%00", 10**18, "9" * 5000, "%D9%A1")),
    *((f"/journal?page_size={one}", {"page_size"}) for one in (-1, 0, 101, 10**18, "x")),
    *((f"/journal?action={one}", {"action"}) for one in ("", "usage", "USAGE.RECORDED", "%00")),
    *((f"/journal?usage_id={one}", {"usage_id"}) for one in (0, -1, 10**30, "9" * 5000, "%D9%A1")),
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
    *(("GET", "/journal"), ("GET", "/journal/head"), ("GET", "/emissions/statement"), ("GET", "/usages/{usage}/proof")),
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
