"""Query strings, read as strictly as bodies are."""

from collections.abc import Iterator
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from msgspec import Struct

from domain.errors import InvalidValue
from entrypoints.http.problems import Fault, Kind, Problem, fault_at, printable, problem_of_faults
from entrypoints.http.reading.contradictions import contradictions
from entrypoints.http.reading.fields import Field, fields_of

Model = TypeVar("Model", bound=Struct)


class NoParameters(Struct, frozen=True):
    """What an endpoint takes that declares no parameters."""


def read_query(query: bytes, model: type[Model]) -> Model:
    """The query string as the model. Raises Problem with all faults; unknown and repeated names make it malformed."""
    fields = fields_of(model)
    given = _parameters(query)
    misplaced = dict(_misplaced(given, fields))
    malformed = [Fault(reason, parameter=printable(name)) for name, reason in misplaced.items()]
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name in filter(given.__contains__, fields):
        try:
            values[name] = _value(fields[name], given[name])
        except InvalidValue as error:
            wrong[name] = error.message
    wrong |= {name: "Is missing." for name, field in fields.items() if field.is_required and name not in given}
    invalid = [Fault(reason, parameter=name) for name, reason in wrong.items()]
    together = contradictions(model, values, misplaced | wrong)
    invalid += [fault_at(str(error.field), error.message, in_query=True) for error in together]
    if malformed or invalid:
        raise problem_of_faults(Kind.MALFORMED if malformed else Kind.INVALID, malformed + invalid)
    return model(**{fields[name].name: value for name, value in values.items()})


def _parameters(query: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeError:
        raise Problem(Kind.MALFORMED, "The query string is not percent-encoded UTF-8.") from None
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    return given


def _misplaced(given: dict[str, list[str]], fields: dict[str, Field]) -> Iterator[tuple[str, str]]:
    for name, texts in given.items():
        if name not in fields:
            yield name, "Unknown parameter."
        elif len(texts) > 1 and fields[name].item is None:
            yield name, "Is there more than once."


def _value(field: Field, texts: list[str]) -> Any:
    if field.item is None:
        return field.from_text(texts[0])
    if len(texts) > field.longest:
        raise InvalidValue(f"May be there at most {field.longest} times.")
    return tuple(field.from_text(text) for text in texts)
