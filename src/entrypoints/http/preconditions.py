"""Conditional requests (RFC 9110, 13): a client says which state of a thing it knows, by that state's entity tag."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from litestar import Request

from entrypoints.http.answers import JsonAnswer, encode
from entrypoints.http.problems import Kind, Problem

V = TypeVar("V")

_TAG = r'(?:W/)?"[!#-~\u0080-\u00ff]*"'
# `*`, or a list: of no tags at all, with nothing between two commas, all that is one to RFC 9110 (5.6.1.2).
_WHOLE = re.compile(rf"\*|[ \t,]*(?:{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*)?")
_EACH = re.compile(_TAG)
_ANY = frozenset({"*"})
# 16 bytes: nobody makes two representations of one thing that agree in 128 bits of their SHA-256.
_BYTES_OF_DIGEST = 16


def tag_of(representation: bytes) -> str:
    """A strong entity tag: whatever is shown differently has another."""
    digest = sha256(representation).digest()[:_BYTES_OF_DIGEST]
    return f'"{urlsafe_b64encode(digest).rstrip(b"=").decode()}"'


def tagged(view: V, **headers: str) -> JsonAnswer[V]:
    """The representation of a single thing, with its tag."""
    body = encode(view)
    content: Any = msgspec.Raw(body)
    return JsonAnswer(content, headers={"ETag": tag_of(body), **headers})


@dataclass(frozen=True, slots=True)
class Conditions:
    """The tags that a request names; None where it makes no such condition."""

    if_match: frozenset[str] | None
    if_none_match: frozenset[str] | None

    @property
    def precondition(self) -> Callable[[object], None] | None:
        """For use cases that change a thing: raises Problem (412), unless the thing is as the client takes it to be."""
        return None if self.if_match is None and self.if_none_match is None else self._must_hold

    def shown(self, view: V) -> JsonAnswer[V]:
        """The answer to GET: 304 if the client knows this representation. Raises Problem (412)."""
        answer = tagged(view)
        tag = answer.headers["ETag"]
        if not _names(self.if_match, tag, otherwise=True):
            raise _failed(tag)
        if _names(self.if_none_match, tag, otherwise=False):
            nothing: Any = None
            return JsonAnswer(nothing, status_code=304, headers={"ETag": tag})
        return answer

    def _must_hold(self, view: object) -> None:
        tag = tag_of(encode(view))
        if not _names(self.if_match, tag, otherwise=True) or _names(self.if_none_match, tag, otherwise=False):
            raise _failed(tag)


def conditions_of(request: Request[Any, Any, Any]) -> Conditions:
    """The conditions of a request. Raises Problem: malformed."""
    match, none_match = _tags(request, "If-Match"), _tags(request, "If-None-Match")
    return Conditions(
        # Strong comparison: a weak tag never matches (RFC 9110, 8.8.3.2).
        None if match is None else frozenset(tag for tag in match if not tag.startswith("W/")),
        None if none_match is None else frozenset(tag.removeprefix("W/") for tag in none_match),
    )


def _tags(request: Request[Any, Any, Any], name: str) -> frozenset[str] | None:
    lines = request.headers.getall(name, [])
    if not lines:
        return None
    text = ", ".join(lines).strip()
    if not _WHOLE.fullmatch(text):
        raise Problem(Kind.MALFORMED, f'{name} is * or a list of entity tags, each in double quotes: "…", "…".')
    return _ANY if text == "*" else frozenset(_EACH.findall(text))


def _names(tags: frozenset[str] | None, tag: str, *, otherwise: bool) -> bool:
    return otherwise if tags is None else tag in tags or tags == _ANY


def _failed(tag: str) -> Problem:
    return Problem(Kind.PRECONDITION_FAILED, Kind.PRECONDITION_FAILED.meaning, headers={"ETag": tag})
