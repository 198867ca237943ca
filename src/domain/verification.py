"""Holding a receipt that was handed out against itself: its hash, and the figure that follows from what it says."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from domain.canonical import decimal_text, hash_of
from domain.errors import DomainError, InvalidValue
from domain.quantity import plain, round_figure

_NO_RECEIPT = (DomainError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def checked_receipt(handed_out: Any) -> dict[str, Any]:
    """The document of a receipt. Raises InvalidValue, which says what does not hold of it."""
    try:
        document, sha256 = handed_out["receipt"], handed_out["sha256"]
        figures, made = dict(document["result"]), _result(document)
        is_its_hash = hash_of(document) == sha256
    except _NO_RECEIPT as error:
        raise InvalidValue("It is no receipt, or cannot be read.") from error
    if not is_its_hash:
        raise InvalidValue("Its SHA-256 is not that of its content: it was altered.")
    if made != figures:
        raise InvalidValue(f"{figures} is stated, {made} is what follows from amount, ratio and factor.")
    return dict(document)


def _result(document: dict[str, Any]) -> dict[str, str]:
    in_type_unit = Fraction(Decimal(document["entered"]["amount"])) * Fraction(document["ratio"]["value"])
    emissions = in_type_unit * Fraction(Decimal(document["factor"]["kg_co2e_per_unit"]))
    return {"amount_in_type_unit": _text(in_type_unit), "emissions_kg_co2e": _text(emissions)}


def _text(exact: Fraction) -> str:
    return decimal_text(plain(round_figure(exact, "It")))
