"""What a handler declares for its description besides its signature."""

from typing import Any

from litestar.datastructures import ResponseHeader

LOCATION = (ResponseHeader(name="Location", documentation_only=True, description="Where the new one is."),)
ETAG = (
    ResponseHeader(name="ETag", documentation_only=True, description="Changes with whatever is shown; for conditions."),
)
SET_COOKIE = (
    ResponseHeader(
        name="Set-Cookie", documentation_only=True, description="The refresh token, where a cookie keeps it."
    ),
)


def may_raise(*errors: type[Exception]) -> dict[str, Any]:
    """What it refuses with, besides what every handler of its form may."""
    return {"may_raise": errors}
