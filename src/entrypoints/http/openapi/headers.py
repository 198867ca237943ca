"""The headers by which requests are conditional, or may be sent again."""

from typing import Any

from entrypoints.http.idempotency import HEADER, KEY_PATTERN, REPLAYED
from entrypoints.http.request_log import HEADER as REQUEST_ID_NAME
from entrypoints.http.request_log import PATTERN as REQUEST_ID_PATTERN

EXAMPLE_TAG = '"yoH5OWBc5uIWYYmC2CPcUQ"'
_TAG: dict[str, Any] = {"type": "string", "examples": [EXAMPLE_TAG]}


def _parameter(name: str, description: str, example: str, **bounds: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", **bounds},
        "example": example,
    }


# Every program knows the form of these from RFC 9110. To one that tests by the document a pattern is worse than none:
# it makes up a text by it, where it would have taken a tag.
CONDITIONS = (
    _parameter("If-Match", "* or entity tags: only if the ETag is one of these; a weak one never is.", "*"),
    _parameter("If-None-Match", "* or entity tags: only if the ETag is none; on GET, if it is one: 304.", EXAMPLE_TAG),
)
IDEMPOTENCY_KEY = _parameter(
    HEADER,
    "A key of the client's own, new for each request, such as a UUID; bare or in double quotes. Sent again within 24 "
    "hours by the same user, to the same path, with the same body, the request is answered as it was the first time, "
    "and nothing is done again. With another body: 422. Refusals are not kept.",
    "8e03978e-40d5-43dd-bc93-6894a57f9324",
    pattern=f"^(?:{KEY_PATTERN})$",
    maxLength=512,
)
EXAMPLE_REQUEST_ID = "4f1c2e9a7b3d4c5e8f60718293a4b5c6"
REQUEST_ID_HEADER: dict[str, Any] = {
    REQUEST_ID_NAME: {
        "description": "What the request is called in the log: the sender's word for it, or else one of ours.",
        "schema": {"type": "string", "pattern": f"^{REQUEST_ID_PATTERN}$"},
        "example": EXAMPLE_REQUEST_ID,
    }
}
REPLAYED_HEADER: dict[str, Any] = {
    REPLAYED: {
        "description": "There if the request was carried out before, and this is its first answer.",
        "schema": {"type": "string", "enum": ["true"]},
    }
}
NOT_MODIFIED: dict[str, Any] = {
    "description": "It is what If-None-Match names.",
    "headers": {"ETag": {"description": "What it is.", "schema": _TAG}} | REQUEST_ID_HEADER,
}
