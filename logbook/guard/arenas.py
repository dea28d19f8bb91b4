"""Keeps the C library from hoarding: all threads share one store of memory, and not sixteen.

glibc gives threads stores (arenas) of their own, up to eight for each core. What is let go in one
is used again by that one alone, and each of our many threads, those that mind the deadline of a
call among them, leaves something behind in another: ten days of ship's time left 11 MB so.
"""

import contextlib
import ctypes
from typing import Final

_M_ARENA_MAX: Final = -8
"""glibc's malloc.h."""


def one() -> bool:
    """Let all threads begun from now on share one arena; tell whether the C library does so.

    Python's threads allocate in turns anyway. What is not glibc knows no arenas, and stays as it
    is.
    """
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1))
    return False
