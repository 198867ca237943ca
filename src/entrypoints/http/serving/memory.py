"""What becomes of memory that is given back."""

import ctypes
import platform

_M_MMAP_THRESHOLD = -3
"""Of glibc's malloc.h; mallopt(3) tells what it does."""
_LARGE = 4 * 1024 * 1024
"""Bytes; a password hash takes 19 MiB."""


def give_large_blocks_back() -> None:
    """Has the system get large blocks back as soon as they are freed.

    glibc does so at first, then keeps them, to be faster with the next: small things that live long settle in the room
    of a password hash, the next hash needs another, and the process grows. Other C libraries are left as they are.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
