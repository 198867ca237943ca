"""The server to compare with: ASGI, sqlite3, PyJWT and msgspec, written by hand for these three requests alone."""

import hmac
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jwt
import msgspec

from bench import bare_sql as sql
from bench.bare_cursor import LATEST, cursor_at, position_of
from bench.bare_sql import EXACT, STEP, from_millionths, stored, to_millionths, view

_encode = msgspec.json.Encoder(decimal_format="number").encode
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)

Answer = tuple[int, bytes, list[tuple[bytes, bytes]]]
NOT_FOUND: Answer = (404, b"", [])


class _Stated(msgspec.Struct):
    usage_type_id: int
    usage_at: datetime
    amount: Decimal
    unit: str | None = None
    note: str | None = None


_stated = msgspec.json.Decoder(_Stated).decode


class BareServer:
    """One connection, all on the event loop."""

    def __init__(self, path: Path, signing_key: str, now: Callable[[], datetime]) -> None:
        self._now = now
        self._database = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        for pragma in sql.PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        self._key = signing_key.encode()
        self._key_id = hmac.digest(self._key, b"key id", sha256).hex()[:16]
        self._verified = lru_cache(4096)(self._verify)
        self._ids: Iterator[int] = iter(())
        self._ids_until = _EPOCH

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        headers = dict(scope["headers"])
        user_id, organisation_id = self._caller(headers[b"authorization"])
        if scope["path"] != "/api/v1/usages":
            status, body, more = NOT_FOUND
        elif scope["method"] == "POST":
            sent = await _body(receive)
            status, body, more = self._record(user_id, organisation_id, sent, headers.get(b"idempotency-key"))
        else:
            asked = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
            size = int(asked.get("page_size", 25))
            listed = self._walk if "cursor" in asked else self._page
            status, body, more = 200, _encode(listed(organisation_id, asked, size)), []
        length = (b"content-length", str(len(body)).encode())
        start = [(b"content-type", b"application/json"), length, *more]
        await send({"type": "http.response.start", "status": status, "headers": start})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    def _caller(self, authorization: bytes) -> tuple[int, int]:
        kind, _, token = authorization.decode().partition(" ")
        user_id, session_id, issued, expires = self._verified(token)
        if kind.lower() != "bearer" or not issued - 10 <= self._now().timestamp() < expires:
            raise PermissionError
        ((organisation_id,),) = self._database.execute(sql.CALLER, (session_id, user_id)).fetchall()
        return user_id, organisation_id

    def _verify(self, token: str) -> tuple[int, int, int, int]:
        if jwt.get_unverified_header(token) != {"alg": "HS256", "kid": self._key_id, "typ": "at+jwt"}:
            raise PermissionError
        claims = jwt.decode(token, self._key, ["HS256"], audience="carbon-ledger-api", issuer="carbon-ledger")
        return int(claims["sub"]), int(claims["sid"]), claims["iat"], claims["exp"]

    def _page(self, organisation_id: int, asked: dict[str, str], size: int) -> dict[str, Any]:
        page = int(asked.get("page", 1))
        run = self._database.execute
        run("BEGIN")  # so that both are of one moment
        rows = run(sql.PAGE, (organisation_id, size, (page - 1) * size)).fetchall()
        ((total, emissions),) = run(sql.TOTALS, (organisation_id,)).fetchall()
        run("COMMIT")
        items = [view(row) for row in rows]
        sum_kg = from_millionths(emissions or 0)
        return {"items": items, "page": page, "page_size": size, "total": total, "total_emissions_kg_co2e": sum_kg}

    def _walk(self, organisation_id: int, asked: dict[str, str], size: int) -> dict[str, Any]:
        after = position_of(asked["cursor"]) if asked["cursor"] else LATEST
        items = [view(row) for row in self._database.execute(sql.WALK, (organisation_id, *after, size + 1))]
        following = cursor_at(items[size - 1]) if len(items) > size else None
        return {"items": items[:size], "next_cursor": following}

    def _record(self, user_id: int, organisation_id: int, body: bytes, key: bytes | None) -> Answer:
        stated, run = _stated(body), self._database.execute
        run("BEGIN IMMEDIATE")
        try:
            # No measured request is sent twice, or in a unit that is not the type's own.
            assert not key or not run(sql.KEPT, (user_id, key.decode(), "POST /api/v1/usages")).fetchone()
            at = self._now()
            id, recorded_at, usage_at = self._new_id(at), stored(at), stored(stated.usage_at.astimezone(UTC))
            found = run(sql.TYPE_AND_FACTOR, (stated.usage_type_id, usage_at, usage_at)).fetchone()
            name, unit, factor, factor_id, *described = found
            assert stated.unit in {None, unit}
            amount = to_millionths(stated.amount)
            emissions = to_millionths(EXACT.multiply(stated.amount, Decimal(factor)).quantize(STEP, context=EXACT))
            facts = (usage_at, amount, unit, stated.note, factor_id, amount, emissions, recorded_at)
            run(sql.INSERT, (organisation_id, id, user_id, stated.usage_type_id, *facts, recorded_at, user_id))
            type_and_figure = (stated.usage_type_id, name, unit, usage_at, amount, unit, amount, factor, factor_id)
            by = (user_id, recorded_at, 1, "recorded", user_id, recorded_at)
            answer = _encode(view((id, *type_and_figure, *described, emissions, stated.note, *by)))
            location = [(b"location", b"/api/v1/usages/%d" % id)]
            if key:
                kept = msgspec.msgpack.encode((201, location, answer))
                which = (user_id, key.decode(), "POST /api/v1/usages", sha256(body).hexdigest())
                run(sql.KEEP, (*which, kept, stored(at + timedelta(hours=24))))
            run("COMMIT")
        except BaseException:
            run("ROLLBACK")
            raise
        return 201, answer, location

    def _new_id(self, at: datetime) -> int:
        id = next(self._ids, None) if at < self._ids_until else None
        if id is None:
            ((block,),) = self._database.execute(
                sql.CLAIM_IDS, ((at - _EPOCH) // timedelta(milliseconds=1),)
            ).fetchall()
            self._ids, self._ids_until = iter(range(block << 10, (block + 1) << 10)), at + timedelta(seconds=5)
            id = next(self._ids)
        return id

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


async def _body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body
