"""The journal on the wire."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from msgspec import UNSET, Meta, Struct, UnsetType

from application.views.journal import JournalFilter, JournalHeads, JournalItem
from domain.canonical import instant_text
from domain.errors import InvalidValue
from domain.journal import INSTALLATION_CHAIN, Action, Head
from domain.period import Period
from entrypoints.http.reading.contradictions import Sent
from entrypoints.http.reading.values import LARGEST_ID, Id, Instant, given
from entrypoints.notation import integer_of

LARGEST_PAGE_SIZE = 100
_ACTIONS = tuple(action.value for action in Action)


class JournalQuestion(Struct, frozen=True, rename={"from_": "from"}):
    """Which entries to list, and how many."""

    page_size: Annotated[int, Meta(ge=1, le=LARGEST_PAGE_SIZE, description="Entries in one answer.")] = 25
    cursor: (
        Annotated[
            str,
            Meta(
                description="next_cursor of the answer before; empty, or left out, begins with the latest.",
                extra_json_schema={"format": "cursor"},
            ),
        ]
        | UnsetType
    ) = UNSET
    from_: Annotated[Instant, Meta(description="Recorded at this instant or later.")] | UnsetType = UNSET
    to: Annotated[Instant, Meta(description="Recorded before this instant.")] | UnsetType = UNSET
    action: Annotated[
        tuple[Literal[_ACTIONS], ...],  # type: ignore[valid-type]  # its members are the choices
        Meta(max_length=len(Action), description="What was done; repeat the parameter for several."),
    ] = ()
    usage_id: Annotated[Id, Meta(description="Entries of this usage alone.")] | UnsetType = UNSET

    @property
    def selected(self) -> JournalFilter:
        """Which entries."""
        period = Period(given(self.from_), given(self.to))
        return JournalFilter(period, frozenset(map(Action, self.action)), given(self.usage_id))

    @property
    def before(self) -> int | None:
        """The position that the cursor leads to."""
        return _position(self.cursor) if self.cursor else None

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """A period that would end before it starts, and a cursor that is none."""
        yield from sent.tested(Period, "from", "to")
        yield from sent.tested(_position, "cursor")


def _position(cursor: str | None) -> int | None:
    if not cursor:
        return None
    try:
        position = integer_of(cursor)
    except InvalidValue:
        position = 0
    if not 1 <= position <= LARGEST_ID:
        raise InvalidValue("Not a cursor; take next_cursor from an answer as it is.", field="cursor")
    return position


class JournalRecord(Struct, frozen=True):
    """An entry. All but sequence, settled_at and hash are its canonical document; those three are null for the seconds
    until it is sealed."""

    chain: int
    recorded_at: str
    user_id: int
    action: str
    subject_id: int
    version: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str | None
    sequence: int | None
    settled_at: str | None
    hash: str | None

    @classmethod
    def of(cls, item: JournalItem) -> Self:
        """The entry as it is shown."""
        seal = item.seal
        sealed = (None, None, None) if seal is None else (seal.sequence, instant_text(seal.settled_at), seal.hash)
        return cls(*item.entry.document().values(), *sealed)


class JournalPage(Struct, frozen=True):
    """Entries, the latest first; next_cursor is null at the end."""

    items: tuple[JournalRecord, ...]
    next_cursor: str | None


class JournalHead(Struct, frozen=True):
    """The last sealed entry of a chain; with none sealed yet, 0 and 64 zeros."""

    chain: int
    sequence: int
    hash: str

    @classmethod
    def of(cls, chain: int, head: Head) -> Self:
        """The head as it is shown."""
        return cls(chain, head.sequence, head.hash)


class JournalHeadList(Struct, frozen=True):
    """Kept somewhere else, they show whether anything before them was altered since."""

    organisation_chain: JournalHead
    installation_chain: JournalHead
    settled_until: datetime | None

    @classmethod
    def of(cls, heads: JournalHeads) -> Self:
        """The heads as they are shown."""
        own = JournalHead.of(heads.organisation_id, heads.organisation)
        return cls(own, JournalHead.of(INSTALLATION_CHAIN, heads.installation), heads.settled_until)
