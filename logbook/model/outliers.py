"""Which fixes are good: the others are refused with a reason, until a new place lasts."""

from typing import Final

from logbook.model.geodesy import hop_m
from logbook.model.observations import Fix
from logbook.model.units import KNOT, NAUTICAL_MILE_M

NULL_ISLAND: Final = "null island"
LAT_EQUALS_LON: Final = "lat equals lon"
TOO_FAST: Final = "too fast"
FUTURE: Final = "future"
REPEATED: Final = "repeated time"
BACKWARDS: Final = "backwards"
JUMP: Final = "jump"

MAX_SOG: Final = 40.0 * KNOT
JUMP_M: Final = 5.0 * NAUTICAL_MILE_M
JUMP_S: Final = 120.0
CONSISTENT_FIXES: Final = 3
FUTURE_S: Final = 5.0
"""How far ahead of a trusted clock a fix may be: feeds and receivers delay, none foresees."""

_INSTANT_S: Final = 0.0009
"""Instants are kept to the millisecond: nearer than that is the same instant."""


def is_jump(hop: float, seconds: float) -> bool:
    """Tell whether no vessel goes `hop` metres in `seconds`: 5 NM within 2 min, 150 kn beyond."""
    return hop > JUMP_M and hop > JUMP_M / JUMP_S * seconds


class FixCheck:
    """Judges fixes one after the other, in the order heard.

    Mutable, since it runs for every fix of a recording: most are settled by one comparison of
    instants. `max_sog` (m/s) is the fastest that is believed, None for no limit. After a jump, or
    a step back in time, the new place is believed from the third of three consecutive fixes that
    agree with each other (each later than the one before, and no jump from it); the two before
    it stay refused.
    """

    __slots__ = ("_at", "_candidate", "_consistent", "_good", "max_sog")

    def __init__(self, max_sog: float | None = MAX_SOG, last: Fix | None = None) -> None:
        self.max_sog = max_sog
        self._good = last
        self._at = float("-inf") if last is None else last.at
        self._candidate: Fix | None = None
        self._consistent = 0

    @property
    def last_good(self) -> Fix | None:
        """Return the last good fix, or None before the first."""
        return self._good

    def reason(self, fix: Fix, now: float | None = None) -> str | None:  # noqa: PLR0911 - a return a rule
        """Return why `fix` is refused, or None when it is good (and is then the last good one).

        `now` is a trusted clock's UTC (seconds since 1970); None where there is none, as in an
        import: then nothing is called future.
        """
        at = fix.at
        ahead = at - self._at
        if -_INSTANT_S < ahead < _INSTANT_S:
            return REPEATED
        position = fix.position
        lat, lon = position.lat, position.lon
        if lat == lon:
            return NULL_ISLAND if lat == 0.0 else LAT_EQUALS_LON
        max_sog = self.max_sog
        if max_sog is not None and fix.sog is not None and fix.sog > max_sog:
            return TOO_FAST
        if now is not None and at > now + FUTURE_S:
            return FUTURE
        good = self._good
        if good is not None:
            if ahead < 0.0:
                return self._doubt(fix, BACKWARDS)
            last = good.position
            # A hundredth of a degree is 1.1 km at most: no need to measure a common hop.
            if (abs(lat - last.lat) > 0.01 or abs(lon - last.lon) > 0.01) and is_jump(
                hop_m(last.lat, last.lon, lat, lon), ahead
            ):
                return self._doubt(fix, JUMP)
        self._candidate = None
        self._good = fix
        self._at = at
        return None

    def _doubt(self, fix: Fix, reason: str) -> str | None:
        """Count `fix` towards a new place or time; accept it there when it is the third."""
        before = self._candidate
        if before is not None:
            ahead = fix.at - before.at
            if -_INSTANT_S < ahead < _INSTANT_S:
                return REPEATED
            here, there = fix.position, before.position
            if ahead < 0.0 or is_jump(hop_m(there.lat, there.lon, here.lat, here.lon), ahead):
                before = None
        self._consistent = 1 if before is None else self._consistent + 1
        self._candidate = fix
        if self._consistent < CONSISTENT_FIXES:
            return reason
        self._candidate = None
        self._good = fix
        self._at = fix.at
        return None
