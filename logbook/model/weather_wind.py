"""The true wind over ten minutes: its vector mean, its gusts, its shift, and how it rose.

As the WMO has it (WMO-No. 8, Guide to Instruments, chapter on surface wind): the wind is a vector
that is averaged over ten minutes, and a gust is the highest mean over three seconds within them.
Ours is taken once a second, as a boat's sentences come: where they come more slowly than every
three seconds, a gust is one sentence, which the instrument has smoothed already. Nothing is
reduced to the 10 m of the WMO: a masthead reads a little more.
"""

import math
from collections import deque
from typing import Final, NamedTuple

from logbook.model.units import turn, wrap_360

MEAN_S: Final = 600.0
GUST_S: Final = 3.0
ENOUGH_S: Final = 300.0
"""With less than this a mean is not told to be one."""
MINUTE_S: Final = 60.0
SHIFT_S: Final = 3600.0
FRESH_S: Final = 90.0
LIGHT: Final = 1.6
"""Below force 2 (m/s) the wind has no direction that is worth comparing."""
_KEPT_S: Final = MEAN_S + 2 * MINUTE_S
_BACK_S: Final = 120.0
_DIRECTED: Final = 0.9


class WindNow(NamedTuple):
    """The wind over the last `over_s` seconds, ten minutes at most.

    `speed` (m/s) and `direction` (degrees true, None without a heading) are the vector mean;
    without a direction the speed is the plain mean. `gust` m/s. `shift` is how far it turned in
    the last hour, degrees, clockwise positive, None where not known. `age_s` is that of the last
    reading.
    """

    speed: float
    direction: float | None
    gust: float
    over_s: float
    shift: float | None
    age_s: float


class Rise(NamedTuple):
    """The last minute's mean (m/s) beside that of the ten minutes before, and the shift between."""

    speed: float
    rise: float
    shift: float | None


class _Reading(NamedTuple):
    at: float
    speed: float
    east: float
    north: float
    directed: bool
    smooth: float


class WindRecord:
    """Keeps twelve minutes of wind, and a mean every ten for the last hours; mutable.

    Fed by one thread; any thread may ask. Instants are UTC seconds since 1970.
    """

    def __init__(self) -> None:
        self._readings: deque[_Reading] = deque()
        self._means: deque[tuple[float, float, float]] = deque(maxlen=24)

    def add(self, at: float, speed: float, direction: float | None) -> None:
        """Take a true wind of `at`: `speed` m/s, `direction` it comes from, degrees true."""
        readings = self._readings
        if readings and at <= readings[-1].at:
            if at > readings[-1].at - _BACK_S:
                return
            readings.clear()
            self._means.clear()
        angle = math.radians(direction or 0.0)
        smooth, count = speed, 1
        for earlier in reversed(readings):
            if earlier.at <= at - GUST_S:
                break
            smooth, count = smooth + earlier.speed, count + 1
        east, north = speed * math.sin(angle), speed * math.cos(angle)
        readings.append(_Reading(at, speed, east, north, direction is not None, smooth / count))
        while readings[0].at < at - _KEPT_S:
            readings.popleft()
        if not self._means or at >= self._means[-1][0] + MEAN_S:
            mean = self._mean([one for one in readings if one.at > at - MEAN_S])
            if mean[1] is not None and at - readings[0].at >= ENOUGH_S:
                self._means.append((at, mean[0], mean[1]))

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        self._readings = deque(one._replace(at=one.at + offset_s) for one in self._readings)
        moved = ((at + offset_s, speed, angle) for at, speed, angle in self._means)
        self._means = deque(moved, maxlen=self._means.maxlen)

    def now(self, at: float) -> WindNow | None:
        """Return the wind at `at`; None where it is silent, or was heard for too short a time."""
        readings = [one for one in tuple(self._readings) if at - MEAN_S < one.at <= at + 1.0]
        if not readings or readings[-1].at < at - FRESH_S:
            return None
        over_s = readings[-1].at - readings[0].at
        if over_s < ENOUGH_S:
            return None
        speed, direction = self._mean(readings)
        return WindNow(
            speed=speed,
            direction=direction,
            gust=max(one.smooth for one in readings),
            over_s=over_s,
            shift=self._shift(at, speed, direction),
            age_s=max(0.0, at - readings[-1].at),
        )

    def rise(self, at: float) -> Rise | None:
        """Return how the last minute stands to the ten before; None where too little is known."""
        readings = tuple(self._readings)
        last = [one for one in readings if at - MINUTE_S < one.at <= at]
        before = [one for one in readings if at - MINUTE_S - MEAN_S < one.at <= at - MINUTE_S]
        if len(last) < 3 or last[-1].at - last[0].at < MINUTE_S / 2:
            return None
        if not before or before[-1].at - before[0].at < ENOUGH_S:
            return None
        was = math.fsum(one.speed for one in before) / len(before)
        speed = math.fsum(one.speed for one in last) / len(last)
        (_, now), (_, then) = self._mean(last), self._mean(before)
        shift = None if now is None or then is None else turn(then, now)
        return Rise(speed, speed - was, shift)

    def _shift(self, at: float, speed: float, direction: float | None) -> float | None:
        if direction is None or speed < LIGHT:
            return None
        then = at - SHIFT_S
        means = tuple(self._means)
        nearest = min(means, key=lambda mean: abs(mean[0] - then), default=None)
        if nearest is None or abs(nearest[0] - then) > MEAN_S or nearest[1] < LIGHT:
            return None
        return turn(nearest[2], direction)

    @staticmethod
    def _mean(readings: list[_Reading]) -> tuple[float, float | None]:
        """Return the mean (speed, direction): of vectors where the directions are known."""
        directed = [one for one in readings if one.directed]
        if len(directed) < _DIRECTED * len(readings):
            return math.fsum(one.speed for one in readings) / len(readings), None
        east = math.fsum(one.east for one in directed) / len(directed)
        north = math.fsum(one.north for one in directed) / len(directed)
        speed = math.hypot(east, north)
        if speed <= 1e-9:
            return 0.0, None
        return speed, wrap_360(math.degrees(math.atan2(east, north)))
