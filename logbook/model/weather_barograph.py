"""The barograph: a day of pressure, by the minute; fed by one thread, read by any."""

from collections import deque
from collections.abc import Iterable
from typing import Final

from logbook.model import weather_pressure as glass
from logbook.model.weather_pressure import Fall, Tendency, Trend

KEPT_S: Final = glass.DAY_S + glass.NEAR_S
_BACK_S: Final = 120.0
"""Feeds are not in step with each other, nor a replay with its clock: what comes a little late is
not a new time. Beyond this a recording has begun anew, or the clock was set."""


class Barograph:
    """Pressures (Pa), each with its instant (UTC seconds since 1970), for a day; mutable.

    A minute a reading: some 1,450 of them.
    """

    def __init__(self) -> None:
        self._readings: deque[tuple[float, float]] = deque()

    def add(self, at: float, pascals: float) -> None:
        """Keep a pressure of `at` (a sample's mean)."""
        readings = self._readings
        if readings and at <= readings[-1][0]:
            if at > readings[-1][0] - _BACK_S:
                return
            readings.clear()
        readings.append((at, pascals))
        while readings[0][0] < at - KEPT_S:
            readings.popleft()

    def fill(self, found: Iterable[tuple[float, float]]) -> None:
        """Take what was kept elsewhere (the track's samples) beside what was heard since."""
        merged = dict(found)
        merged.update(self._readings)
        until = max(merged, default=0.0)
        self._readings = deque((at, merged[at]) for at in sorted(merged) if at >= until - KEPT_S)

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        self._readings = deque((at + offset_s, pascals) for at, pascals in self._readings)

    def readings(self) -> tuple[tuple[float, float], ...]:
        """Return what is kept, by time."""
        # Copied in one step, since the recorder may add to it meanwhile.
        return tuple(self._readings)

    def change(self, at: float) -> float | None:
        """Return the change over the three hours before `at` (Pa), or None where unknown."""
        return glass.change(self.readings(), at)

    def tendency(self, at: float) -> Tendency | None:
        """Return the tendency at `at`, or None where unknown."""
        return glass.tendency(self.readings(), at)

    def fall(self, at: float) -> Fall | None:
        """Return how far the glass fell within three hours, or None where it is silent."""
        return glass.fall(self.readings(), at)

    def trend(self, at: float) -> Trend | None:
        """Return the last day of the glass, or None where too little of it is known."""
        return glass.trend(self.readings(), at)
