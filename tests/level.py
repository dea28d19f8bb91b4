"""How much a process holds, counted in blocks of Python's own: no noise of the machine in it."""

import gc
import sys


def blocks() -> int:
    """Return how many blocks are allocated, what only waits to be collected left out."""
    gc.collect()
    return sys.getallocatedblocks()
