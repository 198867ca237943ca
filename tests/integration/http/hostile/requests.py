"""Every request that takes a body, and values that none of its fields may have."""

import json
from typing import Any

PASSWORD = "oleander under glass"
USAGE: dict[str, Any] = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}
FACTOR: dict[str, Any] = {"factor": 1.5, "source": "Grid operator"}
TYPE: dict[str, Any] = {"name": "steam", "unit": "kwh", "factor": 1.5}
PERSON: dict[str, Any] = {"name": "Eve", "email": "eve@example.org", "password": PASSWORD}

BODIES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/usages", USAGE),
    ("PUT", "/usages/{usage}", USAGE),
    ("PATCH", "/usages/{usage}", USAGE),
    ("DELETE", "/usages/{usage}", {"reason": "Counted twice"}),
    ("POST", "/usages/{usage}/restore", {"reason": "Counted once"}),
    ("POST", "/usage-types", TYPE),
    ("PATCH", "/usage-types/100", FACTOR),
    ("POST", "/usage-types/100/factors", FACTOR | {"valid_from": "2024-03-01T12:00:00Z"}),
    ("PATCH", "/me", {"name": "Olga"}),
    ("DELETE", "/me", {"password": "no"}),
    ("POST", "/me/password", {"current_password": "no", "new_password": PASSWORD}),
    ("POST", "/auth/sign-up", PERSON),
    ("POST", "/auth/log-in", {"email": "eve@example.org", "password": "no"}),
    ("POST", "/auth/refresh", {"refresh_token": "no"}),
    ("POST", "/auth/log-out", {"refresh_token": "no"}),
]

HUGE = ("1e400", "1e999999", "-1e999999", "1e99999999999999999999", "9" * 5000, "1" + "0" * 30)
TEXTS = ('"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', "1", "true", "[]", "{}", "null")
TIMES = (
    *("2024-03-01T12:00:00.1234567Z", "2016-12-31T23:59:60Z", "2024-03-01T24:00:00Z", "0000-01-01T00:00:00Z"),
    *("10000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1899-12-31T23:59:59Z"),
    *("2200-01-01T00:00:00Z", "1900-01-01T00:00:00+00:01", "2024-03-01T12:00:00", "2024-03-01T12:00:00+24:00"),
    *("2024-03-31T02:30:00 Europe/Zurich", "2024-03-31T02:30:00[Europe/Zurich]", "2024-03-01T12:00:00 CET"),
    *("\u0662\u0660\u0662\u0664-03-01T12:00:00Z", "2024-02-30T00:00:00Z", "2024-03-01", "1709294400", "", "now"),
)
ARABIC_ONE = '"\u0661"'
NUMBERS = (*HUGE, '"1"', ARABIC_ONE, "true", "[]", "{}", "-1", "1e-25")
IDS = (*HUGE, '"100"', '"\u0661\u0660\u0660"', "true", "null", "[]", "{}", "100.5", "0", "-100", str(2**53))
WRONG: dict[str, tuple[str, ...]] = {
    "usage_type_id": IDS,
    "amount": (*NUMBERS, "null", "0.0000001"),
    "factor": (*NUMBERS, "null", "1.00000000000000001"),
    "density_kg_per_l": (*NUMBERS, "0"),
    "usage_at": (*(json.dumps(at) for at in TIMES), "1709294400", "null", "[]"),
    "valid_from": (*(json.dumps(at) for at in TIMES), "1709294400", "[]"),
    "valid_to": (*(json.dumps(at) for at in TIMES), "1709294400", "[]"),
    "name": (*TEXTS, '""', json.dumps("x" * 101)),
    "source": (*TEXTS, '""', json.dumps("x" * 101)),
    "note": (*TEXTS[:-1], json.dumps("x" * 501)),
    "reason": (*TEXTS[:-1], json.dumps("x" * 501)),
    "unit": (*TEXTS, '"KWH"', ARABIC_ONE),
    "accepted_units": ('"kwh"', "[1]", '["\\ud800"]', "[[]]", "{}", json.dumps(["kwh"] * 1000)),
    "retired": ('"true"', "1", "0", "null", "[]"),
    "email": (*TEXTS, '"a b@example.org"', '"@"', json.dumps("x" * 250 + "@example.org")),
    "password": (*TEXTS, json.dumps("x" * 129)),
    "new_password": (*TEXTS, json.dumps("x" * 129)),
    "current_password": (*TEXTS, json.dumps("x" * 129)),
    "refresh_token": (*TEXTS, json.dumps("x" * 1001)),
    "refresh_in": (*TEXTS, '"header"'),
}
_USAGE = ("usage_type_id", "amount", "usage_at", "note", "unit")
FIELDS = {
    "POST /usages": _USAGE,
    "PUT /usages/{usage}": (*_USAGE, "reason"),
    "PATCH /usages/{usage}": (*_USAGE, "reason"),
    "DELETE /usages/{usage}": ("reason",),
    "POST /usages/{usage}/restore": ("reason",),
    "POST /usage-types": (
        *("name", "unit", "factor", "source", "valid_from", "valid_to"),
        *("accepted_units", "density_kg_per_l"),
    ),
    "PATCH /usage-types/100": ("name", "factor", "source", "retired"),
    "POST /usage-types/100/factors": ("factor", "source", "valid_from", "valid_to"),
    "PATCH /me": ("name",),
    "DELETE /me": ("password",),
    "POST /me/password": ("current_password", "new_password"),
    "POST /auth/sign-up": ("name", "email", "password", "refresh_in"),
    "POST /auth/log-in": ("password", "refresh_in"),
    "POST /auth/refresh": ("refresh_token",),
    "POST /auth/log-out": ("refresh_token",),
}
