"""The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a POST that may be sent again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from litestar import Request, Response

from application.idempotency import AlreadyAnswered, Once
from application.ports import IdempotencyKey
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.problems import Kind, Problem

V = TypeVar("V")
AnyRequest = Request[Any, Any, Any]

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"

KEY_PATTERN = r'[!#-~][!-~]{0,254}|"(?:[!#-\[\]-~]|\\["\\]){1,255}"'
"""1 to 255 visible characters of ASCII, bare or in double quotes as the draft has it; either way it is the same key."""

_WHOLE = re.compile(KEY_PATTERN)
_ESCAPED = re.compile(r"\\(.)")


class _KeptAnswer(msgspec.Struct, frozen=True, array_like=True):
    """An answer as the application keeps it: in bytes that mean nothing to it."""

    status: int
    headers: dict[str, str]
    body: bytes


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_KeptAnswer).decode


@dataclass(frozen=True, slots=True)
class Idempotency:
    """What a request says about being sent again: nothing, where it bears no key. ``status`` is that of its success."""

    key: IdempotencyKey | None
    fingerprint: str
    status: int

    def once(self, answer: Callable[[V], JsonAnswer[V]]) -> Once[V] | None:
        """What a use case is given, so that it keeps this answer; None without a key."""

        def kept(view: V) -> bytes:
            made = answer(view)
            headers = {"Content-Type": "application/json", **made.headers}
            return _pack(_KeptAnswer(self.status, headers, made.render(made.content, "")))

        return None if self.key is None else Once(self.key, self.fingerprint, kept)


def idempotency_of(request: AnyRequest, user_id: int, body: bytes) -> Idempotency:
    """What a request says of it. Raises Problem: malformed."""
    key = _key(request)
    status = request.route_handler.status_code
    if key is None:
        return Idempotency(None, "", status)
    resource = f"{request.method} {request.scope['path']}"
    return Idempotency(IdempotencyKey(user_id, resource, key), sha256(body).hexdigest(), status)


def answer_again(request: AnyRequest, known: AlreadyAnswered) -> Response[Any]:
    """The first answer, byte for byte."""
    first = _unpack(known.answer)
    return JsonAnswer(msgspec.Raw(first.body), status_code=first.status, headers={**first.headers, REPLAYED: "true"})


def _key(request: AnyRequest) -> str | None:
    given = request.headers.getall(HEADER, [])
    if not given:
        return None
    text = given[0].strip()
    if len(given) > 1 or not _WHOLE.fullmatch(text):
        raise Problem(Kind.MALFORMED, f"{HEADER} is there once, with 1 to 255 visible characters of ASCII.")
    return _ESCAPED.sub(r"\1", text[1:-1]) if text.startswith('"') else text
