"""Recomputes a receipt, a statement or a proof of Carbon Ledger, with Python's standard library alone.

    python verify_receipt.py FILE [--statement FILE]

It needs neither the service nor a line of its code: this file and Python 3.11 or newer are all. A receipt says what one
figure was made from. A statement gives an organisation's totals of a period, and the root of the tree of hashes
(RFC 9162, section 2.1) whose leaves are the receipts. A proof is a receipt and its way up to that root. Each comes with
the SHA-256 of its canonical JSON (RFC 8785). What is checked of

    every file     nothing is missing, unknown, there twice or of another form than documents have (decimals are texts,
                   "1.5" and never 1.5 or "1.50"); the SHA-256 is that of the document
    a receipt      amount × ratio × factor, in fractions and rounded once, is the figure; the factor was valid when the
                   usage was; between a unit and itself the ratio is 1
    a statement    alone: its own hash, and that its sums add up. With its receipts: each as above, that it belongs
                   (organisation, period, not deleted, changed no later than as_of), their order, that no usage comes
                   twice, every total, and the root: that one number then stands for all of it
    a proof        its receipt as above, and that the way leads to the root; with --statement, which is checked too,
                   root, number of leaves and hash are those of that statement, and the receipt belongs to it

No file can show that an amount is true, or that factor and ratio are the right ones: their sources are named, look them
up. Nor that nothing was left out of a period. Nor where it comes from: who makes up a whole file makes up its hashes
too, so compare a hash or a root with one that you had earlier or from somebody else, such as that of a printed report.
Names of usage types are the statement's own words. Months are cut by this machine's time zone data.

Exit status: 0 all is as the file says; 1 it is not, and a line for each fault says where and what; 2 wrong use.
"""

import argparse
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Document = dict[str, Any]
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

# What documents look like. A dict is an object of just these members, [x] a list of any length, a pair a single value
# in words and as the pattern of its JSON text; anything else is that very value.
COUNT = ("a whole number, 0 or more", r"[0-9]+")
ID = ("a whole number above 0", r"[1-9][0-9]*")
LINE = ("a line of text", r'"([^\x7f-\x9f\ud800-\udfff\\]|\\["\\])+"')
LINE_OR_NULL = ("a line of text, or null", f"{LINE[1]}|null")
UNIT = ("a unit", r'"[A-Za-z0-9 ]+"')
ZONE = ("a time zone such as 'Europe/Zurich'", r'"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*"')
MONTH = ("a month such as '2024-02'", r'"[0-9]{4}-(0[1-9]|1[0-2])"')
HASH = ("64 hexadecimal digits in lower case", r'"[0-9a-f]{64}"')
DD, TIME = "[0-9]{2}", r"T([01][0-9]|2[0-3])(:[0-5][0-9]){2}\.[0-9]{6}Z"
INSTANT = ("an instant such as '2024-02-29T12:00:00.000000Z'", f'"(1899|19{DD}|2[01]{DD}|2200)-{DD}-{DD}{TIME}"')
INSTANT_OR_NULL = (f"{INSTANT[0]}, or null", f"{INSTANT[1]}|null")
DECIMAL = ("a decimal as text, at its shortest, such as '1.5'", r'"(0|[1-9][0-9]{,99})(\.[0-9]{,99}[1-9])?"')
FIGURE = ("a decimal of at most 6 places as text, at its shortest", r'"(0|[1-9][0-9]{,99})(\.[0-9]{,5}[1-9])?"')
RATIO = ("a fraction above 0 as text, such as '5/18'", r'"[1-9][0-9]{,99}(/[1-9][0-9]{,99})?"')
CHANGE = ("recorded, corrected, deleted or restored", '"(recorded|corrected|deleted|restored)"')

ACT = {"at": INSTANT, "by": ID}
RULE = {"name": "entered amount × ratio × factor", "version": 1}
FACTOR = {"id": ID, "kg_co2e_per_unit": DECIMAL, "valid_from": INSTANT_OR_NULL, "valid_to": INSTANT_OR_NULL}
FIGURES = {"amount_in_type_unit": FIGURE, "emissions_kg_co2e": FIGURE}
SUMS = {"usages": ID, **FIGURES}
TYPE = {"usage_type": {"id": ID, "name": LINE, "unit": UNIT}, **SUMS, "months": [{"month": MONTH, **SUMS}]}
RECEIPT = (
    {"kind": "carbon-ledger/receipt", "edition": 1, "organisation_id": ID, "usage_id": ID, "version": ID}
    | {"change": CHANGE, "recorded": ACT, "changed": ACT, "usage_at": INSTANT, "usage_type": {"id": ID, "unit": UNIT}}
    | {"entered": {"amount": DECIMAL, "unit": UNIT}, "ratio": {"value": RATIO, "source": LINE}}
    | {"factor": {**FACTOR, "source": LINE, "edition": LINE_OR_NULL}}
    | {"rule": RULE, "rounding": "half to even, to 0.000001", "result": FIGURES}
)
STATEMENT = (
    {"kind": "carbon-ledger/statement", "edition": 1, "organisation_id": ID, "from": INSTANT, "to": INSTANT}
    | {"as_of": INSTANT, "time_zone": ZONE, "by_usage_type": [TYPE], "total_emissions_kg_co2e": FIGURE}
    | {"leaves": COUNT, "root": HASH}
)
PLACE = {"leaf_index": COUNT, "leaves": COUNT, "path": [HASH], "root": HASH}
PROOF = {"kind": "carbon-ledger/proof", "edition": 1, "receipt": RECEIPT, **PLACE, "statement_sha256": HASH}
SHAPES = {"receipt": RECEIPT, "statement": STATEMENT, "proof": PROOF}
SUMMARY = {
    "receipt": "{change} by user {changed[by]} at {changed[at]}: {entered[amount]} {entered[unit]} × {ratio[value]} × "
    "{factor[kg_co2e_per_unit]} = {result[emissions_kg_co2e]} kg CO2e, usage {usage_id}, version {version}",
    "statement": "organisation {organisation_id}, from {from} to {to}, as of {as_of}: {leaves} usages, "
    "{total_emissions_kg_co2e} kg CO2e, root {root}",
    "proof": "usage {receipt[usage_id]}, {receipt[result][emissions_kg_co2e]} kg CO2e, is leaf {leaf_index} of "
    "{leaves} (from 0 on) under the root {root}",
}
IN_WORDS: dict[Any, str] = {dict: "an object", list: "a list"}
MOST_FAULTS = 20
LEAF, NODE = b"\x00", b"\x01"


class Fault(Exception):
    """What is wrong, and where, so that nothing more can be checked."""


def read(path: Path) -> tuple[str, Document]:
    """What a file holds, in a word, and the file."""
    content = path.read_bytes()
    try:
        numbers: Any = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), number)
        file = json.loads(content.decode(), object_pairs_hook=members, **numbers)
    except ValueError as error:
        raise Fault(f"the file: is no JSON in UTF-8: {error}") from None
    for kind in SHAPES:
        if isinstance(file, dict) and kind in file:
            return kind, file
    raise Fault("the file: holds neither a receipt nor a statement nor a proof")


def number(written: str) -> int:
    """Whole numbers alone, which every reader reads alike."""
    if not re.fullmatch("0|[1-9][0-9]{,15}", written) or int(written) >= 2**53:
        raise Fault(f"the file: {written:.100} is no whole number from 0 to 2^53 - 1; decimals are texts")
    return int(written)


def members(pairs: list[tuple[str, Any]]) -> Document:
    found: Document = {}
    for name, value in pairs:
        if name in found:
            raise Fault(f"the file: {name!r:.100} is there twice in one object")
        found[name] = value
    return found


def differences(told: Any, due: Any, where: str = "", *, is_shape: bool = False) -> Iterator[str]:
    """Where a file is not as it must be: as its shape tells of all members, or as what was worked out does of some."""
    here = where or "the file"
    if isinstance(due, dict) and isinstance(told, dict):
        odd = sorted(told.keys() ^ due.keys()) if is_shape else ()
        yield from (f"{here}: {'lacks' if name in due else 'must not have'} {name!r:.100}" for name in odd)
        for name in [name for name in due if name in told]:
            yield from differences(told[name], due[name], f"{where}.{name}".lstrip("."), is_shape=is_shape)
    elif isinstance(due, list) and isinstance(told, list):
        due = due * len(told) if is_shape else due
        if len(told) != len(due):
            yield f"{here}: has {len(told)} entries, must have {len(due)}"
        for index, (one, other) in enumerate(zip(told, due, strict=False)):
            yield from differences(one, other, f"{where}[{index}]", is_shape=is_shape)
    elif not fits(told, due):
        words = due[0] if isinstance(due, tuple) else IN_WORDS.get(type(due)) or repr(due)
        yield f"{here}: is {told!r:.100}, must be {words}"


def fits(value: Any, due: Any) -> bool:
    if not isinstance(due, tuple):
        return type(value) is type(due) and bool(value == due)
    if not re.fullmatch(due[1], encode(value)):
        return False
    try:
        return value is None or TIME not in due[1] or bool(datetime.fromisoformat(value))
    except ValueError:  # 30 February
        return False


def canonical(document: Document) -> bytes:
    """RFC 8785 for what these documents hold: names in ASCII, texts, whole numbers and null."""
    return encode(document).encode()


def hashed(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def root_of(leaves: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1: as many leaves hang on the left as the largest power of two below their number."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashed()
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return hashed(NODE, root_of(leaves[:left]), root_of(leaves[left:]))


def root_above(start: bytes, index: int, leaves: int, path: list[str]) -> bytes:
    """RFC 9162, section 2.1.3, read from the root down."""
    if leaves < 2 or not path:
        if (index, leaves, path) != (0, 1, []):
            raise Fault("proof.path: leads to no root from this leaf_index among so many leaves")
        return start
    left, beside = 1 << (leaves - 1).bit_length() - 1, bytes.fromhex(path[-1])
    if index < left:
        return hashed(NODE, root_above(start, index, left, path[:-1]), beside)
    return hashed(NODE, beside, root_above(start, index - left, leaves - left, path[:-1]))


def rounded(exact: Fraction | int) -> str:
    """Half to even, to 0.000001, at its shortest."""
    millionths = round(exact * 1_000_000)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06}".rstrip("0").rstrip(".")


def added(parts: list[Document]) -> Document:
    """The sums of receipts' results, of months or of types."""
    figures = {name: rounded(sum(Fraction(part[name]) for part in parts)) for name in FIGURES}
    return {"usages": sum(part.get("usages", 1) for part in parts), **figures}


def zone_of(statement: Document) -> ZoneInfo | None:
    """None where this machine does not know it."""
    try:
        return ZoneInfo(statement["time_zone"])
    except (OSError, ValueError, KeyError):
        return None


def month_of(at: str, zone: ZoneInfo) -> str:
    """Where clocks go back across midnight, a month has begun at the first midnight."""
    instant = datetime.fromisoformat(at)
    local = instant.astimezone(zone)
    year, month = divmod(local.year * 12 + local.month, 12)
    following = datetime(year, month + 1, 1, tzinfo=zone)
    return f"{following if instant >= following.astimezone(UTC) else local:%Y-%m}"


def by_usage_type(receipts: list[Document], zone: ZoneInfo | None) -> list[Document]:
    """What a statement tells of each type, but for its name, and for its months where the zone is not known."""
    grouped = defaultdict[tuple[int, str], dict[str, list[Document]]](lambda: defaultdict(list))
    for receipt in receipts:
        months = grouped[receipt["usage_type"]["id"], receipt["usage_type"]["unit"]]
        months[month_of(receipt["usage_at"], zone) if zone else ""].append(receipt["result"])
    told = []
    for (id, unit), months in sorted(grouped.items()):
        parts = [{"month": month, **added(results)} for month, results in sorted(months.items())]
        told.append({"usage_type": {"id": id, "unit": unit}, **added(parts), **({"months": parts} if zone else {})})
    return told


def faults_of_receipt(receipt: Document, where: str, statement: Document | None = None) -> Iterator[str]:
    """With a statement, also why the receipt does not belong to it."""
    at, ratio, factor = receipt["usage_at"], Fraction(receipt["ratio"]["value"]), receipt["factor"]
    in_type_unit = Fraction(receipt["entered"]["amount"]) * ratio
    emissions = in_type_unit * Fraction(factor["kg_co2e_per_unit"])
    result = {"amount_in_type_unit": rounded(in_type_unit), "emissions_kg_co2e": rounded(emissions)}
    in_lowest_terms = "1" if receipt["entered"]["unit"] == receipt["usage_type"]["unit"] else str(ratio)
    yield from differences(receipt, {"ratio": {"value": in_lowest_terms}, "result": result}, where)
    if not (factor["valid_from"] or at) <= at < (factor["valid_to"] or "9"):
        yield f"{where}.factor: is not valid at {at}"
    if receipt["change"] == "deleted" and where != "receipt":
        yield f"{where}.change: the usage is deleted, so that no statement holds it"
    if statement is not None:
        yield from differences(receipt, {"organisation_id": statement["organisation_id"]}, where)
        if not statement["from"] <= at < statement["to"]:
            yield f"{where}.usage_at: lies outside of the statement's period"
        if receipt["changed"]["at"] > statement["as_of"]:
            yield f"{where}.changed.at: is after the statement's as_of"


def faults_of_statement(statement: Document, receipts: list[Document] | None) -> Iterator[str]:
    by_type, root = [added(one["months"]) for one in statement["by_usage_type"]], statement["root"]
    if statement["from"] >= statement["to"]:
        yield "statement.to: is not after from"
    if receipts is not None:
        yield from faults_of_receipts(receipts, statement)
        by_type = by_usage_type(receipts, zone_of(statement))
        root = root_of([hashed(LEAF, canonical(receipt)) for receipt in receipts]).hex()
    total = added(by_type)
    due = {"by_usage_type": by_type, "total_emissions_kg_co2e": total["emissions_kg_co2e"], "leaves": total["usages"]}
    yield from differences(statement, {**due, "root": root}, "statement")


def faults_of_receipts(receipts: list[Document], statement: Document) -> Iterator[str]:
    place, seen = ("", 0), set[int]()
    for index, receipt in enumerate(receipts):
        yield from faults_of_receipt(receipt, f"receipts[{index}]", statement)
        before, place = place, (receipt["usage_at"], receipt["usage_id"])
        if place <= before:
            yield f"receipts[{index}]: is not in the order of usage_at and usage_id"
        if receipt["usage_id"] in seen:
            yield f"receipts[{index}].usage_id: {receipt['usage_id']} comes twice"
        seen.add(receipt["usage_id"])


def faults_of_proof(proof: Document, statement: Document | None) -> Iterator[str]:
    leaf = hashed(LEAF, canonical(proof["receipt"]))
    root = root_above(leaf, proof["leaf_index"], proof["leaves"], proof["path"])
    yield from faults_of_receipt(proof["receipt"], "proof.receipt", statement)
    yield from differences(proof, {"root": root.hex()}, "proof")
    if statement is not None:
        known = hashed(canonical(statement)).hex()
        due = {"leaves": statement["leaves"], "root": statement["root"], "statement_sha256": known}
        yield from differences(proof, due, "proof")


def faults_of(kind: str, file: Document, statement: Document | None) -> Iterator[str]:
    """Of its shape first: nothing can be worked out from a wrong one."""
    receipts = {"receipts": [RECEIPT]} if kind == "statement" and "receipts" in file else {}
    if faults := list(differences(file, {kind: SHAPES[kind], "sha256": HASH, **receipts}, is_shape=True)):
        yield from faults
        return
    yield from differences(file, {"sha256": hashed(canonical(file[kind])).hex()})
    if kind == "receipt":
        yield from faults_of_receipt(file[kind], kind)
    elif kind == "statement":
        yield from faults_of_statement(file[kind], file.get("receipts"))
    else:
        yield from faults_of_proof(file[kind], statement)


def summary(kind: str, file: Document, statement: Document | None) -> Iterator[str]:
    """What was found to be so, and what that does not show."""
    whole = f"{kind} with all its receipts" if "receipts" in file else kind
    yield f"OK, {whole}: {SUMMARY[kind].format_map(file[kind])}, SHA-256 {file['sha256']}."
    if kind == "statement" and "receipts" not in file:
        yield "BUT without its receipts it proves nothing more than that its own hash is right and its sums add up."
    elif kind == "statement" and zone_of(file[kind]) is None:
        yield f"BUT months were not checked: this machine does not know the time zone {file[kind]['time_zone']}."
    elif kind == "proof" and statement is None:
        yield "BUT a proof alone shows membership in that root, not that the root is that of a given statement."


def main(arguments: list[str] | None = None) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # not every terminal has every letter
    parser = argparse.ArgumentParser(description="Recomputes a receipt, a statement or a proof of Carbon Ledger.")
    parser.add_argument("file", type=Path, metavar="FILE", help="what the ledger handed out, as JSON")
    parser.add_argument("--statement", type=Path, metavar="FILE", help="the statement that a proof is to belong to")
    asked = parser.parse_args(arguments)
    lines, statement = list[str](), None
    for path in filter(None, (asked.statement, asked.file)):
        try:
            kind, file = read(path)
            faults = list(faults_of(kind, file, statement))
        except OSError as error:
            parser.error(f"cannot read {path}: {error.strerror}")
        except (Fault, RecursionError) as fault:
            print(f"FAULT in {path}: {fault if isinstance(fault, Fault) else 'the file: is nested too deeply'}")
            return 1
        if faults:
            more = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
            print(*(f"FAULT in {path}: {fault}" for fault in faults[:MOST_FAULTS]), *more, sep="\n")
            return 1
        if asked.statement and kind != ("proof" if statement else "statement"):
            parser.error("--statement takes a statement, and goes with a proof")
        lines += summary(kind, file, statement)
        statement = file.get("statement")
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
