"""The bare server's SQL, and how it reads and writes a usage."""

from datetime import datetime
from decimal import Context, Decimal
from typing import Any

import msgspec

EXACT = Context(prec=60)
STEP = Decimal("0.000001")

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -4096",
    "mmap_size = 0",
    "temp_store = MEMORY",
)

CALLER = """
    SELECT u.organisation_id FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ? AND u.id = ?
"""
_COLUMNS = """
    u.id, u.usage_type_id, t.name, t.unit, u.usage_at, u.amount, u.unit, u.amount_in_type_unit, f.value, f.id,
    f.valid_from, f.valid_to, f.source, f.edition, u.emissions_mg, u.note, u.user_id, u.recorded_at, u.version,
    u.change, u.changed_by, u.changed_at
"""
_DESCRIBED = "JOIN usage_types t ON t.id = u.usage_type_id JOIN emission_factors f ON f.id = u.factor_id"

TOTALS = "SELECT count(*), sum(emissions_mg) FROM usages WHERE organisation_id = ?"
PAGE = f"""
    SELECT {_COLUMNS} FROM (
        SELECT organisation_id, id, usage_at FROM usages WHERE organisation_id = ?
        ORDER BY usage_at DESC, id DESC LIMIT ? OFFSET ?
    ) p JOIN usages u ON u.organisation_id = p.organisation_id AND u.id = p.id {_DESCRIBED}
    ORDER BY p.usage_at DESC, p.id DESC
"""
WALK = f"""
    SELECT {_COLUMNS} FROM usages u {_DESCRIBED} WHERE u.organisation_id = ? AND (u.usage_at, u.id) < (?, ?)
    ORDER BY u.usage_at DESC, u.id DESC LIMIT ?
"""
CLAIM_IDS = "UPDATE id_blocks SET last_block = max(last_block + 1, ?) RETURNING last_block"
TYPE_AND_FACTOR = """
    SELECT t.name, t.unit, f.value, f.id, f.valid_from, f.valid_to, f.source, f.edition
    FROM usage_types t JOIN emission_factors f ON f.usage_type_id = t.id
    WHERE t.id = ? AND t.retired_at IS NULL
    AND (f.valid_from IS NULL OR f.valid_from <= ?) AND (f.valid_to IS NULL OR f.valid_to > ?)
    ORDER BY f.valid_from DESC NULLS LAST, f.recorded_at DESC, f.id DESC LIMIT 1
"""
INSERT = """
    INSERT INTO usages (
        organisation_id, id, user_id, usage_type_id, usage_at, amount, unit, note, factor_id, amount_in_type_unit,
        emissions_mg, recorded_at, version, change, changed_at, changed_by
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'recorded', ?, ?)
"""
KEPT = "SELECT fingerprint, answer FROM idempotency_keys WHERE user_id = ? AND key = ? AND resource = ?"
KEEP = """
    INSERT INTO idempotency_keys (user_id, key, resource, fingerprint, answer, expires_at) VALUES (?, ?, ?, ?, ?, ?)
"""


def view(row: tuple[Any, ...]) -> dict[str, Any]:
    """A usage as it is shown, from the columns of a page or a walk."""
    # fmt: off
    (
        id, type_id, type_name, type_unit, usage_at, amount, unit, in_type_unit, factor, factor_id, valid_from,
        valid_to, source, edition, emissions, note, user_id, recorded_at, version, change, changed_by, changed_at,
    ) = row
    # fmt: on
    return {
        "id": id,
        "usage_type_id": type_id,
        "usage_type": {"id": type_id, "name": type_name, "unit": type_unit},
        "usage_at": _shown(usage_at),
        "amount": from_millionths(amount),
        "unit": unit,
        "amount_in_type_unit": from_millionths(in_type_unit),
        "factor": msgspec.Raw(factor.encode()),
        "factor_version": {
            "id": factor_id,
            "valid_from": valid_from and _shown(valid_from),
            "valid_to": valid_to and _shown(valid_to),
            "source": source,
            "edition": edition,
        },
        "emissions_kg_co2e": from_millionths(emissions),
        "note": note,
        "user_id": user_id,
        "recorded_at": _shown(recorded_at),
        "version": version,
        "change": change,
        "changed_by": changed_by,
        "changed_at": _shown(changed_at),
    }


def from_millionths(value: int) -> Decimal | int:
    """The number in plain notation, as short as it goes."""
    whole, rest = divmod(value, 1_000_000)
    return Decimal(value).scaleb(-6, EXACT).normalize(EXACT) if rest else whole


def to_millionths(value: Decimal) -> int:
    """The inverse."""
    return int(value.scaleb(6, EXACT))


def stored(instant: datetime) -> str:
    """An instant (UTC) as the database keeps it."""
    return instant.strftime("%Y-%m-%d %H:%M:%S.%fZ")


def _shown(text: str) -> datetime:
    return datetime.fromisoformat(text)
