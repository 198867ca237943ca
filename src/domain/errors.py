"""What the domain refuses, by name.

An error says what is wrong and how to mend it, in words for the person who sent the input. ``field`` names the
attribute at fault, so that an entrypoint can point at it. Statuses and exit codes are the entrypoints' affair.
"""


class DomainError(Exception):
    """The root of every refusal."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidValue(DomainError):
    """A value breaks a rule of its own: out of bounds, too fine, badly formed."""


class UnknownUnit(InvalidValue):
    """No unit of the table bears this code or alias."""


class AmbiguousUnit(InvalidValue):
    """The word names several units (a ton, a gallon): the sender must say which."""


class UnitNotAccepted(InvalidValue):
    """The unit exists, but the usage type does not convert from it."""


class FigureTooLarge(InvalidValue):
    """The amount in the type's unit, or the emissions, of one usage exceed what the ledger can hold."""


class NoFactorInForce(InvalidValue):
    """No emission factor of the usage type covers the instant: there is no figure, and none is made up."""


class UsageTypeRetired(InvalidValue):
    """A retired usage type takes no new usages."""


class NotFound(DomainError):
    """The thing does not exist, or belongs to somebody else: the two are told apart by nobody."""


class UsageNotFound(NotFound):
    """No such usage in the organisation, or it is deleted."""


class UsageTypeNotFound(NotFound):
    """No usage type bears this id."""


class UserNotFound(NotFound):
    """No user bears this id or e-mail address."""


class Conflict(DomainError):
    """The request is right in itself but does not fit the present state."""


class UsageNotDeleted(Conflict):
    """Only a deleted usage can be restored."""


class UsageTypeInUse(Conflict):
    """A usage type that usages refer to cannot be deleted, only retired."""


class UsageTypeExists(Conflict):
    """Another usage type has this name and unit."""


class EmailTaken(Conflict):
    """Another user has this e-mail address."""


class ConcurrentChange(Conflict):
    """Somebody else changed the same thing in between; read it again and retry."""


class NotSettled(Conflict):
    """What holds as of an instant is not fixed yet; ask again in some seconds."""


class NotAuthenticated(DomainError):
    """Who is calling is not proven: wrong password, or an invalid, expired or ended token."""


class NotAllowed(DomainError):
    """The caller is known, but this is not theirs to do."""
