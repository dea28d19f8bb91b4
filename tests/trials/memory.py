"""How much memory a process holds, as Linux tells it."""

from pathlib import Path


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, MB of 2^20 bytes."""
    rows = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS")) / 1024
