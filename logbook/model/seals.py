"""The day's root: which lines a seal is due for, when a ship's day has ended."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from logbook.model.due import DAY_S
from logbook.model.entries import EntryKind, LogEntry

_NO_NEWS: Final = frozenset({EntryKind.SEAL})
"""A day in which nothing but the seal of the day before was written needs none of its own."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says: the lines `first` to `last`, and `root`, the hash of the last one.

    `since_day` and `day` are the first and last ship's days (days since 1970-01-01, ship's time)
    on which the lines were written. With that root the chain up to `last` is proven, whatever
    becomes of the book.
    """

    since_day: int
    day: int
    first: int
    last: int
    root: str

    @property
    def entries(self) -> int:
        """How many lines it covers: all of them, the seal before included."""
        return self.last - self.first + 1


def ship_day(at: float, ship_offset_s: int) -> int:
    """Return the ship's day of an instant (UTC seconds): days since 1970-01-01, ship's time."""
    return math.floor((at + ship_offset_s) / DAY_S)


def starts(day: int, ship_offset_s: int) -> float:
    """Return the instant (UTC seconds) at which a ship's day begins."""
    return float(day * DAY_S - ship_offset_s)


def due(lines: Iterable[LogEntry], now: float, ship_offset_s: int) -> Seal | None:
    """Return the seal that is due at `now` (UTC seconds) for `lines`, or None.

    `lines` come by number, from the one after what the last seal covered. They are counted by when
    they were written, mended where the clock was: what is backdated today is of today. All that was
    not covered yet goes into one seal, however many days that is, up to the last line of a day
    that has ended. A clock that was ahead and came back leaves lines of days to come: they are
    covered together with what follows them.
    """
    today = ship_day(now, ship_offset_s)
    first, found = 0, None
    # Of a log that never was sealed these may be years: none is kept.
    for line in lines:
        first = first or line.number
        day = ship_day(written_at(line), ship_offset_s)
        if line.draft.kind in _NO_NEWS or day >= today:
            continue
        since, until = (day, day) if found is None else (found.since_day, found.day)
        found = Seal(min(since, day), max(until, day), first, line.number, line.hash)
    return found


def written_at(line: LogEntry) -> float:
    """Return when a line was written (UTC seconds), mended by what mended its own instant."""
    return line.draft.written_at + line.at - line.draft.at
