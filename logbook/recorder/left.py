"""Where the log was left: what a recorder goes on from after a stop, a crash or a power cut."""

import logging
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from logbook.model.due import DAY_S, next_slot
from logbook.model.entries import EntryKind, Origin
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.model.underway import Change, UnderWay
from logbook.recorder.odometer import Mark, Odometer
from logbook.store.book_reader import BookReader

_log = logging.getLogger(__name__)

Points = Callable[[float | None], Iterator[list[TrackPoint]]]
"""Gives the live points of the track from an instant on, in order, in batches."""

_NEAR_S: Final = 3600.0
_TURNS: Final = (EntryKind.DEPARTURE, EntryKind.ARRIVAL)


class Found(NamedTuple):
    """What the track tells that the book does not: she left or came, the odometer being there."""

    change: Change
    stood_m: float


class Left(NamedTuple):
    """The state in which the log was left; the odometer begins at 0 at the last fix.

    `last` is the last live point, `at` the last instant that is known, `placed_at` that of the
    last automatic line with a position. `found` comes after all the rest; `rested` and `moved` are
    as the odometer has them.
    """

    way: UnderWay
    at: float
    last: TrackPoint | None
    found: tuple[Found, ...]
    departure: Mark | None
    line: Mark | None
    noon: Mark | None
    rested: Mark | None
    moved: bool
    placed_at: float | None


def left(
    book: BookReader,
    points: Points,
    last: TrackPoint | None,
    *,
    interval_s: int,
    ship_offset_s: int,
) -> Left | None:
    """Return how the log was left, None for a new one.

    The book's state is as old as its last line; the track, of which every fix since is near, is
    followed from there. `points` and `last` are the live track's, none where it is lost.
    """
    kept = _state(book)
    if kept is None and last is None:
        return None
    way, changes = _followed(kept, points, last)
    at = way.last.at if way.last is not None else -1.0
    if last is not None:
        at = max(at, last.at)
    departed = book.state("departed_at")
    departure = None
    if isinstance(departed, int | float) and departed <= at:
        departure = _mark(points, float(departed))
    slot = next_slot(at, interval_s=interval_s, ship_offset_s=ship_offset_s) - interval_s
    noon = next_slot(at, interval_s=DAY_S // 2, ship_offset_s=ship_offset_s) - DAY_S // 2
    if (noon + ship_offset_s) % DAY_S == 0:
        noon -= DAY_S // 2
    moving = kept is not None and kept.moving
    day = _day(book, points, at, noon=noon, line=slot, moving=moving)
    return Left(
        way=way,
        at=at,
        last=last,
        found=tuple(
            Found(change, 0.0 if (mark := _mark(points, change.fix.at)) is None else mark.stood_m)
            for change in changes
        ),
        departure=departure,
        line=day.line,
        noon=day.noon,
        rested=day.rested,
        moved=day.moved,
        placed_at=_placed_at(book, at),
    )


def _state(book: BookReader) -> UnderWay | None:
    stored = book.state("way")
    if not isinstance(stored, dict):
        return None
    try:
        return UnderWay.from_stored(stored)
    except ValueError:
        # The log goes on all the same: the track tells most of it.
        _log.exception("the under-way state in the book cannot be read")
        return None


def _followed(
    way: UnderWay | None, points: Points, last: TrackPoint | None
) -> tuple[UnderWay, list[Change]]:
    """Follow the track from where the state was kept; without a state, its last hour."""
    way = way or UnderWay()
    if last is None:
        return way, []
    since = last.at - _NEAR_S if way.last is None else way.last.at + 0.001
    changes = []
    for batch in points(since):
        for point in batch:
            way, change = way.after(
                Fix(point.at, Position(point.lat, point.lon), point.sog, point.cog)
            )
            if change is not None:
                changes.append(change)
    return way, changes


def _day(
    book: BookReader, points: Points, at: float, *, noon: float, line: float, moving: bool
) -> Odometer:
    """Return the odometer of the day so far: from `noon` by every leg of the book until `at`.

    `line` is when the line's span began, not before noon; `moving` how the book left it.
    """
    turns = [
        (entry.at, entry.draft.kind)
        for entry in book.entries(noon, at, kinds=_TURNS)
        if entry.draft.origin is Origin.AUTO
    ]
    if turns:
        moving = turns[0][1] is EntryKind.ARRIVAL
    day = Odometer(moving=moving)
    day.noon = _mark(points, noon)
    for when, kind in turns:
        if day.line is None and when > line:
            day.line = _mark(points, line)
        stood = _mark(points, when)
        if stood is None:
            continue
        if kind is EntryKind.DEPARTURE:
            day.leave(when, stood.stood_m)
        elif day.rested is None:
            day.rest(when, stood.stood_m)
    day.line = day.line or _mark(points, line)
    return day


def _mark(points: Points, at: float) -> Mark | None:
    """Return where the odometer stood at `at`, being 0 at the last point; None without a track.

    Of a stretch that began before the track did, the track's beginning is the mark.
    """
    sailed_m, before, began = 0.0, None, at
    for batch in points(at - DAY_S):
        for point in batch:
            if point.at > at:
                part = 1.0
                if before is None:
                    # Nothing is known of the time before: the run up to here is not of it.
                    began, part = point.at, 0.0
                elif before < at:
                    part = (point.at - at) / (point.at - before)
                sailed_m += point.run_m * part
            before = point.at
    return None if before is None else Mark(began, -sailed_m)


def _placed_at(book: BookReader, at: float) -> float | None:
    placed = (
        entry.at
        for entry in book.entries(at - _NEAR_S, at + _NEAR_S)
        if entry.draft.origin is Origin.AUTO
        and entry.draft.position is not None
        # It does not say where she is, so it does not stand for an hour's line.
        and entry.draft.kind is not EntryKind.BULLETIN
    )
    return max(placed, default=None)
