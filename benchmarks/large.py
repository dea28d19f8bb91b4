"""A log of years at sea, made fast through the real books: so many days of lines and of track."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.store import DAY, line, samples
from logbook.model.entries import Draft, EntryKind, Origin
from logbook.model.observations import TrackPoint
from logbook.store.book import Book
from logbook.store.track import Track
from logbook.store.track_schema import NAME

DAYS = 2000
LINES_A_DAY = 50
POINTS_A_DAY = 2500
LINES, POINTS = DAYS * LINES_A_DAY, DAYS * POINTS_A_DAY
_AT_ONCE = 20
_SAMPLED = 2
_EVERY_S = DAY / POINTS_A_DAY


def fill(folder: Path, until: float) -> None:
    """Write 100,000 lines and 5,000,000 points of DAYS days that end at `until` (UTC seconds).

    Each day is a leg with a departure, an arrival and a line that was corrected. The last two
    days have samples of twelve quantities a minute.
    """
    folder.mkdir(parents=True, exist_ok=True)
    begin = until - DAYS * DAY
    with Book(folder) as book, Track(folder, book.vessel) as track:
        for first in range(0, DAYS, _AT_ONCE):
            days = range(first, first + _AT_ONCE)
            book.append([one for day in days for one in _lines(day, begin + day * DAY)])
        book.append([_seal(until)])
        track.write(list(_points(begin)), None, (), Origin.AUTO)
        minutes = range(int(until) - _SAMPLED * DAY, int(until), 60)
        track.write((), None, [one for at in minutes for one in samples(at)], Origin.AUTO)
    _repeat(folder / NAME, round((begin + DAY) * 1000))


def _repeat(path: Path, second_ms: int) -> None:
    """Sail the first day again on each that follows, from `second_ms`: SQLite does it fast."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "WITH RECURSIVE day(number) AS"
            " (SELECT 1 UNION ALL SELECT number + 1 FROM day WHERE number < ?)"
            " INSERT INTO points SELECT at_ms + number * ?, lat_e7, lon_e7, sog_mm_s, cog_cdeg,"
            " run_mm, gap, imported FROM day, points WHERE at_ms < ?",
            (DAYS - 1, DAY * 1000, second_ms),
        )


def _lines(day: int, begin: float) -> Iterator[Draft]:
    """Yield a day's lines in the order in which they are numbered."""
    first = day * LINES_A_DAY + 1
    step = DAY / LINES_A_DAY
    yield replace(line(first, begin), kind=EntryKind.DEPARTURE, key=f"departure:{day}")
    for number in range(first + 1, first + LINES_A_DAY - 2):
        yield line(number, begin + (number - first) * step)
    last = first + LINES_A_DAY - 1
    yield replace(
        line(last - 1, begin + (LINES_A_DAY - 2) * step),
        kind=EntryKind.CORRECTION,
        refers_to=first + 3,
        key=None,
    )
    yield replace(line(last, begin + DAY - 60), kind=EntryKind.ARRIVAL, key=f"arrival:{day}")


def _seal(until: float) -> Draft:
    """Return a seal of all of it: a log without any is read whole at the first start."""
    facts = {"day": "2026-06-01", "first": 1, "last": LINES, "entries": LINES, "root": "0" * 64}
    return replace(line(0, until - 1), kind=EntryKind.SEAL, key="seal", facts=facts)


def _points(begin: float) -> Iterator[TrackPoint]:
    for place in range(POINTS_A_DAY):
        at = begin + place * _EVERY_S
        yield TrackPoint(
            at, 48.0 + place / 1e4, -5.0 - place / 2e4, 3.1, place % 360.0, 107.0, gap=not place
        )
