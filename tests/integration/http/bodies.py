"""A good body, and good ones but for one member."""

import json

GOOD = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}


def with_raw(name: str, raw: str) -> bytes:
    """A good body, but for one member in raw JSON."""
    members = {key: json.dumps(value) for key, value in GOOD.items()} | {name: raw}
    return ("{" + ",".join(f'"{key}":{value}' for key, value in members.items()) + "}").encode()
