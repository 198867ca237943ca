"""The life of a usage."""

from decimal import Decimal
from typing import Any

from tests.clocks import FixedClock
from tests.integration.http.api import Api

HEATING = {"usage_type_id": 104, "usage_at": "2024-03-01T12:00:00Z", "amount": Decimal("17.25")}
ELECTRICITY = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 100}
# Type, amount and unit as entered; unit, amount in the type's unit and kg CO2e as answered.
CONVERSIONS = [
    (102, "3", "MMBtu", "MMBtu", "879.213211", "3421.897815"),
    (102, "3", "MMBTU", "MMBtu", "879.213211", "3421.897815"),
    (104, "1", "CCF", "CCF", "2.831685", "55.093257"),
    (101, "1", "m3", "m3", "1000", "26930"),
    (100, "0", "kWh", "kwh", "0", "0"),
    (100, "0.000001", "kwh", "kwh", "0.000001", "0.000002"),
    (100, "999999999999.999999", "kwh", "kwh", "999999999999.999999", "1499999999999.999998"),
]
CHANGES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"amount": Decimal("17.25"), "unit": "CCF", "note": "A note", "version": 1}),
    ({"amount": 2}, {"amount": 2, "unit": "CCF", "note": "A note", "version": 2}),
    ({"unit": "m3"}, {"amount": Decimal("17.25"), "unit": "m3", "emissions_kg_co2e": Decimal("335.616")}),
    ({"note": "Another"}, {"unit": "CCF", "note": "Another"}),
    ({"note": None}, {"note": None, "version": 2}),
    ({"note": ""}, {"note": None, "version": 2}),
    ({"usage_at": "2024-03-02T01:00:00+02:00"}, {"usage_at": "2024-03-01T23:00:00Z", "unit": "CCF"}),
    ({"usage_type_id": 103, "unit": "l"}, {"usage_type_id": 103, "factor": Decimal("8.57")}),
]


async def test_recording_answers_with_everything_the_figure_was_made_from(ada: Api) -> None:
    """17.25 m3 of heating are 335.616 kg by the preloaded factor."""
    answer = await ada.call("POST", "/usages", HEATING | {"note": "Meter 4"})
    assert answer.status == 201
    usage = answer.json
    assert answer.headers["Location"] == f"/api/v1/usages/{usage['id']}"
    assert usage["amount"] == usage["amount_in_type_unit"] == Decimal("17.25")
    assert usage["unit"] == "m3"
    assert usage["usage_type"] == {"id": 104, "name": "heating", "unit": "m3"}
    assert usage["factor"] == Decimal("19.456")
    assert usage["factor_version"]["source"] == "Preloaded with Carbon Ledger"
    assert usage["emissions_kg_co2e"] == Decimal("335.616")
    assert (usage["note"], usage["version"], usage["change"]) == ("Meter 4", 1, "recorded")
    assert usage["user_id"] == usage["changed_by"] == (await ada.get("/me"))["id"]
    assert usage == await ada.get(f"/usages/{usage['id']}")


async def test_amounts_convert_exactly_and_round_once(ada: Api) -> None:
    """What was entered stays as it is, its unit by canonical code, and every number is in plain notation."""
    for usage_type_id, amount, unit, canonical, in_type_unit, kilograms in CONVERSIONS:
        body = HEATING | {"usage_type_id": usage_type_id, "amount": Decimal(amount), "unit": unit}
        answer = await ada.call("POST", "/usages", body)
        assert f'"amount":{amount},"unit":"{canonical}"' in answer.text
        assert f'"amount_in_type_unit":{in_type_unit},' in answer.text
        assert f'"emissions_kg_co2e":{kilograms},' in answer.text
        assert answer.text == (await ada.call("GET", f"/usages/{answer.json['id']}")).text


async def test_plain_notation_holds_for_every_size(ada: Api, operator: Api) -> None:
    """1E+2 is JSON, but not what a person or a spreadsheet expects; nor is 1E-24."""
    usage = await ada.post("/usages", ELECTRICITY | {"amount": Decimal("1E+2")})
    assert '"amount":100,' in (await ada.call("GET", f"/usages/{usage['id']}")).text
    await operator.call("PATCH", "/usage-types/103", {"factor": Decimal("1E-24"), "source": "Tiny"})
    shown = (await ada.call("GET", "/usage-types/103")).text
    assert '"factor":0.000000000000000000000001,' in shown


async def test_a_factor_change_moves_nothing_that_is_recorded(ada: Api, operator: Api, clock: FixedClock) -> None:
    """Recorded figures keep their factor; usages recorded afterwards take the new one."""
    now = clock.at.isoformat()
    before = await ada.post("/usages", ELECTRICITY | {"usage_at": now})
    clock.advance(minutes=5)
    changed = await operator.call("PATCH", "/usage-types/100", {"factor": Decimal("0.25"), "source": "Grid operator"})
    assert changed.json["factor"] == Decimal("0.25")

    assert await ada.get(f"/usages/{before['id']}") == before
    amended = (await ada.call("PATCH", f"/usages/{before['id']}", {"amount": 10})).json
    assert (amended["factor"], amended["emissions_kg_co2e"]) == (Decimal("1.5"), 15)

    clock.advance(minutes=5)
    after = await ada.post("/usages", ELECTRICITY | {"usage_at": clock.at.isoformat()})
    assert (after["factor"], after["emissions_kg_co2e"]) == (Decimal("0.25"), 25)
    assert after["factor_version"]["source"] == "Grid operator"
    moved = (await ada.call("PATCH", f"/usages/{before['id']}", {"usage_at": clock.at.isoformat()})).json
    assert (moved["factor"], moved["emissions_kg_co2e"]) == (Decimal("0.25"), Decimal("2.5"))


async def test_replacing_states_everything_anew(ada: Api) -> None:
    """A unit that is left out is the type's own again, a note that is left out is gone."""
    usage = await ada.post("/usages", HEATING | {"unit": "CCF", "note": "Read in the rain"})
    replaced = (await ada.call("PUT", f"/usages/{usage['id']}", HEATING)).json
    assert (replaced["unit"], replaced["note"], replaced["version"]) == ("m3", None, 2)
    again = (await ada.call("PUT", f"/usages/{usage['id']}", HEATING)).json
    assert again == replaced


async def test_changing_parts_leaves_the_rest(ada: Api) -> None:
    """What is left out stays as it was."""
    for change, shown in CHANGES:
        usage = await ada.post("/usages", HEATING | {"unit": "CCF", "note": "A note"})
        changed = (await ada.call("PATCH", f"/usages/{usage['id']}", change)).json
        assert {name: changed[name] for name in shown} == shown, change


async def test_deleting_and_restoring_keep_the_id_and_every_version(ada: Api, clock: FixedClock) -> None:
    """A deleted usage is found nowhere but in its versions, until it is restored as it was."""
    usage = await ada.post("/usages", HEATING)
    path = f"/usages/{usage['id']}"
    clock.advance(minutes=1)
    assert (await ada.call("PATCH", path, {"amount": 20})).status == 200
    clock.advance(minutes=1)
    assert (await ada.call("DELETE", path)).status == 204

    for method, body in (("GET", None), ("PUT", HEATING), ("PATCH", {"amount": 1}), ("DELETE", None)):
        assert (await ada.call(method, path, body)).status == 404
    assert (await ada.get("/usages"))["items"] == []
    assert (await ada.get("/emissions"))["total_emissions_kg_co2e"] == 0

    clock.advance(minutes=1)
    restored = await ada.post(f"{path}/restore")
    assert (restored["id"], restored["version"], restored["amount"]) == (usage["id"], 4, 20)
    assert (await ada.call("POST", f"{path}/restore")).status == 409

    versions = (await ada.get(f"{path}/versions"))["items"]
    assert [(version["version"], version["change"]) for version in versions] == [
        (4, "restored"),
        (3, "deleted"),
        (2, "corrected"),
        (1, "recorded"),
    ]
    ends = [version["superseded_at"] for version in versions]
    assert ends == [None, *(version["changed_at"] for version in versions[:-1])]
    assert {name: value for name, value in versions[-1].items() if name != "superseded_at"} == usage


async def test_what_cannot_be_recorded_is_refused_at_its_place(ada: Api) -> None:
    """The answer names every fault, and nothing is kept."""
    for change, faults in (
        ({"usage_type_id": 999}, {"/usage_type_id"}),
        ({"unit": "kwh"}, {"/unit"}),
        ({"unit": "ton"}, {"/unit"}),
        ({"unit": "furlong", "note": "x" * 501, "amount": -1}, {"/unit", "/note", "/amount"}),
        ({"usage_type_id": 101, "unit": "m3", "amount": 999_999_999_999}, {"/amount"}),
    ):
        answer = await ada.call("POST", "/usages", HEATING | change)
        assert (answer.status, answer.faults) == (422, faults), change
    assert (await ada.get("/usages"))["total"] == 0


async def test_correcting_to_an_unknown_type_is_a_wrong_value(ada: Api) -> None:
    """The usage exists, so it is not 404."""
    usage = await ada.post("/usages", HEATING)
    for method, body in (("PUT", HEATING | {"usage_type_id": 999}), ("PATCH", {"usage_type_id": 999})):
        answer = await ada.call(method, f"/usages/{usage['id']}", body)
        assert (answer.status, answer.faults) == (422, {"/usage_type_id"})


async def test_without_a_factor_in_force_there_is_no_figure(ada: Api, operator: Api) -> None:
    """Never 0, never the nearest year's."""
    added = await operator.post(
        "/usage-types",
        {"name": "wood", "unit": "kg", "factor": 1, "source": "Forest office", "valid_from": "2024-01-01T00:00:00Z"},
    )
    body = {"usage_type_id": added["id"], "usage_at": "2023-12-31T23:59:59.999999Z", "amount": 1}
    answer = await ada.call("POST", "/usages", body)
    assert (answer.status, answer.faults) == (422, {"/usage_at"})
    assert (await ada.call("POST", "/usages", body | {"usage_at": "2024-01-01T00:00:00Z"})).status == 201
