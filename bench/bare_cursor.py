"""The bare server's cursors: the same texts as the service's, for its usual order and no filter."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from bench.bare_sql import stored

LATEST = ("9", 0)
"""Before the first usage of a walk."""

_SORT = "-usage_at"
_ALL = sha256(b'[{"start":null,"end":null},[],null,null]').hexdigest()[:16]


class _Cursor(msgspec.Struct):
    sort: str
    filter: str
    value: str
    id: int


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Cursor).decode


def position_of(text: str) -> tuple[str, int]:
    """Where a walk goes on: after this instant, as the database keeps it, and id."""
    cursor = _decode(urlsafe_b64decode(text))
    if (cursor.sort, cursor.filter) != (_SORT, _ALL):
        raise ValueError(text)
    return stored(datetime.fromisoformat(cursor.value)), cursor.id


def cursor_at(last: dict[str, Any]) -> str:
    """The cursor after a usage."""
    return urlsafe_b64encode(_encode(_Cursor(_SORT, _ALL, last["usage_at"].isoformat(), last["id"]))).decode()
