"""What the ship was a while ago: fifteen minutes of moments, a day of pressure."""

from collections import deque
from typing import Final, NamedTuple

from logbook.model.weather_barograph import Barograph
from logbook.summaries.moment import Moment

BUFFER_S: Final = 900.0
"""Product rule: a line up to 15 minutes old has its values from the buffer."""
_EVERY_S: Final = 15.0
_BACK_S: Final = 120.0
"""Feeds are not in step with each other, nor a replay with its clock: what comes a little late is
not a new time. Beyond this a recording has begun anew, or the clock was set."""


class Kept(NamedTuple):
    """The ship at an instant (UTC seconds since 1970), and where the odometer stood (m)."""

    at: float
    moment: Moment
    stood_m: float


class Memory:
    """Moments and pressures, each with its instant (UTC seconds since 1970); mutable.

    Fed by one thread; any thread may ask.
    """

    def __init__(self) -> None:
        self._moments: deque[Kept] = deque()
        self.barograph = Barograph()
        self._due = float("-inf")

    def is_due(self, at: float) -> bool:
        """Tell whether a moment is to be remembered at `at` (four a minute are enough)."""
        return at >= self._due or at < self._due - _EVERY_S - _BACK_S

    def remember(self, at: float, moment: Moment, stood_m: float) -> None:
        """Keep the moment of `at`, and where the odometer stood."""
        if self._moments and at <= self._moments[-1].at:
            if at > self._moments[-1].at - _BACK_S:
                return
            self._moments.clear()
        self._due = at + _EVERY_S
        self._moments.append(Kept(at, moment, stood_m))
        while self._moments[0].at < at - BUFFER_S:
            self._moments.popleft()

    def recall(self, at: float) -> Kept | None:
        """Return the ship as she was at `at`, or None where the buffer does not reach."""
        # Copied in one step, since the recorder may add to it meanwhile.
        moments = tuple(self._moments)
        if not moments:
            return None
        nearest = min(moments, key=lambda kept: abs(kept.at - at))
        return None if abs(nearest.at - at) > 2 * _EVERY_S else nearest

    def pressure(self, at: float, pascals: float) -> None:
        """Keep a pressure of `at` (a sample's mean)."""
        self.barograph.add(at, pascals)

    def pressure_change(self, at: float) -> float | None:
        """Return the change over the three hours before `at` (Pa), or None where unknown."""
        return self.barograph.change(at)
