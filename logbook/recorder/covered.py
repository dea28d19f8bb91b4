"""Stretches of time that the track holds already, so that nothing is stored twice."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from logbook.model.observations import TrackPoint


class Covered:
    """Stretches (`since`, `until`), UTC seconds since 1970, both ends included, in their order.

    `last` returns the stored point at the end of the stretch that ends at or before an instant.
    """

    def __init__(
        self,
        stretches: Sequence[tuple[float, float]],
        last: Callable[[float], TrackPoint | None] = lambda _: None,
    ) -> None:
        self._since = [since for since, _ in stretches]
        self._until = [until for _, until in stretches]
        self._last = last

    def holds(self, at: float) -> bool:
        """Tell whether the track knows where the ship was at `at`."""
        if not self._since:
            return False
        index = bisect_right(self._since, at) - 1
        # Points are kept to the millisecond, fixes are not.
        return index >= 0 and at <= self._until[index] + 0.001

    def last_before(self, at: float) -> TrackPoint | None:
        """Return the stored point that a stretch beginning at `at` goes on from."""
        return self._last(at)
