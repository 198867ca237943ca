"""Faults that fields have only together.

A model with such rules has a static method ``contradictions``, which takes what was ``Sent`` and yields every fault;
``field`` is then a name on the wire.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from domain.errors import InvalidValue


class Sent:
    """The fields that are there: the values of those right by themselves, and the names of the others."""

    def __init__(self, values: Mapping[str, Any], wrong: Iterable[str]) -> None:
        self._values = values
        self._wrong = set(wrong)

    def __contains__(self, name: str) -> bool:
        """Whether a field is there, right or wrong; null is as good as left out."""
        return self._values.get(name) is not None or name in self._wrong

    def tested(self, check: Callable[..., object], *names: str) -> Iterator[InvalidValue]:
        """What a check raises of these fields' values, None where left out; nothing if one is at fault already.

        The first must be there, or there is nothing to compare.
        """
        if names[0] not in self._values or not self._wrong.isdisjoint(names):
            return
        try:
            check(*map(self._values.get, names))
        except InvalidValue as error:
            self._wrong.add(str(error.field))
            yield error


def contradictions(model: type[Struct], values: Mapping[str, Any], wrong: Iterable[str]) -> Iterable[InvalidValue]:
    """The faults of a model's fields together, besides those that they have by themselves."""
    rules: Callable[[Sent], Iterable[InvalidValue]] | None = getattr(model, "contradictions", None)
    return () if rules is None else rules(Sent(values, wrong))
