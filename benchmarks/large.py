"""A log of years at sea, made fast through the real books: so many days of lines and of track."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.store import DAY, line, samples
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.observations import TrackPoint
from logbook.store.book import Book
from logbook.store.book_schema import NAME as BOOK
from logbook.store.track import Track
from logbook.store.track_schema import NAME

DAYS = 2000
LINES_A_DAY = 50
POINTS_A_DAY = 2500
LINES, POINTS = DAYS * LINES_A_DAY, DAYS * POINTS_A_DAY
_AT_ONCE = 20
_SAMPLED = 2
_BEHIND_S = 7200.0
"""What the host's clock is wrong by when a day begins."""
_EVERY_S = DAY / POINTS_A_DAY


def fill(folder: Path, until: float, days: int = DAYS) -> None:
    """Write so many days that end at `until` (UTC seconds); 2,000 have 100,000 lines.

    And 5,000,000 points. Each day is a leg with a departure that the host timed and the GPS
    mended, an arrival and a line that was corrected; each line has its card in the channel. The
    last two days have samples of twelve quantities a minute.
    """
    folder.mkdir(parents=True, exist_ok=True)
    begin = until - days * DAY
    written: list[LogEntry] = []
    with Book(folder) as book, Track(folder, book.vessel) as track:
        for first in range(0, days, _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, days))
            written = book.append([one for day in some for one in _lines(day, begin + day * DAY)])
        book.append([_seal(until, written[-1])])
        track.write(list(_points(begin)), None, (), Origin.AUTO)
        minutes = range(int(until) - _SAMPLED * DAY, int(until), 60)
        track.write((), None, [one for at in minutes for one in samples(at)], Origin.AUTO)
    _post(folder / BOOK)
    _repeat(folder / NAME, round((begin + DAY) * 1000), days)


def _post(path: Path) -> None:
    """Let every line have been posted."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "INSERT INTO outbox (uid, created, kind, entry, body, state, post_id)"
            " SELECT hex(randomblob(16)), written_at, 'card', number, '{}', 'sent',"
            " hex(randomblob(13)) FROM entries"
        )


def _repeat(path: Path, second_ms: int, days: int) -> None:
    """Sail the first day again on each that follows, from `second_ms`: SQLite does it fast."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "WITH RECURSIVE day(number) AS"
            " (SELECT 1 UNION ALL SELECT number + 1 FROM day WHERE number < ?)"
            " INSERT INTO points SELECT at_ms + number * ?, lat_e7, lon_e7, sog_mm_s, cog_cdeg,"
            " run_mm, gap, imported FROM day, points WHERE at_ms < ?",
            (days - 1, DAY * 1000, second_ms),
        )


def _lines(day: int, begin: float) -> Iterator[Draft]:
    """Yield a day's lines in the order in which they are numbered."""
    first = day * LINES_A_DAY + 1
    step = DAY / LINES_A_DAY
    boot = f"boot {day}"
    yield replace(
        line(first, begin - _BEHIND_S),
        kind=EntryKind.DEPARTURE,
        key=f"departure:{day}",
        timing=Timing(ClockSource.HOST, 0.0, boot, 30.0),
    )
    yield replace(
        line(first + 1, begin + 60),
        kind=EntryKind.CLOCK,
        key=None,
        facts={
            "boot_id": boot,
            "covers": [first, first],
            "offset_s": _BEHIND_S,
            "utc_minus_boot_s": begin - 30.0,
        },
    )
    for number in range(first + 2, first + LINES_A_DAY - 2):
        yield line(number, begin + (number - first) * step)
    last = first + LINES_A_DAY - 1
    yield replace(
        line(last - 1, begin + (LINES_A_DAY - 2) * step),
        kind=EntryKind.CORRECTION,
        refers_to=first + 3,
        key=None,
    )
    yield replace(line(last, begin + DAY - 60), kind=EntryKind.ARRIVAL, key=f"arrival:{day}")


def _seal(until: float, last: LogEntry) -> Draft:
    """Return a seal of all of it: a log without any is read whole at the first start."""
    facts = {"day": "2026-06-01", "first": 1, "last": last.number, "entries": last.number}
    facts["root"] = last.hash
    return replace(line(0, until - 1), kind=EntryKind.SEAL, key="seal", facts=facts)


def _points(begin: float) -> Iterator[TrackPoint]:
    for place in range(POINTS_A_DAY):
        at = begin + place * _EVERY_S
        yield TrackPoint(
            at, 48.0 + place / 1e4, -5.0 - place / 2e4, 3.1, place % 360.0, 107.0, gap=not place
        )
