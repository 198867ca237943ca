"""Hashing and checking passwords."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError

from application.ports import PasswordHasher

# The least that OWASP's password storage cheat sheet recommends for Argon2id: 19 MiB, 2 passes, 1 lane.
_MEMORY_KIB = 19 * 1024
_PASSES = 2
_LANES = 1

T = TypeVar("T")


class Argon2PasswordHasher(PasswordHasher):
    """Argon2id in threads of its own: ``parallel`` hashes at a time at most, 19 MiB each; the others wait."""

    def __init__(self, parallel: int) -> None:
        self._argon2 = Argon2(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
        self._threads = ThreadPoolExecutor(parallel, thread_name_prefix="argon2")
        # The first in the queue, so whoever waits for it in one of the threads never waits for ever.
        self._hash_of_nobody = self._threads.submit(self._argon2.hash, b"")

    def close(self) -> None:
        """Returns once its threads have ended; what was not begun is not done."""
        self._threads.shutdown(cancel_futures=True)

    async def hash(self, password: str) -> str:
        return await self._in_thread(lambda: self._argon2.hash(_exact(password)))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        return await self._in_thread(lambda: self._matches(password_hash, password))

    def _matches(self, password_hash: str | None, password: str) -> bool:
        try:
            self._argon2.verify(password_hash or self._hash_of_nobody.result(), _exact(password))
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _exact(password: str) -> bytes:
    # Surrogates pass, so that no text fails and no two passwords share their bytes.
    return password.encode("utf-8", "surrogatepass")
