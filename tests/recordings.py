"""Real recordings, where the machine has them: LOGBOOK_RECORDINGS, or beside the repository."""

import gzip
import os
from pathlib import Path

import pytest

FOLDER = Path(
    os.environ.get("LOGBOOK_RECORDINGS", Path(__file__).parents[2] / "shared" / "recordings")
)


def recording(name: str) -> bytes:
    """Return the bytes of `nmea0183/rob-groix-2023-06-23.nmea.gz`, say, un-gzipped.

    Skips the test where the recordings are not at hand.
    """
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"no recording {name} on this machine")
    data = path.read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data
