"""What becomes of memory that is given back."""

import platform
import subprocess
import sys

import pytest

KEPT = """
import ctypes
import resource
from pathlib import Path

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]

def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

def large_block_comes_and_goes() -> None:
    block = libc.malloc(19 << 20)
    libc.memset(block, 1, 19 << 20)
    libc.free(block)

before = resident()
for _ in range(3):
    large_block_comes_and_goes()
print((resident() - before) >> 20)
"""
GIVES_BACK = "from entrypoints.http.serving.memory import give_large_blocks_back\ngive_large_blocks_back()\n"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps them")
@pytest.mark.parametrize(("first", "most", "least"), [(GIVES_BACK, 3, 0), ("", 99, 15)])
def test_the_room_of_a_password_hash_is_given_back(first: str, most: int, least: int) -> None:
    """In MiB; untold, glibc keeps it."""
    told = subprocess.run([sys.executable, "-c", first + KEPT], capture_output=True, text=True, check=True)
    assert least <= int(told.stdout) <= most
