"""What the fields of answers mean. Read models name them alike everywhere, so each is told once."""

from decimal import Decimal
from typing import Any

from domain.journal import Action
from domain.usage import Change

_INSTANT = {"format": "date-time", "examples": ["2026-03-01T12:00:00Z"]}
_KILOGRAMS = {"examples": [Decimal("335.616")]}


def _words(description: str, **more: Any) -> dict[str, Any]:
    return {"description": description, **more}


VOCABULARY: dict[str, dict[str, Any]] = {
    "id": _words("Positive and below 2^53.", examples=[100]),
    "items": _words("In the order that was asked for."),
    "name": _words("What it is called now.", examples=["electricity"]),
    "unit": _words("Canonical code of the unit.", examples=["kwh"]),
    "user_id": _words("Who recorded it."),
    "usage_type_id": _words("Which usage type it is of.", examples=[100]),
    "usage_type": _words("The usage type as it is named now."),
    "usage_at": _words("When it was used (UTC).", **_INSTANT),
    "amount": _words("As it was entered.", examples=[Decimal("17.25")]),
    "amount_in_type_unit": _words(
        "In the usage type's unit, rounded half to even to 6 decimals; emissions come from what was entered.",
        examples=[Decimal("17.25")],
    ),
    "factor": _words("kg CO2e per unit of the usage type; exact.", examples=[Decimal("19.456")]),
    "factor_version": _words("Which version of the factor that is, and where it comes from."),
    "emissions_kg_co2e": _words("Entered amount × ratio × factor, rounded once, to the milligram.", **_KILOGRAMS),
    "total_emissions_kg_co2e": _words("The exact sum.", **_KILOGRAMS),
    "total": _words("How many usages there are.", examples=[1]),
    "note": _words("Free text."),
    "recorded_at": _words("When it was recorded (UTC).", **_INSTANT),
    "version": _words("Versions count from 1.", examples=[1]),
    "change": _words("What opened this version.", enum=list(Change), examples=["recorded"]),
    "changed_by": _words("The user who opened this version."),
    "changed_at": _words("When this version was opened (UTC).", **_INSTANT),
    "superseded_at": _words("When the next version took its place; null for the latest.", **_INSTANT),
    "valid_from": _words("The first instant it applies to; null: no bound.", **_INSTANT),
    "valid_to": _words("The instant from which on it no longer applies; null: no bound.", **_INSTANT),
    "source": _words("Who states it.", examples=["Grid operator, annual statement"]),
    "edition": _words("The publisher's edition."),
    "published_by": _words("The operator who published it; null: it came with the installation."),
    "accepted_units": _words("The units that amounts may be entered in."),
    "ratio": _words("How many of the type's unit one of it is, as an exact fraction.", examples=["5/18"]),
    "ratio_source": _words("What defines that ratio."),
    "density_kg_per_l": _words("Through which a type in kg takes volumes; null: it takes none.", examples=[Decimal(1)]),
    "retired_at": _words("Since when it takes no new usages; null: it takes them.", **_INSTANT),
    "page": _words("Counted from 1.", examples=[1]),
    "page_size": _words("Usages on a full page.", examples=[25]),
    "next_cursor": _words("Leads to what follows; null at the end."),
    "from": _words("The first instant (UTC).", **_INSTANT),
    "to": _words("The instant just after (UTC).", **_INSTANT),
    "bucket": _words("A day, ISO week, month, quarter or year.", examples=["2026-03"]),
    "buckets": _words("In order, without gap or overlap."),
    "time_zone": _words("Whose calendar it is.", examples=["Europe/Zurich"]),
    "group_by": _words("How buckets are split; null: not at all."),
    "by_usage_type": _words("The same, split by usage type; the parts add up exactly."),
    "email": _words("In lower case.", examples=["ada@example.org"]),
    "is_operator": _words("Whether they publish factors and change usage types."),
    "created_at": _words("When the account was opened (UTC).", **_INSTANT),
    "organisation": _words("Whose usages the account reaches."),
    "on_deletion": _words("What deleting the account would erase."),
    "organisation_goes": _words("Whether the organisation goes with its only member."),
    "usages": _words("Usages that would go."),
    "usage_versions": _words("Versions of usages that would go."),
    "journal_entries": _words("Entries of the organisation's own journal that would go."),
    "chain": _words("The id of the organisation whose entry it is; 0: it concerns everybody.", examples=[0]),
    "action": _words("What was done.", enum=list(Action), examples=["usage.recorded"]),
    "subject_id": _words("The usage, usage type, factor or organisation that it was done to.", examples=[100]),
    "before": _words("As it was, every decimal as text; null where it was not there."),
    "after": _words("As it is since, every decimal as text; null where it is gone."),
    "reason": _words("Why, where somebody said it."),
    "sequence": _words("Its number in its chain, from 1.", examples=[1]),
    "settled_at": _words("From this instant on, answers as of then hold it.", **_INSTANT),
    "hash": _words("SHA-256 in hex; binds it to the entry before."),
    "receipt": _words("The document that is hashed."),
    "receipts": _words("In the order of the tree's leaves."),
    "statement": _words("The document that is hashed."),
    "proof": _words("The document that is hashed."),
    "sha256": _words("SHA-256 in hex of the document's canonical bytes (RFC 8785)."),
    "organisation_chain": _words("Of the caller's organisation."),
    "installation_chain": _words("Of what concerns everybody."),
    "settled_until": _words("Answers as of this instant, and of any before, are fixed.", **_INSTANT),
    "access_token": _words("For the header Authorization: Bearer …"),
    "refresh_token": _words("For the next access token; works once."),
    "expires_in": _words("Life of the access token in seconds.", examples=[900]),
    "token_type": _words("How the access token is presented."),
    "status": _words("The HTTP status code."),
    "type": _words("Identifies the kind of problem for ever."),
    "title": _words("The kind of problem, in words."),
    "detail": _words("What is wrong, and how to mend it."),
    "errors": _words("Every fault, with its place."),
    "instance": _words(
        "With a 5xx: the request, as X-Request-ID and the log name it.",
        examples=["urn:carbon-ledger:request:4f1c2e9a7b3d4c5e8f60718293a4b5c6"],
    ),
    "pointer": _words("Where in the body (JSON pointer, RFC 6901).", examples=["/amount"]),
    "parameter": _words("Which query parameter, or header.", examples=["page_size"]),
}
PATH_PARAMETERS = {"usage_id": "The id of the usage.", "usage_type_id": "The id of the usage type."}
