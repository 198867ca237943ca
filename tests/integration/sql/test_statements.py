"""What the statements say, compiled for either database."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from adapters.sql.emissions import _cells, _span
from adapters.sql.engine.sqlite_dialect import InlineSqliteDialect
from adapters.sql.engine.statements import Build, Statement, Statements
from adapters.sql.queries import usages as usage_statements
from adapters.sql.queries.accounts import caller
from adapters.sql.queries.listing import listing
from adapters.sql.queries.shapes import Shape, shape_of, values_of
from application.views.selection import Position, Sort, SortKey, UsageFilter
from domain.period import Period
from tests.clocks import NOON

SORTS = [Sort(*sort) for sort in product(SortKey, (False, True))]
DAY = timedelta(days=1)
EVERYTHING = UsageFilter()
CHOSEN = UsageFilter(Period(NOON, NOON + DAY), frozenset({100, 101}), Decimal(1), Decimal(2))
POSITIONS: dict[SortKey, Any] = {
    SortKey.USAGE_AT: NOON,
    SortKey.RECORDED_AT: NOON,
    SortKey.AMOUNT: Decimal(1),
    SortKey.EMISSIONS: Decimal(1),
    SortKey.USAGE_TYPE: 100,
}


@pytest.fixture(params=[InlineSqliteDialect, PGDialect_asyncpg])
def statements(request: pytest.FixtureRequest) -> Statements:
    return Statements(request.param())


def is_postgres(statements: Statements) -> bool:
    return statements._dialect.name == "postgresql"


def shapes(statements: Statements) -> Iterator[Shape]:
    """Walks and pages in every order, of everything and of a selection."""
    for sort, selected in product(SORTS, (EVERYTHING, CHOSEN)):
        first, later = None, Position(POSITIONS[sort.key], 1)
        asked = [(first, False, False), (first, False, True), (later, False, False), (later, False, True)]
        for after, has_offset, has_totals in (*asked, (first, True, True)):
            yield shape_of(
                selected,
                sort,
                after=after,
                has_offset=has_offset,
                has_totals=has_totals,
                is_postgres=is_postgres(statements),
            )


def test_no_walk_has_an_offset_and_every_page_has(statements: Statements) -> None:
    for shape in shapes(statements):
        text = statements.of(listing, *shape).text
        assert text.count("LIMIT") == 1
        assert text.count("OFFSET") == shape.has_offset


def test_totals_come_without_a_window_and_with_the_same_statement(statements: Statements) -> None:
    for shape in shapes(statements):
        text = statements.of(listing, *shape).text
        assert " OVER " not in text
        assert ("count(*)" in text) == shape.has_totals


def test_every_statement_on_tenant_data_is_bound_to_an_organisation(statements: Statements) -> None:
    """In each part that reads a tenant's table."""
    for statement in tenant_statements(statements):
        tables = ("FROM usages", "FROM usage_versions", "JOIN usages", "UPDATE usages", "UPDATE usage_versions")
        reads = sum(statement.text.count(table) for table in tables)
        assert reads
        assert statement.text.count("organisation_id = ") == reads, statement.text


def tenant_statements(statements: Statements) -> Iterator[Statement]:
    for name in ("current", "deletion", "keep_closed", "replace_current", "remove_current", "close_deletion"):
        yield statements.of(getattr(usage_statements, name))
    yield statements.of(usage_statements.versions)
    for is_as_of in (False, True):
        yield statements.of(usage_statements.view, is_as_of)
        yield statements.of(_span, is_as_of)
    yield statements.of(_cells, is_postgres(statements))
    for shape in shapes(statements):
        yield statements.of(listing, *shape)


def test_a_statement_is_compiled_once_for_each_shape(statements: Statements) -> None:
    first = statements.of(caller)
    assert statements.of(caller) is first
    walks = [statements.of(listing, *shape) for shape in shapes(statements)]
    again = [statements.of(listing, *shape) for shape in shapes(statements)]
    assert all(one is other for one, other in zip(walks, again, strict=True))


def test_the_cache_is_bounded_and_gives_up_what_was_not_used_for_longest() -> None:
    statements = Statements(InlineSqliteDialect(), most=2)
    builds: list[Callable[[], Any]] = [usage_statements.deletion, usage_statements.current, caller]
    kept, dropped = statements.of(builds[0]), statements.of(builds[1])
    statements.of(builds[0])
    statements.of(builds[2])
    assert len(statements) == 2
    assert statements.of(builds[0]) is kept
    assert statements.of(builds[1]) is not dropped


def test_values_stand_in_the_places_of_their_names(statements: Statements) -> None:
    after = Position(NOON, 7)
    shape = shape_of(
        EVERYTHING, Sort(), after=after, has_offset=False, has_totals=False, is_postgres=is_postgres(statements)
    )
    values = statements.of(listing, *shape).values(values_of(5, EVERYTHING, after) | {"limit": 26})
    assert values == [5, NOON if is_postgres(statements) else "2027-05-17 12:00:00.000000Z", 7, 26]


def test_only_values_that_a_statement_binds_are_turned(statements: Statements) -> None:
    build: Build = usage_statements.current
    assert statements.of(build).values({"organisation_id": 1, "usage_id": 2, "note": object()}) == [1, 2]


@pytest.mark.parametrize(
    ("bound", "minimum", "maximum"),
    [
        ("1.000001", 1_000_001, 1_000_001),
        ("0.0000005", 1, 0),
        ("-3", -1, -3_000_000 + 2_999_999),
        ("1e30", 2**63 - 1, 2**63 - 1),
    ],
)
def test_amounts_finer_or_larger_than_a_column_bound_it_rightly(bound: str, minimum: int, maximum: int) -> None:
    """No stored amount lies between a bound and what is searched for."""
    values = values_of(1, UsageFilter(amount_min=Decimal(bound)), None)
    assert values["minimum"] == minimum
    values = values_of(1, UsageFilter(amount_max=Decimal(bound)), None)
    assert values["maximum"] == maximum
