"""The life of a usage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.errors import InvalidValue, UnitNotAccepted, UsageNotDeleted, UsageNotFound, UsageTypeRetired
from domain.quantity import Quantity
from domain.usage import Change, Statement, Usage

ELECTRICITY, HEATING = USAGE_TYPES[0], USAGE_TYPES[2]
FACTOR, HEATING_FACTOR = FACTORS[0], FACTORS[2]
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
STATED = Statement(100, NOON, Quantity.of(Decimal(100), "kwh"))
USAGE = Usage.record(STATED, ELECTRICITY, FACTOR, id=7, organisation_id=1, by=2, at=NOON)


def test_recording_pins_the_factor_and_calculates_once():
    assert (USAGE.version, USAGE.change, USAGE.factor_id) == (1, Change.RECORDED, FACTOR.id)
    assert USAGE.emissions_kg_co2e == 150
    assert (USAGE.user_id, USAGE.recorded_at, USAGE.changed_by, USAGE.changed_at) == (2, NOON, 2, NOON)


def test_a_statement_is_told_in_utc_and_without_an_empty_note():
    stated = Statement(100, NOON.astimezone(), STATED.entered, "")
    assert stated == STATED


@pytest.mark.parametrize(
    "changes", [{"usage_at": datetime(2200, 1, 1, tzinfo=UTC)}, {"note": "x" * 501}, {"note": "\x00"}]
)
def test_a_statement_checks_its_parts(changes):
    with pytest.raises(InvalidValue):
        replace(STATED, **changes)


@pytest.mark.parametrize(
    ("changes", "keeps"),
    [
        ({"entered": Quantity.of(Decimal(1), "MWh")}, True),
        ({"note": "meter read by hand"}, True),
        ({"usage_at": LATER}, False),
        ({"usage_type_id": 102}, False),
    ],
)
def test_the_pinned_factor_stays_as_long_as_type_and_instant_do(changes, keeps):
    assert USAGE.keeps_factor(replace(STATED, **changes)) is keeps


def test_correcting_opens_the_next_version_and_leaves_the_first_as_it_was():
    doubled = replace(STATED, entered=Quantity.of(Decimal(200), "kwh"))
    corrected = USAGE.correct(doubled, ELECTRICITY, FACTOR, by=3, at=LATER)
    assert (corrected.version, corrected.change, corrected.emissions_kg_co2e) == (2, Change.CORRECTED, Decimal(300))
    assert (corrected.user_id, corrected.recorded_at, corrected.changed_by, corrected.changed_at) == (2, NOON, 3, LATER)
    assert (USAGE.version, USAGE.emissions_kg_co2e) == (1, Decimal(150))


def test_moving_to_another_type_takes_its_factor():
    moved = USAGE.correct(replace(STATED, usage_type_id=102), HEATING, HEATING_FACTOR, by=2, at=LATER)
    assert (moved.factor_id, moved.emissions_kg_co2e) == (HEATING_FACTOR.id, Decimal("389.2"))


def test_stating_the_same_again_makes_no_version():
    assert USAGE.correct(replace(STATED), ELECTRICITY, FACTOR, by=3, at=LATER) is USAGE


def test_a_retired_type_takes_no_new_usage_but_its_old_ones_can_be_corrected():
    retired = ELECTRICITY.retire(NOON)
    with pytest.raises(UsageTypeRetired):
        Usage.record(STATED, retired, FACTOR, id=8, organisation_id=1, by=2, at=NOON)
    halved = replace(STATED, entered=Quantity.of(Decimal(50), "kwh"))
    assert USAGE.correct(halved, retired, FACTOR, by=2, at=LATER).emissions_kg_co2e == 75
    with pytest.raises(UsageTypeRetired):
        USAGE.correct(replace(STATED, usage_type_id=102), HEATING.retire(NOON), HEATING_FACTOR, by=2, at=LATER)


def test_correcting_to_a_unit_that_the_type_refuses_changes_nothing():
    with pytest.raises(UnitNotAccepted):
        USAGE.correct(replace(STATED, entered=Quantity.of(Decimal(1), "m3")), ELECTRICITY, FACTOR, by=2, at=LATER)


def test_recorded_time_never_runs_backwards():
    doubled = replace(STATED, entered=Quantity.of(Decimal(200), "kwh"))
    assert USAGE.correct(doubled, ELECTRICITY, FACTOR, by=2, at=NOON - timedelta(hours=1)).changed_at == NOON


def test_deleting_marks_a_version_and_restoring_brings_the_same_figure_back():
    deleted = USAGE.delete(by=3, at=LATER)
    assert (deleted.version, deleted.change, deleted.is_deleted) == (2, Change.DELETED, True)
    restored = deleted.restore(by=4, at=LATER)
    assert (restored.version, restored.change, restored.id) == (3, Change.RESTORED, USAGE.id)
    assert (restored.stated, restored.factor_id) == (USAGE.stated, USAGE.factor_id)
    assert restored.emissions_kg_co2e == USAGE.emissions_kg_co2e


def test_a_deleted_usage_can_be_neither_corrected_nor_deleted_again():
    deleted = USAGE.delete(by=3, at=LATER)
    with pytest.raises(UsageNotFound):
        deleted.delete(by=3, at=LATER)
    with pytest.raises(UsageNotFound):
        deleted.correct(STATED, ELECTRICITY, FACTOR, by=3, at=LATER)


def test_only_a_deleted_usage_can_be_restored():
    with pytest.raises(UsageNotDeleted):
        USAGE.restore(by=3, at=LATER)
