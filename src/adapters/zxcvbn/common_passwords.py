"""Telling common passwords by lists of leaked ones, and by how such ones are varied."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from zxcvbn import zxcvbn

from application.ports import CommonPasswords

# As many as its list of leaked passwords holds; what takes no more guesses than those is no better than they are.
_GUESSES = 30_000
# What is in the lists is shorter, and the cost of looking grows steeply: half a second for 20 hostile characters.
_LONGEST = 20


class ZxcvbnCommonPasswords(CommonPasswords):
    """Also repetitions, rows of keys and such variations as a zero for an o (Wheeler, USENIX Security 2016).

    One at a time: it is Python, which threads slow down rather than speed up.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="zxcvbn")

    def close(self) -> None:
        """Returns once its thread has ended; what was not begun is not done."""
        self._thread.shutdown(cancel_futures=True)

    async def includes(self, password: str) -> bool:
        if not 1 <= len(password) <= _LONGEST:  # zxcvbn fails on none
            return False
        estimate = await asyncio.get_running_loop().run_in_executor(self._thread, zxcvbn, password)
        return bool(estimate["guesses"] <= _GUESSES)
