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
        count = 0
        # Line by line: what this process holds at once is counted in the memory of its children.
        with gzip.open(recordings / REAL) as packed, path.open("wb") as file:
            for line in packed:
                file.write(line)
                count += 1
        return path, count, f"a real passage, {REAL}"
    return _simulated(path), ABOUT, "a simulated passage"


def _simulated(path: Path) -> Path:
    from logbook.feeds.simulated.sentences import sentences

    with path.open("wb") as file:
        for number, (_, sentence) in enumerate(sentences(1_780_000_000.0, seed=1)):
            if number == ABOUT:
                break
            file.write(sentence)
    return path
