"""Lets ship's time pass at a speed: when a recorded or simulated sentence is due."""

from collections.abc import Callable

LATE_S = 1.0


class Pace:
    """`speed` seconds of ship's time pass in one of `steady`, which returns seconds."""

    def __init__(self, speed: float, steady: Callable[[], float]) -> None:
        self._speed = speed
        self._steady = steady
        self._begun = steady()

    def until(self, ship_s: float) -> float:
        """Return the seconds to wait until `ship_s` seconds of ship's time since the beginning.

        Who comes more than a second late (the machine slept, the disk was slow) is not made to
        run after it: all that follows is due so much later.
        """
        wait = self._begun + ship_s / self._speed - self._steady()
        if wait < -LATE_S:
            self._begun -= wait
            return 0.0
        return max(0.0, wait)
