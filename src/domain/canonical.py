"""The one way in which a document of the ledger is written, so that its hash is the same wherever it is made.

RFC 8785 (JSON Canonicalization Scheme), of what our documents are made of: objects with names in ASCII, lists, texts,
whole numbers, true, false and null. Decimals are texts and fractions are texts: no reader can round them.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

_LARGEST = 2**53 - 1
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(document: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed. Raises TypeError for what a document must not hold: floats, names beyond ASCII,
    whole numbers that JavaScript does not read exactly."""
    _must_be_plain(document)
    return _encode(document).encode()


def hash_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return sha256(canonical(document)).hexdigest()


def decimal_text(value: Decimal) -> str:
    """A decimal in plain notation, never 1E-24."""
    return format(value, "f")


def instant_text(at: datetime) -> str:
    """A UTC instant as RFC 3339 has it, to the microsecond and always as wide: 2024-02-29T12:00:00.000000Z."""
    return f"{at.astimezone(UTC).isoformat(timespec='microseconds')[:26]}Z"


def _must_be_plain(value: Any) -> None:
    # By the builtin types themselves: every leaf of every entry passes here, and to ask an ABC is dear.
    if isinstance(value, str) or value is None:
        return
    if isinstance(value, dict):
        if strange := [name for name in value if not (isinstance(name, str) and name.isascii())]:
            raise TypeError(f"{strange[0]!r} is no name of a member.")
        value = value.values()
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise TypeError(f"{value} is beyond what JavaScript reads exactly.")
        return
    elif not isinstance(value, list | tuple):
        raise TypeError(f"{type(value).__name__} is not for documents.")
    for member in value:
        _must_be_plain(member)
