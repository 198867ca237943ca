"""What went wrong, as problem details (RFC 9457); the only place that knows which error has which status."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from application.accounts.throttle import TooManyAttempts
from application.ports import StorageUnavailable
from domain.errors import Conflict, DomainError, NotAllowed, NotAuthenticated, NotFound, UserNotFound

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 100
"""Faults told in one answer, so that a body of a million wrong fields is not answered by a larger one."""


class Kind(Enum):
    """The problems there are; a value is the status, the title, and when it occurs."""

    MALFORMED = (
        400,
        "Malformed request",
        "The request cannot be read: not HTTP (no host, or two), not JSON, or an unknown or repeated parameter.",
    )
    UNAUTHENTICATED = (401, "Not authenticated", "Access token, refresh token or password is missing or not accepted.")
    FORBIDDEN = (403, "Not allowed", "The caller is known, but this is not theirs to do.")
    NOT_FOUND = (404, "Not found", "There is no such thing, or it belongs to somebody else.")
    METHOD_NOT_ALLOWED = (405, "Method not allowed", "The path exists; the header Allow names its methods.")
    CONFLICT = (409, "Conflict", "The request does not fit the present state.")
    PRECONDITION_FAILED = (
        412,
        "Precondition failed",
        "The thing is not what If-Match or If-None-Match makes a condition; the header ETag says what it is now.",
    )
    BODY_TOO_LARGE = (413, "Body too large", "A body has at most 1 000 000 bytes.")
    URL_TOO_LONG = (414, "URL too long", "Path and query have at most 8 192 bytes.")
    UNSUPPORTED_BODY = (415, "Unsupported body", "A body is application/json in UTF-8, not compressed.")
    INVALID = (422, "Invalid values", "The request can be read, but values in it are wrong; errors names each.")
    TOO_MANY_ATTEMPTS = (429, "Too many attempts", "It was tried too often; retry after Retry-After seconds.")
    HEADERS_TOO_LARGE = (431, "Headers too large", "All headers together have at most 32 768 bytes.")
    INTERNAL = (500, "Internal error", "A defect of the service; it is logged there.")
    UNAVAILABLE = (503, "Unavailable", "The storage cannot be reached now; retry after Retry-After seconds.")

    @property
    def status(self) -> int:
        """The HTTP status code."""
        return self.value[0]

    @property
    def title(self) -> str:
        """What it is called; the same whenever it occurs."""
        return self.value[1]

    @property
    def meaning(self) -> str:
        """When it occurs."""
        return self.value[2]

    @property
    def uri(self) -> str:
        """What identifies it for ever, and needs no fetching."""
        return f"urn:carbon-ledger:problem:{self.name.lower().replace('_', '-')}"


class Fault(Struct, frozen=True):
    """One thing that is wrong, and where: a JSON pointer (RFC 6901) into the body, or the name of a parameter."""

    detail: str
    pointer: str | UnsetType = UNSET
    parameter: str | UnsetType = UNSET


class ProblemDetails(Struct, frozen=True):
    """Problem details by RFC 9457; `type` identifies the kind of problem, `errors` names every fault."""

    type: str
    title: str
    status: int
    detail: str
    errors: Annotated[Sequence[Fault], Meta(max_length=MOST_FAULTS)] | UnsetType = UNSET
    instance: str | UnsetType = UNSET


@dataclass(eq=False)
class Problem(Exception):
    """A request that is answered with problem details."""

    kind: Kind
    detail: str
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] | None = None

    def details(self, request_id: str = "") -> ProblemDetails:
        """The body of the answer. Where the fault is ours, it names the request, by which the log has more to tell; all
        else is told alike however often it is asked: who is refused learns nothing by comparing."""
        faults = self.faults[:MOST_FAULTS] or UNSET
        is_ours = request_id and self.kind.status >= 500
        instance = f"urn:carbon-ledger:request:{request_id}" if is_ours else UNSET
        return ProblemDetails(self.kind.uri, self.kind.title, self.kind.status, self.detail, faults, instance)


def problem_of_faults(kind: Kind, faults: Iterable[Fault]) -> Problem:
    """All faults of one input in one problem."""
    listed = list(faults)
    count = "One thing is" if len(listed) == 1 else f"{len(listed)} things are"
    more = f" The first {MOST_FAULTS} are listed." if len(listed) > MOST_FAULTS else ""
    return Problem(kind, f"{count} wrong with the request; see errors.{more}", listed)


RETRY_AFTER_SECONDS = 1
CHALLENGE = 'Bearer realm="carbon-ledger"'
"""Every 401 says how to authenticate (RFC 9110, 15.5.2)."""

_KINDS: dict[type[Exception], Kind] = {
    NotAuthenticated: Kind.UNAUTHENTICATED,
    UserNotFound: Kind.UNAUTHENTICATED,  # it is the caller, whose account was deleted in between
    NotAllowed: Kind.FORBIDDEN,
    TooManyAttempts: Kind.TOO_MANY_ATTEMPTS,
    NotFound: Kind.NOT_FOUND,
    Conflict: Kind.CONFLICT,
    DomainError: Kind.INVALID,
    StorageUnavailable: Kind.UNAVAILABLE,
}
HEADERS: dict[Kind, Mapping[str, str]] = {
    Kind.UNAUTHENTICATED: {"WWW-Authenticate": CHALLENGE},
    Kind.TOO_MANY_ATTEMPTS: {"Retry-After": "900"},
    Kind.UNAVAILABLE: {"Retry-After": str(RETRY_AFTER_SECONDS)},
}


def kind_of(error: type[Exception]) -> Kind:
    """The kind of problem that an error is to the outside."""
    return next((_KINDS[known] for known in error.__mro__ if known in _KINDS), Kind.INTERNAL)


def problem_of(error: Exception, *, in_query: bool) -> Problem:
    """The problem that an error is; a field at fault lies in the query or else in the body."""
    kind = kind_of(type(error))
    faults: list[Fault] = []
    if isinstance(error, DomainError):
        detail = error.message
        if error.field:
            faults = [fault_at(error.field, detail, in_query=in_query)]
    else:
        detail = kind.meaning
    headers = HEADERS.get(kind)
    if isinstance(error, TooManyAttempts):
        headers = {"Retry-After": str(error.retry_after)}
    return Problem(kind, detail, faults, headers)


def fault_at(name: str, detail: str, *, in_query: bool) -> Fault:
    """A fault of a parameter, or of a member of the body."""
    return Fault(detail, parameter=printable(name)) if in_query else Fault(detail, pointer=pointer_to(name))


def pointer_to(*members: Any) -> str:
    """A JSON pointer to a member of the body."""
    return "".join("/" + printable(str(member)).replace("~", "~0").replace("/", "~1") for member in members)


def printable(name: str) -> str:
    """A sender's word, fit to be shown: bounded, and without what is no character."""
    return name[:100].encode(errors="backslashreplace").decode()
