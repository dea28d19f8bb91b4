"""Which recordings are summarised, and where each summary stands."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.recorded import odd
from tests.recorded.outcome import imported
from tests.recorded.summary import page
from tests.recorded.table import row
from tests.recordings import FOLDER

EXPECTED: Final = Path(__file__).parent / "expected"
PAGES: Final = ("nmea0183", "long")
"""Folders of recordings that have a page each."""
TABLES: Final = ("gpsd", "ais")
"""Folders of recordings that have a row each in one table."""
DAYS: Final[Mapping[str, dt.date]] = {
    "signalk-plaka.nmea.gz": dt.date(2014, 8, 15),
    "no-date.nmea": dt.date(2026, 6, 1),
}
"""Recordings without any date, imported a second time as of this day."""
LONG: Final = "long/longtrack-irene-2007-2014.nmea.gz"
"""1.66 million sentences: half a minute, and so a trial."""


def pages() -> Iterator[tuple[str, dt.date | None]]:
    """Yield each recording that has a page, as folder and name, with the day that is given."""
    for folder in PAGES:
        for name in recorded(folder):
            yield f"{folder}/{name}", None
            if name in DAYS:
                yield f"{folder}/{name}", DAYS[name]
    for name in odd.RECORDINGS:
        yield f"odd/{name}", None
        if name in DAYS:
            yield f"odd/{name}", DAYS[name]


def recorded(folder: str) -> list[str]:
    """Return the names of the recordings in a folder; none where they are not at hand."""
    found = FOLDER / folder
    names = [path.name for path in found.iterdir()] if found.exists() else []
    return sorted(name for name in names if not name.endswith(".tsv"))


def written(name: str, day: dt.date | None) -> Path:
    """Return where the page of a recording stands."""
    stem = name.removesuffix(".gz").removesuffix(".nmea")
    return EXPECTED / f"{stem}{'' if day is None else f'@{day}'}.txt"


def summarised(name: str, day: dt.date | None) -> str:
    """Import a recording; return its page."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file = FOLDER / name
        if name.startswith("odd/"):
            file = folder / "recording.nmea"
            file.write_bytes(odd.RECORDINGS[name.removeprefix("odd/")]())
        return page(imported(file, folder, day))


def tabled(folder: str) -> str:
    """Import every recording of a folder; return their table."""
    rows = []
    for name in recorded(folder):
        with TemporaryDirectory() as scratch:
            rows.append(row(name, imported(FOLDER / folder / name, Path(scratch))))
    return "\n".join(rows) + "\n"
