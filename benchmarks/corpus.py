"""The recording that the benchmarks read: a real passage where at hand, else a simulated one."""

import gzip
import os
from pathlib import Path

REAL = "nmea0183/rob-groix-2023-06-23.nmea.gz"
ABOUT = 250_000
ROOT = Path(__file__).parents[1]


def recording(folder: Path) -> tuple[Path, int, str]:
    """Write the recording into `folder`; return its path, its sentences, and what it is."""
    recordings = Path(os.environ.get("LOGBOOK_RECORDINGS", ROOT.parent / "shared" / "recordings"))
    path = folder / "passage.nmea"
    if (recordings / REAL).exists():
        data = gzip.decompress((recordings / REAL).read_bytes())
        path.write_bytes(data)
        return path, data.count(b"\n"), f"a real passage, {REAL}"
    return _simulated(path), ABOUT, "a simulated passage"


def _simulated(path: Path) -> Path:
    from logbook.feeds.simulated import sentences

    with path.open("wb") as file:
        for number, (_, sentence) in enumerate(sentences(1_780_000_000.0, seed=1)):
            if number == ABOUT:
                break
            file.write(sentence)
    return path
