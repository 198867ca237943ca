"""Query strings and ids in paths that are not what they should be."""

import base64

from tests.integration.http.api import Api

# Well formed, and made in no order or filter that there is.
FORGED = base64.urlsafe_b64encode(b'{"sort":"-usage_at","filter":"0","value":"2024-03-01T12:00:00Z","id":1}').decode()
LATER, EARLIER = "2025-01-01T00:00:00Z", "2024-01-01T00:00:00Z"

# The query string as it is sent, the status, and the parameters at fault.
WRONG = [
    ("unknown=1", 400, {"unknown"}),
    ("From=2024-01-01T00:00:00Z", 400, {"From"}),
    ("page=1&page=1", 400, {"page"}),
    ("sort=amount&sort=-amount", 400, {"sort"}),
    ("page=1&page=x&limit=5&sort=id", 400, {"page", "limit", "sort"}),
    ("access_token=eyJ", 400, {"access_token"}),
    ("usage_at=2024", 400, {"usage_at"}),
    ("%FF=1", 400, set()),
    ("page=%FF", 400, set()),
    *((f"page={page}", 422, {"page"}) for page in ("", "0", "-1", "1.0", "1e2", "x", "+1", "%201", "0x1", "1_0", "01")),
    *((f"page={page}", 422, {"page"}) for page in (10**18, 2**53, 10**30, "9" * 5000, "%D9%A1", "NaN")),
    *((f"page_size={size}", 422, {"page_size"}) for size in (0, 101, -1, 10**18)),
    *(
        (f"sort={sort}", 422, {"sort"})
        for sort in ("", "id", "--amount", "amount,id", "Amount", "%00", "organisation_id")
    ),
    *((f"from={at}", 422, {"from"}) for at in ("", "2024", "2024-01-01", "2024-01-01T00:00:00", "now", "%00")),
    ("from=2024-01-01T00:00:00+02:00", 422, {"from"}),
    ("from=2024-01-01T00:00:00.1234567Z", 422, {"from"}),
    ("from=1899-12-31T23:59:59Z&to=2200-01-01T00:00:00Z", 422, {"from", "to"}),
    ("from=2024-01-01T00:00:00Z&to=2024-01-01T00:00:00Z", 422, {"to"}),
    ("from=2024-01-01T00:00:00Z&to=2023-01-01T00:00:00Z", 422, {"to"}),
    *((f"usage_type_id={id}", 422, {"usage_type_id"}) for id in ("", "0", "-5", "x", "1.5", 10**30, "%D9%A1", 2**53)),
    ("usage_type_id=100&usage_type_id=x", 422, {"usage_type_id"}),
    ("usage_type_id=100,101", 422, {"usage_type_id"}),
    ("usage_type_id=1" + "&usage_type_id=1" * 100, 422, {"usage_type_id"}),
    *(
        (f"amount_min={n}", 422, {"amount_min"})
        for n in ("", "-1", "NaN", "Infinity", "1e400", "1e999999", "0.0000001")
    ),
    *(
        (f"amount_max={n}", 422, {"amount_max"})
        for n in ("9e12", "0x1", "1_0", "%D9%A1", ".5", "1e9999999999999999999")
    ),
    ("amount_min=2&amount_max=1", 422, {"amount_max"}),
    (f"from={LATER}&to={EARLIER}&amount_min=2&amount_max=1", 422, {"to", "amount_max"}),
    (f"from={LATER}&to={EARLIER}&page=0&limit=5", 400, {"to", "page", "limit"}),
    (f"from={LATER}&to={EARLIER}&to=2026-01-01T00:00:00Z", 400, {"to"}),
    (f"from={LATER}&to=x&amount_min=2&amount_max=1&include=totals", 422, {"to", "amount_max", "include"}),
    ("page=0&page_size=0&amount_min=x&from=y", 422, {"page", "page_size", "amount_min", "from"}),
    ("cursor=&page=1", 422, {"page"}),
    ("include=totals", 422, {"include"}),
    ("cursor=&include=everything", 422, {"include"}),
    ("cursor=xx&page=1&include=totals", 422, {"cursor", "page"}),
    (f"cursor=xx&sort=id&from={LATER}&to={EARLIER}", 422, {"cursor", "sort", "to"}),
    ("cursor=" + "A" * 2000 + "&page=1", 422, {"cursor", "page"}),
    (f"cursor={FORGED}&page=1", 422, {"cursor", "page"}),
    (f"cursor={FORGED}&from={LATER}&to={EARLIER}", 422, {"to"}),
    (f"cursor={FORGED}&sort=id", 422, {"sort"}),
    ("cursor=" + "A" * 2000, 422, {"cursor"}),
]
WRONG_PERIODS = [
    ("bucket=hour", 422, {"bucket"}),
    ("bucket=Month", 422, {"bucket"}),
    ("bucket=", 422, {"bucket"}),
    *(
        (f"time_zone={zone}", 422, {"time_zone"})
        for zone in ("", "Nowhere", "CEST", "europe/zurich", "%00", "../../etc/passwd")
    ),
    ("time_zone=%2B02:00", 422, {"time_zone"}),
    ("group_by=name", 422, {"group_by"}),
    ("bucket=day&from=1900-01-01T00:00:00Z&to=2199-12-31T00:00:00Z", 422, {"bucket"}),
    ("page=1", 400, {"page"}),
    ("to=2024-01-01T00:00:00Z&from=2024-01-01T00:00:00Z", 422, {"to"}),
    ("to=2024-01-01T00:00:00Z&from=2024-01-01T00:00:00Z&bucket=hour", 422, {"to", "bucket"}),
]
WITHOUT_PARAMETERS = [
    *(("GET", "/me"), ("GET", "/usage-types"), ("GET", "/usage-types/100"), ("GET", "/usage-types/100/factors")),
    *(("GET", "/usages/5"), ("GET", "/usages/5/versions"), ("POST", "/usages"), ("POST", "/usages/5/restore")),
    *(("DELETE", "/usages/5"), ("GET", "/health/live"), ("POST", "/auth/log-in")),
]
NO_IDS = [
    "0",
    "-1",
    "+5",
    "05",
    "1.0",
    "1e3",
    "x",
    "5%20",
    "%205",
    "1_0",
    "%D9%A5",
    "\u0665",
    str(2**53),
    str(10**30),
    "9" * 5000,
]


async def test_what_is_wrong_with_a_list_is_told_by_parameter(carol: Api) -> None:
    """Unknown and repeated parameters make the request malformed, wrong values invalid; all are told at once."""
    for query, status, faults in WRONG:
        answer = await carol.call("GET", f"/usages?{query}")
        assert (answer.status, answer.faults) == (status, faults), query[:80]
        assert len(answer.json.get("errors", ())) == len(faults), query[:80]


async def test_what_is_wrong_with_a_report_is_told_by_parameter(carol: Api) -> None:
    """The same reader reads them."""
    for query, status, faults in WRONG_PERIODS:
        answer = await carol.call("GET", f"/emissions?{query}")
        assert (answer.status, answer.faults) == (status, faults), query


async def test_the_last_good_parameters_are_taken(carol: Api) -> None:
    """The bounds belong to what is allowed; plus signs in a URL are written as %2B."""
    for query in (
        "page=1&page_size=1",
        "page=9007199254740991&page_size=100",
        "from=1900-01-01T00:00:00Z&to=2199-12-31T23:59:59.999999Z",
        "from=2024-01-01T00:00:00%2B02:00",
        "amount_min=0&amount_max=8999999999999.999999",
        "usage_type_id=100&usage_type_id=100&usage_type_id=9007199254740991",
        "cursor=&include=totals&sort=-recorded_at",
        "cursor",
        "",
    ):
        assert (await carol.call("GET", f"/usages?{query}")).status == 200, query
    for query in ("time_zone=America/Argentina/ComodRivadavia", "time_zone=Etc/GMT%2B12&bucket=week", "bucket=year"):
        assert (await carol.call("GET", f"/emissions?{query}")).status == 200, query


async def test_where_no_parameters_are_taken_all_are_refused(carol: Api) -> None:
    """Also of those that exist elsewhere."""
    for method, path in WITHOUT_PARAMETERS:
        answer = await carol.call(method, f"{path}?page=1")
        assert (answer.status, answer.faults) == (400, {"page"}), path


async def test_what_is_no_id_names_nothing(carol: Api, olga: Api) -> None:
    """Only digits as the service writes them are an id; anything else is not found, like an id of nobody's."""
    for text in NO_IDS:
        for method, path in (("GET", "/usages/{}"), ("DELETE", "/usages/{}"), ("GET", "/usages/{}/versions")):
            assert (await carol.call(method, path.format(text))).status == 404, text[:20]
        assert (await carol.call("GET", f"/usage-types/{text}")).status == 404, text[:20]
        assert (await olga.call("PATCH", f"/usage-types/{text}", {})).status == 404, text[:20]
