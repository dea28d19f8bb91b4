"""Which fixes become points of the track: a swing filter that keeps a promised bound.

The promise: no good fix lies farther than the bound from the straight line, in latitude and
longitude the shortest way, between the stored points around it, at the same instant. Instants are
kept to the millisecond.
"""

# ruff: noqa: PLR1730 - max() and min() in the eight comparisons of _swing cost as much as the rest

import math
from typing import Final

from logbook.model.geodesy import hop_m, metres_per_degree
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.model.outliers import JUMP_M, is_jump
from logbook.model.underway import LOST_S

BOUND_M: Final = 5.0
MAX_GAP_S: Final = 60.0
MAX_SPAN_S: Final = 600.0

_POLAR_LAT: Final = 89.0
_SHORT_DEG: Final = 0.01
_MARGIN: Final = 0.99
"""Part of the bound that is used: the sphere and the ellipsoid differ by 0.6 % at most, so that
the promise holds on whichever it is checked."""
_OCTAGON: Final = math.cos(math.pi / 8.0)
"""An octagon within the circle of the bound: eight comparisons instead of a list of circles."""
_DIAGONAL: Final = math.sqrt(0.5)


class SwingTrack:
    """A swing filter: from the last stored point, the velocities that would still pass near all.

    Every fix since the stored point narrows the velocities (north, east and the two diagonals,
    m/s) with which a straight line from that point passes within the bound of it. While the
    newest fix itself lies within them, it may end the line; the first that does not makes the fix
    before it a stored point. So the newest fix always keeps the promise as an end: a provisional
    row is as good as a stored one, and no fix need be held.

    After the swing filter of H. Elmeleegy et al., "Online piece-wise linear approximation of
    numerical streams with precision guarantees" (VLDB 2009), kept to ends that are real fixes.

    Mutable: it is fed each good fix of a recording, in rising order of time, a step back being a
    gap. `bound_m` metres; `max_gap_s` of silence is a gap; no two points of one stretch are
    farther apart than `max_span_s`. `after` is the last stored point where a former run left off.
    """

    __slots__ = (
        "_anchor_at", "_anchor_lat", "_anchor_lon", "_bound", "_east", "_high_e", "_high_n",
        "_high_u", "_high_v", "_last", "_last_at", "_low_e", "_low_n", "_low_u", "_low_v",
        "_max_gap_s", "_max_span_s", "_north", "_run",
    )  # fmt: skip

    def __init__(
        self,
        bound_m: float = BOUND_M,
        max_gap_s: float = MAX_GAP_S,
        max_span_s: float = MAX_SPAN_S,
        after: TrackPoint | None = None,
    ) -> None:
        self._bound = bound_m * _MARGIN * _OCTAGON
        self._max_gap_s = max_gap_s
        self._max_span_s = max_span_s
        self._last: Fix | None = None
        self._last_at = self._anchor_at = 0.0
        self._run = 0.0
        if after is not None:
            self._last = Fix(after.at, Position(after.lat, after.lon), after.sog, after.cog)
            self._last_at = after.at
            self._swing_from(self._last, self._last_at)

    @property
    def anchored_at(self) -> float:
        """The instant of the stored point that the line swings from (0.0 before any)."""
        return self._anchor_at

    def add(self, fix: Fix) -> tuple[TrackPoint, ...]:
        """Take the next good fix; return the points that are to be stored now (mostly none)."""
        at = int(fix.at * 1000.0 + 0.5) / 1000.0
        last = self._last
        if last is None:
            return (self._start(fix, at, 0.0),)
        elapsed = at - self._last_at
        if elapsed == 0.0:
            return ()
        position, before = fix.position, last.position
        lat, lon = position.lat, position.lon
        north, east = metres_per_degree(lat)
        d_lat, d_lon = lat - before.lat, lon - before.lon
        if -_SHORT_DEG < d_lat < _SHORT_DEG and -_SHORT_DEG < d_lon < _SHORT_DEG:
            hop = math.hypot(d_lat * north, d_lon * east)
        else:
            hop = hop_m(before.lat, before.lon, lat, lon)
        if elapsed > self._max_gap_s or elapsed < 0.0 or hop > JUMP_M:
            # As far as she was lost she was not sailing: another day, another place.
            run = hop if 0.0 < elapsed <= LOST_S and not is_jump(hop, elapsed) else 0.0
            return (*self.close(), self._start(fix, at, run))
        if lat >= _POLAR_LAT or lat <= -_POLAR_LAT:
            return self._store_both(fix, at, hop)
        stored: tuple[TrackPoint, ...] = ()
        if at - self._anchor_at > self._max_span_s or not self._swing(at, lat, lon, east):
            # The line ends at the fix before, and a new one begins there.
            stored = self._store_last()
            self._swing(at, lat, lon, east)
        self._run += hop
        self._last = fix
        self._last_at = at
        return stored

    def provisional(self) -> TrackPoint | None:
        """Return the newest fix as a point, with the distance run to it; None if it is stored.

        With it in its place the promise holds for every fix taken so far.
        """
        if self._last is None or self._last_at == self._anchor_at:
            return None
        return _point(self._last, self._last_at, self._run)

    def close(self) -> tuple[TrackPoint, ...]:
        """End the stretch: return its last fix where it is not stored yet; then comes a gap."""
        last = self.provisional()
        self._last = None
        return () if last is None else (last,)

    def _start(self, fix: Fix, at: float, run: float) -> TrackPoint:
        self._swing_from(fix, at)
        self._last = fix
        self._last_at = at
        return _point(fix, at, run, gap=True)

    def _store_last(self) -> tuple[TrackPoint, ...]:
        """Make the last fix the stored point to swing from; return it unless it was already."""
        point = self.provisional()
        if point is None or self._last is None:
            return ()
        self._swing_from(self._last, self._last_at)
        return (point,)

    def _store_both(self, fix: Fix, at: float, hop: float) -> tuple[TrackPoint, ...]:
        before = self._store_last()
        point = _point(fix, at, self._run + hop)
        self._swing_from(fix, at)
        self._last = fix
        self._last_at = at
        return (*before, point)

    def _swing_from(self, fix: Fix, at: float) -> None:
        position = fix.position
        self._anchor_at = at
        self._anchor_lat, self._anchor_lon = position.lat, position.lon
        self._north, self._east = metres_per_degree(position.lat)
        self._low_n = self._low_e = self._low_u = self._low_v = -math.inf
        self._high_n = self._high_e = self._high_u = self._high_v = math.inf
        self._run = 0.0

    def _swing(self, at: float, lat: float, lon: float, east: float) -> bool:  # noqa: C901 - eight alike
        """Narrow the velocities to those that pass near this fix; False if it lies outside them.

        `east` is the length (m) of a degree of longitude at the fix: where it is longer than at
        the stored point, in whose scale velocities are compared, the bound shrinks accordingly.
        """
        seconds = at - self._anchor_at
        d_lon = lon - self._anchor_lon
        if d_lon > 180.0:
            d_lon -= 360.0
        elif d_lon < -180.0:
            d_lon += 360.0
        scale = self._east
        v_n = (lat - self._anchor_lat) * self._north / seconds
        v_e = d_lon * scale / seconds
        v_u = (v_n + v_e) * _DIAGONAL
        v_v = (v_n - v_e) * _DIAGONAL
        if not (
            self._low_n <= v_n <= self._high_n
            and self._low_e <= v_e <= self._high_e
            and self._low_u <= v_u <= self._high_u
            and self._low_v <= v_v <= self._high_v
        ):
            return False
        reach = self._bound / seconds
        if east > scale:
            reach *= scale / east
        if v_n - reach > self._low_n:
            self._low_n = v_n - reach
        if v_n + reach < self._high_n:
            self._high_n = v_n + reach
        if v_e - reach > self._low_e:
            self._low_e = v_e - reach
        if v_e + reach < self._high_e:
            self._high_e = v_e + reach
        if v_u - reach > self._low_u:
            self._low_u = v_u - reach
        if v_u + reach < self._high_u:
            self._high_u = v_u + reach
        if v_v - reach > self._low_v:
            self._low_v = v_v - reach
        if v_v + reach < self._high_v:
            self._high_v = v_v + reach
        return True


def _point(fix: Fix, at: float, run: float, *, gap: bool = False) -> TrackPoint:
    position = fix.position
    return TrackPoint(at, position.lat, position.lon, fix.sog, fix.cog, run, gap)
