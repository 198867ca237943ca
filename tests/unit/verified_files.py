"""What the ledger hands out, and what others make of it, for the stand-alone verifier."""

from contextlib import suppress
from copy import deepcopy
from typing import Any

from domain.canonical import hash_of
from domain.receipt import sealed
from domain.statement import statement_of
from tests.unit.domain.test_statement import NAMES, RECEIPTS, SCOPE

MADE = statement_of(SCOPE, RECEIPTS, NAMES)
FILES: dict[str, dict[str, Any]] = {
    "receipt": sealed(RECEIPTS[0]),
    "statement": MADE.sealed(),
    "statement with receipts": MADE.sealed(RECEIPTS),
    "proof": MADE.proof(RECEIPTS[3]),
    "proof of the last": MADE.proof(RECEIPTS[4]),
}


def altered(name: str, where: str, value: Any) -> dict[str, Any]:
    """A file with one value replaced and sealed anew, as whoever makes one up would."""
    file = deepcopy(FILES[name])
    *way, last = [int(step) if step.isdecimal() else step for step in where.split(".")]
    inner: Any = file
    for step in way:
        inner = inner[step]
    inner[last] = value
    with suppress(TypeError, UnicodeEncodeError):  # of what cannot be sealed
        file["sha256"] = hash_of(file[name.partition(" ")[0]])
    return file
