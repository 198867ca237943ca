"""Whether the process runs, and whether it can serve."""

from typing import Literal

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from application.ports import Storage
from entrypoints.http.authentication import PUBLIC

_OPT = PUBLIC
_TAGS = ["Health"]


class Health(Struct, frozen=True):
    """All is well."""

    status: Literal["ok"] = "ok"


@get(
    ["/health/live", "/api/v1/health/live"], operation_id="checkLiveness", summary="Does it run?", opt=_OPT, tags=_TAGS
)
async def live() -> Health:
    """The process answers."""
    return Health()


@get(
    ["/health/ready", "/api/v1/health/ready"],
    operation_id="checkReadiness",
    summary="Can it serve?",
    opt=_OPT,
    tags=_TAGS,
)
async def ready(storage: NamedDependency[Storage]) -> Health:
    """The storage answers, and has the schema that this version knows."""
    await storage.ping()
    return Health()
