"""Exact sums of 64-bit integers.

SQLite's SUM raises an error when it leaves 64 bits, which a few large figures reach. So the upper and the lower 32 bits
are summed apart; both sums fit for any number of rows below 2^31.
"""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, func, literal_column
from sqlalchemy.orm import InstrumentedAttribute

from domain.quantity import from_millionths


def limbs(column: InstrumentedAttribute[Decimal]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The sums of the upper and of the lower 32 bits; null where there are no rows."""
    upper = column.op(">>")(literal_column("32"))
    lower = column.op("&")(literal_column("4294967295"))
    return cast(func.sum(upper), BigInteger), cast(func.sum(lower), BigInteger)


def exact_sum(upper: int | None, lower: int | None) -> Decimal:
    """The sum of what was stored as millionths."""
    return from_millionths(((upper or 0) << 32) + (lower or 0))
