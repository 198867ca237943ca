"""What crosses the wire, by the hundred: figures come back digit for digit, and no bytes do harm."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrypoints.settings import Settings
from tests.integration.http.api import Answer, Api
from tests.integration.http.conftest import memory_container_on, operator_of, serving

PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")

Ask = Callable[[Callable[[Api], Awaitable[None]]], None]
"""Runs this with an operator's client."""


@pytest.fixture(scope="module")
def ask(settings: Settings) -> Any:
    """Hypothesis calls plain functions: each example runs on the one loop that the application is open in."""
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(opened(settings)) as api,
    ):
        yield lambda act: portal.call(act, api)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Api]:
    container = memory_container_on(settings)
    async with serving(container) as nobody:
        yield await operator_of(nobody, container)


def member(text: str, name: str) -> str:
    """The raw text of a number in an answer."""
    found = re.search(rf'"{name}":([^,}}]+)', text)
    assert found, text
    return found[1]


def notations(value: Decimal) -> st.SearchStrategy[str]:
    """Some of the ways in which JSON may write a number."""
    digits, exponent = int(value.scaleb(30).to_integral_value()), -30
    shifted = st.integers(-40, 40).map(lambda shift: f"{value.scaleb(-shift):f}e{shift}")
    return st.one_of(st.just(f"{value:f}"), st.just(f"{digits}E{exponent}"), st.just(f"{value:E}"), shifted)


amounts = st.integers(0, 10**18 - 1).map(lambda millionths: Decimal(millionths).scaleb(-6))
small_amounts = st.integers(0, 10**6).map(lambda millionths: Decimal(millionths).scaleb(-6))
factors = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(0, 10**17 - 1), st.integers(-24, -5)
)


@given(data=st.data(), amount=st.one_of(small_amounts, amounts))
def test_an_amount_comes_back_digit_for_digit(ask: Ask, data: st.DataObject, amount: Decimal) -> None:
    """However it was written; and in plain notation, without zeros at its end."""
    written = data.draw(notations(amount))
    body = f'{{"usage_type_id":100,"usage_at":"2024-03-01T12:00:00Z","amount":{written}}}'.encode()

    async def record(api: Api) -> None:
        answer = await api.call("POST", "/usages", body)
        assert answer.status == 201, answer.text
        again = await api.call("GET", answer.headers["Location"].removeprefix("/api/v1"))
        for text in (answer.text, again.text):
            assert PLAIN.fullmatch(member(text, "amount")), written
            assert Decimal(member(text, "amount")) == amount
            assert PLAIN.fullmatch(member(text, "emissions_kg_co2e"))

    ask(record)


@given(data=st.data(), factor=factors)
def test_a_factor_comes_back_digit_for_digit(ask: Ask, data: st.DataObject, factor: Decimal) -> None:
    """17 significant digits and 24 decimals, which no binary fraction holds."""
    body = f'{{"factor":{data.draw(notations(factor))},"source":"Grid operator"}}'.encode()

    async def publish(api: Api) -> None:
        answer = await api.call("POST", "/usage-types/104/factors", body)
        assert answer.status == 201, answer.text
        assert PLAIN.fullmatch(member(answer.text, "factor"))
        assert Decimal(member(answer.text, "factor")) == factor

    ask(publish)


FIRST, LAST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)
zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=zones)


@given(at=instants)
def test_an_instant_comes_back_as_the_same_instant(ask: Ask, at: datetime) -> None:
    """In UTC, to the microsecond."""

    async def record(api: Api) -> None:
        usage = await api.post("/usages", {"usage_type_id": 100, "usage_at": at.isoformat(), "amount": 1})
        assert usage["usage_at"].endswith("Z")
        assert datetime.fromisoformat(usage["usage_at"]) == at.astimezone(UTC)

    ask(record)


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20))
names = st.sampled_from(["usage_type_id", "usage_at", "amount", "unit", "note", "factor", "name", "password", "é"])
documents = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner), st.dictionaries(names, inner)), max_leaves=15
)
nearly_json = st.one_of(
    st.binary(max_size=200),
    st.text('{}[]",:0123456789.eE+-\\untrfalsNaIi \u0661\x00', max_size=60).map(str.encode),
    documents.map(lambda document: json.dumps(document).encode()),
    st.builds(lambda document, cut: json.dumps(document).encode()[:cut], documents, st.integers(0, 60)),
)
ROUTES = [
    *(("POST", "/usages"), ("PUT", "/usages/5"), ("PATCH", "/usages/5"), ("POST", "/usage-types/100/factors")),
    *(("POST", "/usage-types"), ("POST", "/me/password"), ("DELETE", "/me"), ("POST", "/auth/sign-up")),
    *(("POST", "/auth/log-in"), ("POST", "/auth/refresh")),
]


@given(route=st.sampled_from(ROUTES), body=nearly_json)
def test_garbage_is_refused_in_due_form(ask: Ask, route: tuple[str, str], body: bytes) -> None:
    """With a 4xx and problem details, as the document describes them."""

    async def send(api: Api) -> None:
        assert_refused(await api.call(*route, body))

    ask(send)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    path=st.sampled_from(["/usages", "/emissions", "/me"]),
    query=st.dictionaries(st.one_of(st.sampled_from(["page", "sort", "from", "cursor"]), texts), texts, min_size=1),
)
def test_a_garbled_query_is_refused_in_due_form(ask: Ask, path: str, query: dict[str, str]) -> None:
    """Or right by chance, and answered."""

    async def send(api: Api) -> None:
        answer = await api.call("GET", path, params=query)
        if answer.status != 200:
            assert_refused(answer)

    ask(send)


def assert_refused(answer: Answer) -> None:
    assert 400 <= answer.status < 500, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["status"] == answer.status
