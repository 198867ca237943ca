"""SQL that is compiled once.

Building and compiling a statement costs several times what it takes to run, so each shape of a query is compiled for
the database once and kept. Values are turned into what the driver takes by the column types of the statement's binds.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Dialect, Select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

Build = Callable[..., Executable]
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """Text for the driver, and the names of its binds in their places, each with what turns a value into the driver's
    (None where nothing does). ``constants`` are the numbers and texts that the statement itself states."""

    text: str
    binds: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    constants: Mapping[str, Any]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """The values in their places."""
        named = {**self.constants, **given} if self.constants else given
        return [named[name] if turned is None else turned(named[name]) for name, turned in self.binds]


class Statements:
    """A bounded cache: the statement used least recently goes first."""

    def __init__(self, dialect: Dialect, most: int = 256) -> None:
        self._dialect = dialect
        self._most = most
        self._kept: OrderedDict[tuple[Hashable, ...], Statement] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, build: Build, *shape: Hashable) -> Statement:
        """What ``build(*shape)`` makes; arguments tell one shape from another and are never values to search for."""
        key = (build, *shape)
        statement = self._kept.get(key)
        if statement is None:
            statement = self._kept[key] = self._compiled(build(*shape))
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return statement

    def _compiled(self, built: Executable) -> Statement:
        compiled = cast("SQLCompiler", cast(Any, built).compile(dialect=self._dialect))
        names = compiled.positiontup or ()
        constants = {name: value for name in names if (value := compiled.binds[name].effective_value) is not None}
        return Statement(str(compiled), tuple((name, self._turning(compiled, name)) for name in names), constants)

    def _turning(self, compiled: SQLCompiler, name: str) -> Callable[[Any], Any] | None:
        return compiled.binds[name].type.dialect_impl(self._dialect).bind_processor(self._dialect)
