"""The storage as a whole."""

from abc import ABC, abstractmethod


class StorageUnavailable(Exception):
    """The storage cannot be reached, or cannot write now; a retry may succeed.

    Nothing was changed, unless it was the answer to a commit that got lost: then nobody here can tell.
    """


class StorageInterrupted(StorageUnavailable):
    """A unit of work was undone, whole, and the same again may succeed at once: it clashed with another one, or the
    connection dropped before the commit was sent."""


class Storage(ABC):
    """What the process opens once before it serves, and closes after."""

    @abstractmethod
    async def migrate(self) -> None:
        """Creates the schema or brings it up to date, once, however many processes ask at the same time; the usage
        types of application.usage_types.preloaded are there afterwards."""

    @abstractmethod
    async def ping(self) -> None:
        """Returns when the storage answers and its schema is the one this program knows; else StorageUnavailable."""

    @abstractmethod
    async def close(self) -> None:
        """Lets go of every connection and file. Closing twice is no error."""
