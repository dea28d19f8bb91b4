"""Under way or not: a fold of good fixes that says when the ship departed and arrived.

By net displacement and speed hysteresis, never by summed hops: the noise of a moored receiver
walks miles a day, and gets nowhere.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from logbook.model.geodesy import distance_m
from logbook.model.observations import Fix, Position
from logbook.model.units import KNOT

START_SOG: Final = 0.5 * KNOT
START_S: Final = 180.0
STOP_SOG: Final = 0.3 * KNOT
STOP_S: Final = 600.0
WINDOW_S: Final = 600.0
NET_M: Final = 100.0
LOST_S: Final = 12.0 * 3600.0
"""A silence after which a ship that was under way is taken to have arrived before it."""

MARK_S: Final = 10.0
"""Every so often a fix is kept for the window, and the rules are looked at."""
HERE_M: Final = 50.0
"""Within this of a place the ship is still at it: noise and a swing on a short chain, halved."""
SILENCE_S: Final = 600.0
"""A run of speeds does not go on across a longer silence: as far apart as points of a track are."""

Happening = Literal["departure", "arrival"]


class Change(NamedTuple):
    """A departure or an arrival, with the fix at which the motion began or ceased."""

    what: Happening
    fix: Fix


class UnderWay(NamedTuple):
    """What must be remembered to know whether the ship is under way; a fold of good fixes.

    `quick` is the fix since which SOG has not been below 0.5 kn, `slow` that since which it has
    been below 0.3 kn, `last` the last fix, `since` when she last departed or arrived (UTC
    seconds; no later change is dated before it); `marks` are fixes 10 s or more apart, the newest
    that is at least 10 minutes old and those after it. SOG in them is what was judged: without
    one it is the displacement over the last 3 minutes.
    """

    moving: bool = False
    quick: Fix | None = None
    slow: Fix | None = None
    last: Fix | None = None
    marks: tuple[Fix, ...] = ()
    since: float = -math.inf

    def after(self, fix: Fix) -> "tuple[UnderWay, Change | None]":
        """Return the state after the good fix `fix`, and what was thereby found out."""
        moving, quick, slow, last, marks, since = self
        at, _, sog, _ = fix
        if last is not None and not 0.0 < at - last.at <= SILENCE_S:
            return self._after_silence(fix, last)
        if sog is None:
            sog = _net_speed(marks, fix)
        if sog is None or sog < START_SOG:
            quick = None
        elif quick is None:
            quick = fix
        if sog is None or sog >= STOP_SOG:
            slow = None
        elif slow is None:
            slow = fix
        if marks and at - marks[-1].at < MARK_S:
            return UnderWay(moving, quick, slow, fix, marks, since), None
        marks = _marked(marks, fix, sog)
        change = _stopped(slow, marks, since) if moving else _started(quick, marks, since)
        if change is None:
            return UnderWay(moving, quick, slow, fix, marks, since), None
        return UnderWay(not moving, None, None, fix, marks, change.fix.at), change

    def _after_silence(self, fix: Fix, last: Fix) -> "tuple[UnderWay, Change | None]":
        """Go on after a silence, or after time went back: runs of speed begin anew."""
        silence = fix.at - last.at
        if silence == 0.0:
            return self, None
        if self.moving and abs(silence) > LOST_S:
            state, _ = UnderWay().after(fix)
            return state, Change("arrival", self.slow or last)
        since = min(self.since, fix.at)
        kept = tuple(mark for mark in self.marks if mark.at < fix.at)
        if silence > 0.0 and last.at > kept[-1].at:
            kept = _marked(kept, last, last.sog)
        return UnderWay(self.moving, None, None, None, kept, since).after(fix)

    def stored(self) -> dict[str, object]:
        """Return the state as JSON-able values, for `from_stored` after a restart."""
        return {
            "moving": self.moving,
            "quick": _row(self.quick),
            "slow": _row(self.slow),
            "last": _row(self.last),
            "marks": [_row(mark) for mark in self.marks],
            "since": self.since if math.isfinite(self.since) else None,
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, object]) -> "UnderWay":
        """Return the state that `stored` was made of. Raises ValueError if it is none."""
        moving, marks, since = (stored.get(name) for name in ("moving", "marks", "since"))
        if not isinstance(moving, bool) or not isinstance(marks, list):
            raise ValueError("an under-way state has moving and marks")  # noqa: TRY004 - stored text
        fixes = tuple(fix for mark in marks if (fix := _fix(mark)) is not None)
        quick, slow, last = (_fix(stored.get(name)) for name in ("quick", "slow", "last"))
        changed = -math.inf if since is None else _number(since)
        return cls(moving, quick, slow, last, fixes, changed)


def _net_speed(marks: Sequence[Fix], fix: Fix) -> float | None:
    """Return the net speed (m/s) since the newest mark that is 3 minutes old; None before."""
    for mark in reversed(marks):
        seconds = fix.at - mark.at
        if seconds >= START_S:
            return distance_m(mark.position, fix.position) / seconds
    return None


def _marked(marks: tuple[Fix, ...], fix: Fix, sog: float | None) -> tuple[Fix, ...]:
    """Return `marks` with `fix`, without those that a newer mark of 10 minutes ago replaces."""
    first = 0
    while first + 1 < len(marks) and fix.at - marks[first + 1].at >= WINDOW_S:
        first += 1
    return (*marks[first:], Fix(fix.at, fix.position, sog, fix.cog))


def _started(quick: Fix | None, marks: Sequence[Fix], since: float) -> Change | None:
    now = marks[-1]
    if quick is None:
        return None
    begin = max(now.at - WINDOW_S, since)
    window = [mark for mark in marks if mark.at >= begin]
    lain = window[0]
    if distance_m(lain.position, now.position) < NET_M:
        return None
    # Without SOG the run of speed is a net one already, 3 minutes long.
    if now.at - quick.at < START_S and quick.sog is not None:
        return None
    # Manoeuvres in harbour break the run of speed: she left when she was last where she lay.
    left = lain
    for mark in window:
        if distance_m(lain.position, mark.position) > HERE_M:
            break
        left = mark
    return Change("departure", left if left.at < quick.at else quick)


def _stopped(slow: Fix | None, marks: Sequence[Fix], since: float) -> Change | None:
    now, oldest = marks[-1], marks[0]
    if slow is not None and now.at - slow.at >= STOP_S:
        return Change("arrival", slow)
    if now.at - oldest.at < WINDOW_S:
        return None
    if distance_m(oldest.position, now.position) >= NET_M:
        return None
    # The mean, since a moored receiver now and then shows a knot.
    speeds = [mark.sog for mark in marks if mark.sog is not None]
    if speeds and sum(speeds) / len(speeds) >= START_SOG:
        return None
    stopped = now
    for mark in reversed(marks):
        if mark.at < since or distance_m(mark.position, now.position) > HERE_M:
            break
        stopped = mark
    return Change("arrival", stopped)


def _row(fix: Fix | None) -> list[float | None] | None:
    if fix is None:
        return None
    return [fix.at, fix.position.lat, fix.position.lon, fix.sog, fix.cog]


def _fix(row: object) -> Fix | None:
    if row is None:
        return None
    if not isinstance(row, list) or len(row) != 5:
        raise ValueError("a stored fix has five values")
    at, lat, lon = (_number(value) for value in row[:3])
    sog, cog = (None if value is None else _number(value) for value in row[3:])
    return Fix(at, Position(lat, lon), sog, cog)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is not a number")  # noqa: TRY004 - stored text
    return float(value)
