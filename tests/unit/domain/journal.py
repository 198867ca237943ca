"""An entry of the journal to try things on, and its hash by hand."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.journal import Head, JournalEntry, Seal
from domain.quantity import Quantity
from domain.usage import Statement, Usage

ELECTRICITY, WATER, HEATING = USAGE_TYPES[:3]
FACTOR, HEATING_FACTOR = FACTORS[0], FACTORS[2]
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
STATED = Statement(100, NOON, Quantity.of(Decimal("120.50"), "MJ"), "Meter 3")
USAGE = Usage.record(STATED, ELECTRICITY, FACTOR, id=7, organisation_id=9, by=2, at=NOON)
STATE = {
    "usage_type_id": 100,
    "usage_at": "2024-03-01T12:00:00.000000Z",
    "amount": "120.5",
    "unit": "MJ",
    "note": "Meter 3",
    "factor_id": 1,
    "amount_in_type_unit": "33.472222",
    "emissions_kg_co2e": "50.208333",
}
"""The figures by hand: 120.5 × 5/18 = 33.472222… kwh, times 1.5 kg = 50.208333… kg."""
ENTRY = JournalEntry.of_usage(None, USAGE, "read again")
HEAD = Head(4, "a" * 64)


def by_hand(entry: JournalEntry, made: Seal, previous: str) -> str:
    """The hash as anybody makes it who has nothing of ours."""
    document = {
        "entry": {
            "chain": entry.chain,
            "recorded_at": f"{entry.recorded_at:%Y-%m-%dT%H:%M:%S.%f}Z",
            "user_id": entry.user_id,
            "action": str(entry.action),
            "subject_id": entry.subject_id,
            "version": entry.version,
            "before": entry.before,
            "after": entry.after,
            "reason": entry.reason,
        },
        "previous": previous,
        "sequence": made.sequence,
        "settled_at": f"{made.settled_at:%Y-%m-%dT%H:%M:%S.%f}Z",
    }
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(written.encode()).hexdigest()
