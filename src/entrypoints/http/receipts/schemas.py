"""Receipts, statements and proofs on the wire: canonical JSON (RFC 8785), every decimal as text."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from application.receipts.state import StatementRequest
from domain.errors import InvalidValue
from domain.period import Period, time_zone
from entrypoints.http.emissions.schemas import ZoneName
from entrypoints.http.reading.contradictions import Sent
from entrypoints.http.reading.values import LARGEST_VERSION, AsOf, Instant, given

Document = dict[str, Any]


class ReceiptQuestion(Struct, frozen=True):
    """Of which version."""

    version: Annotated[int, Meta(ge=1, le=LARGEST_VERSION, description="The latest if left out.")] | UnsetType = UNSET


class ProofQuestion(Struct, frozen=True, rename={"from_": "from"}):
    """In which statement."""

    from_: Annotated[Instant, Meta(description="Used at this instant or later.")]
    to: Annotated[Instant, Meta(description="Used before this instant.")]
    time_zone: ZoneName = "UTC"
    as_of: AsOf | UnsetType = UNSET

    def request(self) -> StatementRequest:
        """What the use case is asked."""
        return StatementRequest(self.from_, self.to, time_zone(self.time_zone), given(self.as_of))

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """A period that would end before it starts."""
        return sent.tested(Period, "from", "to")


class StatementQuestion(ProofQuestion, frozen=True, rename={"from_": "from"}):
    """Which statement."""

    include: Annotated[Literal["receipts"], Meta(description="Add every receipt.")] | UnsetType = UNSET


class SealedReceipt(Struct, frozen=True):
    """All that a version's figure was made from."""

    receipt: Document
    sha256: str


class SealedStatement(Struct, frozen=True):
    """Totals by type and month, and the root of the Merkle tree (RFC 9162) in which the receipts of all usages hang, by
    instant of usage and id. The receipts themselves are there on include=receipts."""

    statement: Document
    sha256: str
    receipts: tuple[Document, ...] | UnsetType = UNSET


class SealedProof(Struct, frozen=True):
    """That a receipt hangs in the tree of a statement: its place, and the hashes beside its way to the root."""

    proof: Document
    sha256: str
