"""The statement behind a list of usages, one for each shape of question.

A plain walk reads rows in the order of an index. Anything else finds its page in the index first and joins the rows to
it after. Totals come with the same statement, so that both are of one moment; they stand in every row, also where the
page is empty.
"""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, func, select, true, tuple_
from sqlalchemy.orm import join
from sqlalchemy.sql.selectable import FromClause

from adapters.sql.engine.statements import Query
from adapters.sql.queries.as_of import Usages, usages_as_of
from adapters.sql.queries.lists import is_one_of
from adapters.sql.queries.rows import VIEW_OF_TYPE_AND_FACTOR, columns_of_usages
from adapters.sql.queries.shapes import Shape
from adapters.sql.queries.sums import limbs
from adapters.sql.schema.tables import EmissionFactorRow, UsageRow, UsageTypeRow
from application.views.selection import SortKey

_COLUMNS = {
    SortKey.USAGE_AT: "usage_at",
    SortKey.AMOUNT: "amount_in_type_unit",
    SortKey.EMISSIONS: "emissions_mg",
    SortKey.USAGE_TYPE: "usage_type_id",
    SortKey.RECORDED_AT: "recorded_at",
}
_ORGANISATION = bindparam("organisation_id", type_=BigInteger)


def listing(*shape: Any) -> Query:
    """The statement: USAGE and VIEW_OF_TYPE_AND_FACTOR, then, where asked for, the count and both limbs of the sum."""
    wanted = Shape(*shape)
    usages = usages_as_of() if wanted.is_as_of else UsageRow
    skips = wanted.has_types or wanted.has_minimum or wanted.has_maximum or wanted.has_offset
    return _page_first(wanted, usages) if skips or wanted.has_totals else _rows_at_once(wanted, usages)


def _rows_at_once(shape: Shape, usages: Usages) -> Query:
    rows = _described(usages, usages, is_outer=False)
    return _run(shape, usages, select(*columns_of_usages(usages), *VIEW_OF_TYPE_AND_FACTOR).select_from(rows))


def _page_first(shape: Shape, usages: Usages) -> Query:
    # What a filter or an offset skips is skipped in the index and never fetched.
    place = _column(shape, usages).label("place")
    page = _run(shape, usages, select(usages.id, place)).subquery("page")
    is_row = (usages.organisation_id == _ORGANISATION) & (usages.id == page.c.id)
    columns: tuple[Any, ...] = (*columns_of_usages(usages), *VIEW_OF_TYPE_AND_FACTOR)
    source: FromClause = page
    if shape.has_totals:
        totals = select(func.count().label("usages"), *limbs(usages.emissions_mg))
        selected = totals.where(*_conditions(shape, usages).values()).cte("totals")
        columns, source = (*columns, *selected.c), selected.outerjoin(page, true())
    rows = join(source, usages, is_row, isouter=shape.has_totals)
    described = _described(rows, usages, is_outer=shape.has_totals)
    return select(*columns).select_from(described).order_by(*_ordered(shape, page.c.place, page.c.id))


def _described(rows: Any, usages: Usages, *, is_outer: bool) -> FromClause:
    with_type = join(rows, UsageTypeRow, UsageTypeRow.id == usages.usage_type_id, isouter=is_outer)
    return join(with_type, EmissionFactorRow, EmissionFactorRow.id == usages.factor_id, isouter=is_outer)


def _column(shape: Shape, usages: Usages) -> Any:
    return getattr(usages, _COLUMNS[shape.key])


def _run(shape: Shape, usages: Usages, selected: Query) -> Query:
    column, conditions = _column(shape, usages), _conditions(shape, usages)
    if shape.has_position:
        here = tuple_(column, usages.id)
        there = tuple_(bindparam("after", type_=column.type), bindparam("after_id", type_=BigInteger))
        conditions["position"] = here < there if shape.descending else here > there
    conditions.pop(shape.implied or "", None)
    ordered = selected.where(*conditions.values()).order_by(*_ordered(shape, column, usages.id))
    run = ordered.limit(bindparam("limit", type_=BigInteger))
    return run.offset(bindparam("offset", type_=BigInteger)) if shape.has_offset else run


def _ordered(shape: Shape, *columns: Any) -> list[Any]:
    return [column.desc() if shape.descending else column.asc() for column in columns]


def _conditions(shape: Shape, usages: Usages) -> dict[str, ColumnElement[bool]]:
    amount = usages.amount_in_type_unit
    possible = {
        "organisation": (True, usages.organisation_id == _ORGANISATION),
        "start": (shape.has_start, usages.usage_at >= bindparam("start", type_=usages.usage_at.type)),
        "end": (shape.has_end, usages.usage_at < bindparam("end", type_=usages.usage_at.type)),
        "types": (
            shape.has_types,
            is_one_of(usages.usage_type_id, "usage_type_ids", is_postgres=shape.is_postgres),
        ),
        "minimum": (shape.has_minimum, amount >= bindparam("minimum", type_=BigInteger)),
        "maximum": (shape.has_maximum, amount <= bindparam("maximum", type_=BigInteger)),
    }
    return {name: condition for name, (is_asked, condition) in possible.items() if is_asked}
