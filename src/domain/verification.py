"""Holding a receipt that was handed out against itself: its hash, and the figure that follows from what it says."""

import re
from fractions import Fraction
from typing import Any

from domain.canonical import decimal_text, hash_of
from domain.errors import DomainError, InvalidValue
from domain.quantity import plain, round_figure
from domain.receipt import EDITION

_KIND = "carbon-ledger/receipt"
_NO_RECEIPT = (DomainError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# Bounded, with no exponent: 1e999999999 would take hours to multiply.
_DECIMAL = re.compile(r"[0-9]{1,30}(\.[0-9]{1,99})?")
_RATIO = re.compile(r"[0-9]{1,99}(/[0-9]{1,99})?")


def checked_receipt(handed_out: Any) -> dict[str, Any]:
    """The document of a receipt, sound enough to be looked up. Raises InvalidValue, which says what does not hold."""
    try:
        document, sha256 = handed_out["receipt"], handed_out["sha256"]
        _must_name_a_version(document)
        stated = {name: _formed(_DECIMAL, figure) for name, figure in document["result"].items()}
        made = _result(document)
        is_its_hash = hash_of(document) == sha256
    except _NO_RECEIPT as error:
        raise InvalidValue("It is no receipt, or cannot be read.") from error
    if not is_its_hash:
        raise InvalidValue("Its SHA-256 is not that of its content: it was altered.")
    if made != stated:
        raise InvalidValue(f"{stated} is stated, {made} is what follows from amount, ratio and factor.")
    return dict(document)


def _must_name_a_version(document: dict[str, Any]) -> None:
    if (document["kind"], document["edition"]) != (_KIND, EDITION):
        raise ValueError("Another kind of document, or a later edition.")
    for name in ("organisation_id", "usage_id", "version"):
        if type(document[name]) is not int or document[name] < 1:
            raise ValueError(f"{name} names nothing.")


def _result(document: dict[str, Any]) -> dict[str, str]:
    amount, factor = document["entered"]["amount"], document["factor"]["kg_co2e_per_unit"]
    in_type_unit = _exact(_DECIMAL, amount) * _exact(_RATIO, document["ratio"]["value"])
    emissions = in_type_unit * _exact(_DECIMAL, factor)
    return {"amount_in_type_unit": _text(in_type_unit), "emissions_kg_co2e": _text(emissions)}


def _exact(form: re.Pattern[str], value: str) -> Fraction:
    return Fraction(_formed(form, value))


def _formed(form: re.Pattern[str], value: str) -> str:
    if not form.fullmatch(value):
        raise ValueError("Not a number as documents have it.")
    return value


def _text(exact: Fraction) -> str:
    return decimal_text(plain(round_figure(exact, "It")))
