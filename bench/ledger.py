"""The data that is measured on: 100 000 usages of one organisation, among 20 000 of ten others, over three years."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec

from bench.calls import Call, answer_of
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings

USAGES = 100_000
_OTHERS = 10
_OF_EACH_OTHER = 2_000
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_FIRST = datetime(2023, 1, 1, tzinfo=UTC)
_FACTORS = {100: "1.5", 101: "26.93", 102: "3.892", 103: "8.57", 104: "19.456"}
_UNITS = {100: "kwh", 101: "kg", 102: "kwh", 103: "l", 104: "m3"}
_PERSON = {"name": "Ada", "email": "ada@example.org", "password": "seven umbrellas at the harbour"}


async def make_ledger(settings: Settings, path: Path) -> str:
    """Makes the file; returns an access token of the organisation's member."""
    container = Container(settings=settings)
    app = create_app(container)
    async with app.lifespan():
        json = [(b"content-type", b"application/json")]
        call = Call("POST", "/api/v1/auth/sign-up", headers=json, body=msgspec.json.encode(_PERSON))
        signed_up = await answer_of(app, call)
    with sqlite3.connect(path) as database:
        _fill(database)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    token: str = msgspec.json.decode(signed_up.body)["access_token"]
    return token


def _fill(database: sqlite3.Connection) -> None:
    ((user_id, organisation_id),) = database.execute("SELECT id, organisation_id FROM users").fetchall()
    members = [(organisation_id, user_id, USAGES)]
    for number in range(1, _OTHERS + 1):
        database.execute("INSERT INTO organisations VALUES (?, 'Other', '2023-01-01 00:00:00.000000Z')", (number,))
        members.append((number, number, _OF_EACH_OTHER))
    columns = (
        *("organisation_id", "id", "user_id", "usage_type_id", "usage_at", "amount", "unit", "note", "factor_id"),
        *("amount_in_type_unit", "emissions_mg", "recorded_at", "version", "change", "changed_at", "changed_by"),
    )
    places = ", ".join("?" * len(columns))
    insert = f"INSERT INTO usages ({', '.join(columns)}) VALUES ({places})"
    for member in members:
        database.executemany(insert, _rows(*member))


def _rows(organisation_id: int, user_id: int, count: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        usage_type_id = 100 + number % 5
        usage_at = _FIRST + timedelta(days=3 * 365) * number / count
        recorded_at = usage_at + timedelta(days=1, milliseconds=number)
        id = (recorded_at - _EPOCH) // timedelta(milliseconds=1) << 10 | number % 1024
        amount = 1_000_000 + number * 7919 % 900_000 * 1_000  # one to 901, with three decimals
        emissions = round(amount * Decimal(_FACTORS[usage_type_id]))  # half to even, as the ledger rounds
        recorded = recorded_at.strftime("%Y-%m-%d %H:%M:%S.%fZ")
        yield (
            *(organisation_id, id, user_id, usage_type_id, usage_at.strftime("%Y-%m-%d %H:%M:%S.000000Z"), amount),
            *(_UNITS[usage_type_id], "Meter 4, basement" if number % 4 == 0 else None, usage_type_id - 99, amount),
            *(emissions, recorded, 1, "recorded", recorded, user_id),
        )
