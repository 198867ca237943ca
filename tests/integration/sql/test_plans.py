"""How the databases go about it: by an index that fits, whatever the size of the ledger."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from adapters.sql.emissions import _cells, _span
from adapters.sql.engine.sqlite import SqliteDatabase
from adapters.sql.engine.statements import Statement
from adapters.sql.queries.accounts import caller
from adapters.sql.queries.listing import listing
from adapters.sql.queries.lists import periods_as_text
from adapters.sql.queries.shapes import shape_of, values_of
from adapters.sql.storage import SqlStorage
from application.views.selection import Position, Sort, SortKey, UsageFilter
from domain.period import Period
from tests.clocks import NOON
from tests.integration.contract.scene import Scene

DAY = timedelta(days=1)
INDEXES: dict[SortKey, str] = {
    SortKey.USAGE_AT: "ix_usages_usage_at",
    SortKey.AMOUNT: "ix_usages_amount_in_type_unit",
    SortKey.EMISSIONS: "ix_usages_emissions_mg",
    SortKey.USAGE_TYPE: "ix_usages_usage_type_id",
    SortKey.RECORDED_AT: "ix_usages_recorded_at",
}
POSITIONS: dict[SortKey, Any] = {
    SortKey.USAGE_AT: NOON,
    SortKey.RECORDED_AT: NOON,
    SortKey.AMOUNT: Decimal(1),
    SortKey.EMISSIONS: Decimal(1),
    SortKey.USAGE_TYPE: 100,
}


UNSORTED = ("enable_sort", "enable_incremental_sort")


async def plan(storage: SqlStorage, statement: Statement, named: dict[str, Any], *, avoided: Sequence[str] = ()) -> str:
    """The plan as text. PostgreSQL is asked for what it does with tables that are too large to read whole."""
    values = statement.values(named)
    database = storage.database
    if isinstance(database, SqliteDatabase):
        connection = sqlite3.connect(database._path)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", values).fetchall()
        connection.close()
        return "\n".join(row[3] for row in rows)
    transaction = await database.begin()
    for way in ("enable_seqscan", "enable_bitmapscan", *avoided):
        await transaction.fetch_statement(Statement(f"SET LOCAL {way} = off", (), {}), [])
    explained = Statement(f"EXPLAIN {statement.text}", statement.binds, {})
    lines = await transaction.fetch_statement(explained, values)
    await transaction.end()
    return "\n".join(line[0] for line in lines)


async def plan_of_list(
    storage: SqlStorage, sort: Sort, selected: UsageFilter, *, after: Position | None, totals: bool = False
) -> str:
    shape = shape_of(
        selected, sort, after=after, has_offset=totals, has_totals=totals, is_postgres=storage.database.is_postgres
    )
    values = values_of(1, selected, after) | {"limit": 26, "offset": 0}
    return await plan(storage, storage.database.statements.of(listing, *shape), values, avoided=UNSORTED)


@pytest.mark.parametrize(("key", "descending", "is_first"), list(product(SortKey, (False, True), (False, True))))
async def test_a_walk_reads_an_index_in_its_order(
    storage: SqlStorage, key: SortKey, descending: bool, is_first: bool
) -> None:
    after = None if is_first else Position(POSITIONS[key], 1)
    how = await plan_of_list(storage, Sort(key, descending), UsageFilter(), after=after)
    assert INDEXES[key] in how
    assert "Sort" not in how
    assert "TEMP B-TREE" not in how
    assert not is_first or "ROW(" not in how
    if not is_first:
        assert f"({key_column(key)},id){'<' if descending else '>'}" in how.replace(" ", "").replace("ROW", "")


def key_column(key: SortKey) -> str:
    return INDEXES[key].removeprefix("ix_usages_")


@pytest.mark.parametrize("descending", [False, True])
async def test_a_walk_within_a_period_begins_at_its_position(storage: SqlStorage, descending: bool) -> None:
    """And not at the period's end that it set out from."""
    period = Period(NOON - DAY, NOON + DAY)
    how = await plan_of_list(storage, Sort(SortKey.USAGE_AT, descending), UsageFilter(period), after=Position(NOON, 1))
    assert f"(usage_at,id){'<' if descending else '>'}" in how.replace(" ", "").replace("ROW", "")
    assert f"usage_at{'>' if descending else '<'}" in how.replace(" ", "")


async def test_totals_are_read_off_an_index_alone(storage: SqlStorage) -> None:
    period = UsageFilter(Period(NOON, NOON + DAY))
    for selected in (UsageFilter(), period, UsageFilter(period.period, frozenset({100}), Decimal(1))):
        how = await plan_of_list(storage, Sort(), selected, after=None, totals=True)
        assert how.count("COVERING INDEX ix_usages_") == 2 or storage.database.is_postgres
        assert how.count("ix_usages_") >= 2


async def test_sums_over_time_read_each_bucket_off_an_index_alone(storage: SqlStorage, scene: Scene) -> None:
    ada = await scene.member()
    await scene.keep([await scene.draft(ada, at=NOON + hour * DAY / 24) for hour in range(2000)])
    transaction = await storage.database.begin()
    await transaction.fetch_statement(Statement("ANALYZE usages", (), {}), [])
    await transaction.commit()
    await transaction.end()
    statement = storage.database.statements.of(_cells, storage.database.is_postgres)
    buckets = periods_as_text([(NOON, NOON + DAY)])
    assert json.loads(buckets) == [["2027-05-17 12:00:00.000000Z", "2027-05-18 12:00:00.000000Z"]]
    how = await plan(storage, statement, {"organisation_id": ada.organisation_id, "buckets": buckets})
    assert "COVERING INDEX ix_usages_usage_at" in how or "using ix_usages_usage_at" in how
    assert "usage_at<" in how.replace(" ", "")


async def test_the_span_is_read_off_the_ends_of_an_index(storage: SqlStorage) -> None:
    how = await plan(storage, storage.database.statements.of(_span, False), {"organisation_id": 1})
    assert how.count("ix_usages_usage_at") == 2
    assert "Limit" in how or "SCAN usages" not in how


async def test_who_calls_is_found_by_two_keys(storage: SqlStorage) -> None:
    how = await plan(storage, storage.database.statements.of(caller), {"user_id": 1, "session_id": 1})
    assert how.count("SEARCH") + how.count("Index Scan") == 2
