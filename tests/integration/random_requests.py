"""What random requests are made of."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from application.views.selection import SortKey
from domain.units import UNITS
from tests.integration.alike_services import START

instants = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda at: f"{at.isoformat()}Z")  # noqa: DTZ001
near = st.integers(0, 40).map(lambda days: f"{(START + timedelta(days=days)).isoformat()}")
amounts = st.one_of(
    st.decimals(0, Decimal("999999999999.999999"), places=6),
    st.sampled_from([Decimal(0), Decimal("0.000001"), Decimal("999999999999.999999"), Decimal("0.1"), Decimal("0.1")]),
)
units = st.sampled_from(["kwh", "kwh", "kwh", *UNITS, "kWh", "gallon", "furlong"])
types = st.sampled_from([100, 100, 101, 102, 103, 104, 9])
factors = st.one_of(
    st.sampled_from(
        [Decimal("1E-24"), Decimal("0.00000000000000012345678901"), Decimal(0), Decimal(8), Decimal("0.5")]
    ),
    st.decimals(0, 1000, places=14),
)
notes = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), max_size=20)
sorts = st.sampled_from([f"{sign}{key}" for key in SortKey for sign in ("", "-")])
people = st.sampled_from(["ada", "ada", "ada", "bob"])


def optional(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=parts)
