"""Request bodies, read strictly: what JSON leaves open, or Python's reader lets pass, is refused."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn, TypeVar

from litestar import Request
from msgspec import Struct

from domain.errors import InvalidValue
from entrypoints.http.problems import Fault, Kind, Problem, fault_at, pointer_to, printable, problem_of_faults
from entrypoints.http.reading.contradictions import contradictions
from entrypoints.http.reading.fields import fields_of
from entrypoints.notation import decimal_of, integer_of

MOST_BYTES = 1_000_000
MEDIA_TYPES = {"application/json", "application/json; charset=utf-8"}

Model = TypeVar("Model", bound=Struct)


async def read_body(request: Request[Any, Any, Any], model: type[Model], *, may_be_empty: bool) -> Model:
    """The body as the model. Raises Problem."""
    media_types = request.headers.getall("content-type", [])
    if media_types and not _is_json(media_types):
        raise Problem(Kind.UNSUPPORTED_BODY, "The Content-Type must be application/json, in UTF-8.")
    encodings = ",".join(request.headers.getall("content-encoding", []))
    codings = {coding.strip().lower() for coding in encodings.split(",")} - {"", "identity"}
    if codings or request.headers.get("transfer-encoding", "chunked").strip().lower() != "chunked":
        raise Problem(Kind.UNSUPPORTED_BODY, "The body must not be compressed.")
    body = await bytes_of(request)
    if not body and may_be_empty:
        return read_object({}, model)
    if not media_types:
        raise Problem(Kind.UNSUPPORTED_BODY, "A body needs the Content-Type application/json.")
    return read_object(decoded(body), model)


def decoded(body: bytes) -> dict[str, Any]:
    """The JSON object that a body is, numbers exact. Raises Problem: malformed."""
    try:
        value = _DECODER.decode(body.decode())
        repeated = list(_repetitions(value))
    except UnicodeDecodeError:
        raise _malformed("The body is not UTF-8.") from None
    except RecursionError:
        raise _malformed("The body is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise _malformed(f"The body is not JSON: {error.msg} at character {error.pos}.") from None
    if repeated:
        raise problem_of_faults(Kind.MALFORMED, repeated)
    if type(value) is not dict:
        raise _malformed("The body must be a JSON object.")
    return value


def read_object(members: dict[str, Any], model: type[Model]) -> Model:
    """The object as the model. Raises Problem with all faults."""
    fields = fields_of(model)
    faults = [Fault("Unknown field.", pointer=pointer_to(name)) for name in members if name not in fields]
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for name, field in fields.items():
        if name in members:
            try:
                values[name] = field.from_json(members[name])
            except InvalidValue as error:
                wrong.append(name)
                index = [error.field] if field.item and error.field else []
                faults.append(Fault(error.message, pointer=pointer_to(name, *index)))
        elif field.is_required:
            faults.append(Fault("Is missing.", pointer=pointer_to(name)))
    together = contradictions(model, values, wrong)
    faults += [fault_at(str(error.field), error.message, in_query=False) for error in together]
    if faults:
        raise problem_of_faults(Kind.INVALID, faults)
    return model(**{fields[name].name: value for name, value in values.items()})


def _is_json(media_types: list[str]) -> bool:
    return len(media_types) == 1 and _normal(media_types[0]) in MEDIA_TYPES


def _normal(media_type: str) -> str:
    kind, *parameters = (part.strip().lower().replace('"', "") for part in media_type.split(";"))
    return "; ".join((kind, *filter(None, parameters)))


async def bytes_of(request: Request[Any, Any, Any]) -> bytes:
    """The body, however often it is asked for. Raises Problem."""
    state = request.scope["state"]
    if "body" not in state:
        state["body"] = await _received(request)
    body: bytes = state["body"]
    return body


def check_announced(request: Request[Any, Any, Any]) -> None:
    """Where a body is announced that would be too large. Raises Problem."""
    announced = request.headers.get("content-length", "").lstrip("0")
    if announced.isdecimal() and (len(announced) > len(str(MOST_BYTES)) or int(announced) > MOST_BYTES):
        raise _too_large()


async def _received(request: Request[Any, Any, Any]) -> bytes:
    check_announced(request)
    body = bytearray()
    more = True
    while more:
        event: Any = await request.receive()
        if event["type"] == "http.disconnect":
            raise _malformed("The connection ended before the body did.")
        body += event.get("body", b"")
        if len(body) > MOST_BYTES:
            raise _too_large()
        more = event.get("more_body", False)
    return bytes(body)


def _too_large() -> Problem:
    return Problem(Kind.BODY_TOO_LARGE, Kind.BODY_TOO_LARGE.meaning)


def _malformed(detail: str) -> Problem:
    return Problem(Kind.MALFORMED, detail)


class _Repeating(dict[str, Any]):
    """An object of which some members are there more than once."""

    names: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    repeating = _Repeating(members)
    repeating.names = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    return repeating


def _repetitions(value: Any, *place: Any) -> Iterator[Fault]:
    if isinstance(value, _Repeating):
        yield from (Fault("Is there more than once.", pointer=pointer_to(*place, name)) for name in value.names)
    if isinstance(value, dict | list):
        for name, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _repetitions(member, *place, name)


def _no_number(word: str) -> NoReturn:
    raise _malformed(f"The body is not JSON: {printable(word)} is no JSON number.")


_DECODER = json.JSONDecoder(
    parse_float=decimal_of,
    parse_int=integer_of,
    parse_constant=_no_number,
    object_pairs_hook=_object,
)
