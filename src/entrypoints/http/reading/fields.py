"""Reading a model's fields one by one, so that every fault is told at once.

A model is a msgspec Struct whose field types come from ``values``. The same declaration reads JSON bodies and query
strings, and describes them in OpenAPI.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, UnsetType

from domain.errors import InvalidValue
from entrypoints.http.reading.values import Rule
from entrypoints.notation import LONGEST_NUMBER, decimal_of, instant_of, integer_of, text_of

Check = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a model. ``item`` reads the members of a list; only then is the field one."""

    name: str
    is_required: bool
    may_be_null: bool
    kind: type
    checks: tuple[Check, ...]
    item: "Field | None" = None
    longest: int = 0

    def from_json(self, value: Any) -> Any:
        """The checked value of a member of a JSON object. Raises InvalidValue; ``field`` is then a list's index."""
        if value is None and self.may_be_null:
            return None
        return self.checked(_FROM_JSON[self.kind](value)) if self.item is None else self._listed(value)

    def from_text(self, text: str) -> Any:
        """The checked value of a query parameter; one of a list's. Raises InvalidValue."""
        field = self.item or self
        return field.checked(_FROM_TEXT[field.kind](text))

    def checked(self, value: Any) -> Any:
        """The value, once every check has passed it. Raises InvalidValue."""
        for check in self.checks:
            check(value)
        return value

    def _listed(self, value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise InvalidValue("Must be a list.")
        if len(value) > self.longest:
            raise InvalidValue(f"Must have at most {self.longest} members.")
        return tuple(self._members(value))

    def _members(self, values: list[Any]) -> Iterator[Any]:
        assert self.item is not None  # noqa: S101  # _listed is for lists alone
        for index, value in enumerate(values):
            try:
                yield self.item.from_json(value)
            except InvalidValue as error:
                raise InvalidValue(error.message, field=str(index)) from None


@cache
def fields_of(model: type[Struct]) -> dict[str, Field]:
    """The fields of a model by their names on the wire."""
    described = msgspec.structs.fields(model)
    return {field.encode_name: _field(field.name, field.type, is_required=field.required) for field in described}


def _field(name: str, annotation: Any, *, is_required: bool) -> Field:
    kind, metadata, may_be_null = _unwrapped(annotation)
    checks = tuple(check for data in metadata for check in _checks_of(data))
    if get_origin(kind) is Literal:
        return Field(name, is_required, may_be_null, str, (*checks, _one_of(get_args(kind))))
    if get_origin(kind) is tuple:
        longest = next(data.max_length for data in metadata if isinstance(data, Meta) and data.max_length)
        item = _field(name, get_args(kind)[0], is_required=True)
        return Field(name, is_required, may_be_null, tuple, (), item, longest)
    return Field(name, is_required, may_be_null, kind, checks)


def _unwrapped(annotation: Any) -> tuple[Any, list[Any], bool]:
    """The bare type, what it is annotated with, and whether null is one of its values."""
    if get_origin(annotation) is Annotated:
        kind, metadata, may_be_null = _unwrapped(annotation.__origin__)
        return kind, [*metadata, *annotation.__metadata__], may_be_null
    if get_origin(annotation) in {Union, UnionType}:
        members = get_args(annotation)
        (bare,) = (member for member in members if member not in {NoneType, UnsetType})
        kind, metadata, _ = _unwrapped(bare)
        return kind, metadata, NoneType in members
    return annotation, [], False


def _checks_of(data: Any) -> Iterator[Check]:
    if isinstance(data, Rule):
        yield data.check
    if isinstance(data, Meta):
        if data.ge is not None or data.le is not None:
            yield _between(data.ge, data.le)
        if data.max_length is not None:
            yield _as_long(data.min_length or 0, data.max_length)


def _between(least: Any, most: Any) -> Check:
    def check(value: int) -> None:
        if not least <= value <= most:
            raise InvalidValue(f"Must be {least} to {most}.")

    return check


def _as_long(least: int, most: int) -> Check:
    def check(value: str) -> None:
        if not least <= len(value) <= most:
            raise InvalidValue(f"Must have {least} to {most} characters.")

    return check


def _one_of(choices: tuple[str, ...]) -> Check:
    def check(value: str) -> None:
        if value not in choices:
            raise InvalidValue(f"Must be one of: {', '.join(choices)}.")

    return check


def _of_type(kind: type, words: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:  # a bool is an int to isinstance
            raise InvalidValue(f"Must be {words}.")
        return value

    return read


def _whole_number(value: Any) -> Any:
    """To JSON, 100 and 100.0 are one number (JSON Schema 2020-12 core, 4.2.3)."""
    if type(value) is Decimal and value.is_finite() and value.adjusted() < LONGEST_NUMBER and value == int(value):
        return int(value)
    return _integer(value)


def _number(value: Any) -> Decimal:
    if type(value) not in {int, Decimal}:
        raise InvalidValue("Must be a number.")
    return Decimal(value)


_string = _of_type(str, "text")
_integer = _of_type(int, "a whole number")

_FROM_JSON: dict[type, Callable[[Any], Any]] = {
    bool: _of_type(bool, "true or false"),
    int: _whole_number,
    Decimal: _number,
    str: lambda value: text_of(_string(value)),
    datetime: lambda value: instant_of(_string(value)),
}
_FROM_TEXT: dict[type, Callable[[str], Any]] = {
    int: integer_of,
    Decimal: decimal_of,
    str: text_of,
    datetime: instant_of,
}
