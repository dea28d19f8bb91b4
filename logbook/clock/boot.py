"""The machine's own clocks: the only file that reads them."""

import time
import uuid
from pathlib import Path

_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot_now() -> float:
    """Return seconds since the machine started, asleep or awake; it never steps."""
    return time.clock_gettime(_STEADY)


def host_now() -> float:
    """Return the host's idea of UTC, seconds since 1970; it may step either way."""
    return time.time()


def boot_id() -> str:
    """Return what names this boot of the machine.

    Where the kernel gives no name, one is made for this process: then only lines of the same
    process are ever mended, never those of another boot by mistake.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return str(uuid.uuid4())
