"""Statements: an organisation's emissions of a period as the ledger held them at a moment, and one number for it all.

That number is the root of the tree in which the receipts hang; a proof shows that one receipt is among them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from domain.canonical import canonical, decimal_text, hash_of, instant_text
from domain.errors import UsageNotFound
from domain.merkle import inclusion_path, leaf_hash, root_of
from domain.period import BucketSize, Period, buckets
from domain.quantity import from_millionths, to_millionths
from domain.receipt import sealed
from domain.usage import Change

EDITION = 1
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement is about: the usages from ``start`` up to ``end`` as the ledger held them at ``as_of``.

    Months are those of ``time_zone``; the first and the last end where the period does. Raises InvalidValue.
    """

    organisation_id: int
    start: datetime
    end: datetime
    as_of: datetime
    time_zone: ZoneInfo

    def __post_init__(self) -> None:
        Period(self.start, self.end)

    def month_labels(self) -> Callable[[str], str]:
        """Which month an instant of the period lies in, as the report on emissions has it; both are texts."""
        months = list(buckets(self.start, self.end, BucketSize.MONTH, self.time_zone))
        starts = [instant_text(month.start) for month in months]
        return lambda at: months[bisect_right(starts, at) - 1].label

    def told(self) -> Document:
        """The head of the statement's document."""
        return {
            "kind": "carbon-ledger/statement",
            "edition": EDITION,
            "organisation_id": self.organisation_id,
            "from": instant_text(self.start),
            "to": instant_text(self.end),
            "as_of": instant_text(self.as_of),
            "time_zone": self.time_zone.key,
        }


@dataclass(frozen=True, slots=True)
class EmissionStatement:
    """A statement's document, and the hashes of the leaves under its root."""

    document: Document
    leaf_hashes: Sequence[bytes] = field(repr=False)

    def sealed(self, receipts: Iterable[Document] | None = None) -> Document:
        """What is handed out; with the receipts, in their order, root and totals can be recomputed from it."""
        return sealed(self.document) | ({} if receipts is None else {"receipts": list(receipts)})

    def proof(self, receipt: Document) -> Document:
        """What shows that a receipt is a leaf under the root, to be handed out. Raises UsageNotFound."""
        try:
            index = self.leaf_hashes.index(leaf_hash(canonical(receipt)))
        except ValueError:
            reason = f"The statement does not hold usage {receipt['usage_id']} in this version."
            raise UsageNotFound(reason) from None
        return sealed(
            {
                "kind": "carbon-ledger/proof",
                "edition": EDITION,
                "receipt": receipt,
                "leaf_index": index,
                "leaves": len(self.leaf_hashes),
                "path": [beside.hex() for beside in inclusion_path(self.leaf_hashes, index)],
                "root": self.document["root"],
                "statement_sha256": hash_of(self.document),
            }
        )


@dataclass(slots=True)
class _Sum:
    """Usages and their figures added up, exactly: in millionths."""

    usages: int = 0
    amount: int = 0
    emissions: int = 0

    def add(self, result: Mapping[str, str]) -> None:
        self.usages += 1
        self.amount += to_millionths(Decimal(result["amount_in_type_unit"]))
        self.emissions += to_millionths(Decimal(result["emissions_kg_co2e"]))

    @classmethod
    def of(cls, parts: Iterable["_Sum"]) -> "_Sum":
        numbers = [(part.usages, part.amount, part.emissions) for part in parts]
        return cls(*map(sum, zip(*numbers, strict=True)))

    def told(self) -> Document:
        return {
            "usages": self.usages,
            "amount_in_type_unit": decimal_text(from_millionths(self.amount)),
            "emissions_kg_co2e": decimal_text(from_millionths(self.emissions)),
        }


Key = tuple[int, str, str]


class StatementDraft:
    """A statement under way, to which receipts are added one by one."""

    def __init__(self, scope: Scope) -> None:
        self._head, self._month_of = scope.told(), scope.month_labels()
        self._sums = defaultdict[Key, _Sum](_Sum)
        self._leaf_hashes: list[bytes] = []
        self._before, self._seen = ("", 0), set[int]()

    def add(self, receipt: Document) -> None:
        """The next receipt of the scope, in the order of (usage_at, usage_id), each usage once. Raises ValueError where
        it does not belong or is out of order."""
        place = receipt["usage_at"], receipt["usage_id"]
        flaw = _flaw(self._head, receipt)
        if flaw is None and (place <= self._before or receipt["usage_id"] in self._seen):
            flaw = "is out of order or comes twice"
        if flaw is not None:
            raise ValueError(f"The receipt of usage {receipt['usage_id']} {flaw}.")
        self._before = place
        self._seen.add(receipt["usage_id"])
        usage_type = receipt["usage_type"]
        self._sums[usage_type["id"], usage_type["unit"], self._month_of(receipt["usage_at"])].add(receipt["result"])
        self._leaf_hashes.append(leaf_hash(canonical(receipt)))

    def finished(self, names: Mapping[int, str]) -> EmissionStatement:
        """The statement over all that was added. ``names`` are those of the usage types, by id."""
        document = self._head | {
            "by_usage_type": list(_by_type(self._sums, names)),
            "total_emissions_kg_co2e": _Sum.of([_Sum(), *self._sums.values()]).told()["emissions_kg_co2e"],
            "leaves": len(self._leaf_hashes),
            "root": root_of(self._leaf_hashes).hex(),
        }
        return EmissionStatement(document, self._leaf_hashes)


def statement_of(scope: Scope, receipts: Iterable[Document], names: Mapping[int, str]) -> EmissionStatement:
    """The statement over the receipts of a scope, as StatementDraft takes them."""
    draft = StatementDraft(scope)
    for receipt in receipts:
        draft.add(receipt)
    return draft.finished(names)


def _flaw(head: Document, receipt: Document) -> str | None:
    """Why a receipt is none of the statement's. Instants as text are all as wide, so they sort as instants do."""
    if receipt["organisation_id"] != head["organisation_id"]:
        return "is another organisation's"
    if not head["from"] <= receipt["usage_at"] < head["to"]:
        return "lies outside of the period"
    if receipt["changed"]["at"] > head["as_of"]:
        return "is of a later version"
    return "is of a deleted usage" if receipt["change"] == Change.DELETED else None


def _by_type(sums: Mapping[Key, _Sum], names: Mapping[int, str]) -> Iterator[Document]:
    for (id, unit), keys in groupby(sorted(sums), key=lambda key: key[:2]):
        months = {key[2]: sums[key] for key in keys}
        yield {
            "usage_type": {"id": id, "name": names[id], "unit": unit},
            **_Sum.of(months.values()).told(),
            "months": [{"month": month, **made.told()} for month, made in months.items()],
        }
