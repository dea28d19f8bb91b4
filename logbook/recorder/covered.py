"""Stretches of time that the track holds already, so that nothing is stored twice."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from logbook.model.observations import TrackPoint

Stretches = Sequence[tuple[float, float]]


class Covered:
    """What the track held when it was last looked at; none, unless something is given to read.

    `read` returns the stretches (`since`, `until`), UTC seconds since 1970, both ends included,
    in their order; `last` the stored point at or before an instant.
    """

    def __init__(
        self,
        read: Callable[[], Stretches] = lambda: (),
        last: Callable[[float], TrackPoint | None] = lambda _: None,
    ) -> None:
        self._read = read
        self._last = last
        self._since: list[float] = []
        self._until: list[float] = []
        self.refresh()

    def refresh(self) -> None:
        """Look again at what the track holds."""
        stretches = self._read()
        self._since = [since for since, _ in stretches]
        self._until = [until for _, until in stretches]

    def holds(self, at: float) -> bool:
        """Tell whether the track knows where the ship was at `at`."""
        if not self._since:
            return False
        # Points are kept to the millisecond, fixes are not.
        index = bisect_right(self._since, at + 0.001) - 1
        return index >= 0 and at <= self._until[index] + 0.001

    def last_before(self, at: float) -> TrackPoint | None:
        """Return the stored point that a stretch beginning at `at` goes on from."""
        return self._last(at)
