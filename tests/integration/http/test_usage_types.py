"""Usage types and their factors: everybody reads them, operators change them."""

from decimal import Decimal

from tests.clocks import FixedClock
from tests.integration.http.api import Api

WOOD = {"name": "wood", "unit": "kg", "factor": Decimal("0.0390"), "source": "Forest office", "edition": "2024"}
AT = "2024-03-01T12:00:00Z"


async def test_the_preloaded_types_are_there(ada: Api) -> None:
    """With their factors, from the beginning of time."""
    items = (await ada.get("/usage-types"))["items"]
    assert [(item["id"], item["name"], item["unit"], str(item["factor"])) for item in items] == [
        (100, "electricity", "kwh", "1.5"),
        (101, "water", "kg", "26.93"),
        (102, "heating", "kwh", "3.892"),
        (103, "heating", "l", "8.57"),
        (104, "heating", "m3", "19.456"),
    ]
    assert all((item["factor_version"]["valid_from"], item["retired_at"]) == (None, None) for item in items)
    water = await ada.get("/usage-types/101")
    assert water == items[1]
    litre = next(unit for unit in water["accepted_units"] if unit["unit"] == "l")
    assert (litre["ratio"], water["density_kg_per_l"]) == ("1", 1)
    assert "density of 1 kg/l" in litre["ratio_source"]


async def test_only_operators_change_types(ada: Api) -> None:
    """Members are told so before what they send is looked at; nothing changes."""
    before = await ada.get("/usage-types")
    for method, path, body in (
        ("POST", "/usage-types", WOOD),
        ("PATCH", "/usage-types/100", {"factor": 0, "name": "mine", "retired": True}),
        ("DELETE", "/usage-types/103", None),
        ("POST", "/usage-types/100/factors", {"factor": 0, "source": "Me"}),
    ):
        assert (await ada.call(method, path, body)).status == 403
        for unread in (None, b"nonsense", {"factor": "x"}):
            assert (await ada.call(method, f"{path}?nonsense=1", unread)).status == 403
    assert await ada.get("/usage-types") == before


async def test_a_type_is_added_with_its_first_factor(ada: Api, operator: Api) -> None:
    """And serves at once; unit and accepted units are by code, however they were written."""
    answer = await operator.call("POST", "/usage-types", WOOD | {"unit": "tonne", "accepted_units": ["kg", "tonne"]})
    assert answer.status == 201
    assert answer.headers["Location"] == f"/api/v1/usage-types/{answer.json['id']}"
    assert (answer.json["unit"], [unit["unit"] for unit in answer.json["accepted_units"]]) == ("t", ["t", "kg"])
    assert '"factor":0.039,' in answer.text
    assert answer.json["factor_version"]["edition"] == "2024"
    assert await ada.get(f"/usage-types/{answer.json['id']}") == answer.json
    body = {"usage_type_id": answer.json["id"], "usage_at": AT, "amount": 1000, "unit": "kg"}
    assert (await ada.post("/usages", body))["emissions_kg_co2e"] == Decimal("0.039")
    plain = await operator.post("/usage-types", {"name": "coal", "unit": "kg", "factor": 3})
    assert plain["factor_version"]["source"] == "Stated by the operator"
    assert [unit["unit"] for unit in plain["accepted_units"]] == ["kg", "g", "t"]


async def test_what_is_wrong_with_a_type_is_told_at_its_place(operator: Api) -> None:
    """Every field has its rule."""
    for change, faults in (
        ({"name": "", "unit": "stone", "factor": -1}, {"/name", "/unit", "/factor"}),
        ({"name": "two\nlines"}, {"/name"}),
        ({"unit": "ton"}, {"/unit"}),
        ({"factor": Decimal("0.1234567890123456789")}, {"/factor"}),
        ({"factor": Decimal("1e-25")}, {"/factor"}),
        ({"factor": 10**12}, {"/factor"}),
        ({"source": " ", "edition": ""}, {"/source", "/edition"}),
        ({"valid_from": AT, "valid_to": AT}, {"/valid_to"}),
        ({"valid_from": "1899-01-01T00:00:00Z"}, {"/valid_from"}),
        ({"accepted_units": ["kg", "stone", 5]}, {"/accepted_units/1"}),
        ({"accepted_units": "kg"}, {"/accepted_units"}),
        ({"accepted_units": ["kg"] * 100}, {"/accepted_units"}),
        ({"accepted_units": ["l"]}, {"/accepted_units"}),
        ({"density_kg_per_l": 0}, {"/density_kg_per_l"}),
        ({"id": 5, "retired_at": None}, {"/id", "/retired_at"}),
        (
            {"name": "", "valid_from": AT, "valid_to": AT, "accepted_units": ["l"]},
            {"/name", "/valid_to", "/accepted_units"},
        ),
    ):
        answer = await operator.call("POST", "/usage-types", WOOD | change)
        assert (answer.status, answer.faults) == (422, faults), change
    for amendment, faults in (
        ({"source": "Me"}, {"/source"}),
        ({"source": "Me", "edition": "2026"}, {"/source", "/edition"}),
        ({"source": "Me", "edition": None, "name": ""}, {"/source", "/name"}),
        ({"source": "Me", "factor": -1}, {"/factor"}),
        ({"retired": "yes", "unit": "l"}, {"/retired", "/unit"}),
    ):
        answer = await operator.call("PATCH", "/usage-types/100", amendment)
        assert (answer.status, answer.faults) == (422, faults), amendment
    answer = await operator.call("POST", "/usage-types/100/factors", {"valid_from": AT, "valid_to": AT, "factor": -1})
    assert (answer.status, answer.faults) == (422, {"/valid_to", "/factor", "/source"})


async def test_name_and_unit_together_name_one_type(operator: Api) -> None:
    """Added twice or renamed into another, it is a conflict."""
    await operator.post("/usage-types", WOOD)
    assert (await operator.call("POST", "/usage-types", WOOD)).status == 409
    assert (await operator.call("POST", "/usage-types", WOOD | {"unit": "l"})).status == 201
    assert (await operator.call("PATCH", "/usage-types/100", {"name": "heating"})).status == 409


async def test_a_rename_shows_in_what_was_recorded(ada: Api, operator: Api) -> None:
    """Its figures stay."""
    usage = await ada.post("/usages", {"usage_type_id": 100, "usage_at": AT, "amount": 2})
    renamed = (await operator.call("PATCH", "/usage-types/100", {"name": "power"})).json
    assert (renamed["name"], renamed["factor"]) == ("power", Decimal("1.5"))
    shown = await ada.get(f"/usages/{usage['id']}")
    assert shown == usage | {"usage_type": {"id": 100, "name": "power", "unit": "kwh"}}


async def test_a_retired_type_takes_no_new_usages(ada: Api, operator: Api) -> None:
    """Those it has can still be corrected, and it can come back."""
    usage = await ada.post("/usages", {"usage_type_id": 100, "usage_at": AT, "amount": 2})
    retired = (await operator.call("PATCH", "/usage-types/100", {"retired": True})).json
    assert retired["retired_at"] is not None
    refused = await ada.call("POST", "/usages", {"usage_type_id": 100, "usage_at": AT, "amount": 2})
    assert (refused.status, refused.faults) == (422, {"/usage_type_id"})
    assert (await ada.call("PATCH", f"/usages/{usage['id']}", {"amount": 3})).status == 200
    assert (await operator.call("PATCH", "/usage-types/100", {"retired": False})).json["retired_at"] is None
    assert (await ada.call("POST", "/usages", {"usage_type_id": 100, "usage_at": AT, "amount": 2})).status == 201


async def test_only_an_unused_type_can_be_removed(ada: Api, operator: Api) -> None:
    """A deleted usage uses it still."""
    usage = await ada.post("/usages", {"usage_type_id": 103, "usage_at": AT, "amount": 2})
    await ada.call("DELETE", f"/usages/{usage['id']}")
    assert (await operator.call("DELETE", "/usage-types/103")).status == 409
    assert (await operator.call("DELETE", "/usage-types/104")).status == 204
    assert (await operator.call("GET", "/usage-types/104")).status == 404
    assert (await operator.call("DELETE", "/usage-types/104")).status == 404


async def test_factor_versions_are_kept_with_source_and_validity(ada: Api, operator: Api, clock: FixedClock) -> None:
    """The latest recorded first; which one serves depends on the instant of usage."""
    clock.advance(minutes=1)
    published = await operator.call(
        "POST",
        "/usage-types/100/factors",
        {"factor": Decimal("0.4"), "source": "Grid", "valid_from": "2023-01-01T00:00:00+01:00", "valid_to": AT},
    )
    assert published.status == 201
    assert published.headers["Location"] == "/api/v1/usage-types/100/factors"
    assert published.json["valid_from"] == "2022-12-31T23:00:00Z"
    assert published.json["published_by"] == (await operator.get("/me"))["id"]
    items = (await ada.get("/usage-types/100/factors"))["items"]
    assert [(str(item["factor"]), item["source"]) for item in items] == [
        ("0.4", "Grid"),
        ("1.5", "Preloaded with Carbon Ledger"),
    ]
    for at, factor in (
        ("2022-12-31T22:59:59.999999Z", "1.5"),
        ("2022-12-31T23:00:00Z", "0.4"),
        ("2024-03-01T11:59:59.999999Z", "0.4"),
        (AT, "1.5"),
    ):
        usage = await ada.post("/usages", {"usage_type_id": 100, "usage_at": at, "amount": 1})
        assert str(usage["factor"]) == factor, at
    assert (await ada.call("GET", "/usage-types/999/factors")).status == 404
    assert (await operator.call("POST", "/usage-types/999/factors", {"factor": 1, "source": "x"})).status == 404
    assert (await operator.call("PATCH", "/usage-types/999", {"name": "x"})).status == 404
