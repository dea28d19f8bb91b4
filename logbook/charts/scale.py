"""Scales: round figures up the side of a chart, round hours along its foot."""

import math
from collections.abc import Collection
from typing import Final, NamedTuple

_HOUR_S: Final = 3600
_LONG_S: Final = 30 * _HOUR_S
_LEAST_HPA: Final = 8.0
"""A steady glass shall look steady: no less than this is shown, whatever the readings span."""
_LEAST_KN: Final = 20.0
_STEPS: Final = (2, 5, 10, 20, 50)
_MOST_ROWS: Final = 5


class Scale(NamedTuple):
    """From `low` to `high`, with a line every `step`; all in the unit of the values."""

    low: int
    high: int
    step: int

    @property
    def lines(self) -> range:
        """Where the lines stand, both ends among them."""
        return range(self.low, self.high + 1, self.step)

    def share(self, value: float) -> float:
        """Return how high a value stands: 0 at the foot, 1 at the top."""
        return (value - self.low) / (self.high - self.low)


def pressures(values_hpa: Collection[float]) -> Scale:
    """Return the scale of some pressures (hPa); around 1013 where there are none."""
    low, high = min(values_hpa, default=1009.0), max(values_hpa, default=1017.0)
    spare = max(0.0, _LEAST_HPA - (high - low)) / 2
    return _scale(low - spare, high + spare)


def speeds(values_kn: Collection[float]) -> Scale:
    """Return the scale of some wind speeds (kn): from 0, to 20 or more."""
    return _scale(0.0, max(_LEAST_KN, *values_kn, 0.0))


def _scale(low: float, high: float) -> Scale:
    for step in _STEPS:
        foot, top = math.floor(low / step), math.ceil(high / step)
        if top - foot <= _MOST_ROWS or step == _STEPS[-1]:
            return Scale(foot * step, top * step, step)
    raise AssertionError  # pragma: no cover - the last step always returns


def every(span_s: float) -> float:
    """Return how far the marked hours are apart (s): 3 h, and 6 h for more than a day."""
    return (3.0 if span_s <= _LONG_S else 6.0) * _HOUR_S


def hours(
    since: float, until: float, ship_offset_s: int, every_s: float | None = None
) -> list[float]:
    """Return the marked hours of ship's time (UTC seconds) from `since` to `until`."""
    apart = every(until - since) if every_s is None else every_s
    first = math.ceil((since + ship_offset_s) / apart)
    last = math.floor((until + ship_offset_s) / apart)
    return [number * apart - ship_offset_s for number in range(first, last + 1)]


def is_midnight(at: float, ship_offset_s: int) -> bool:
    """Return whether a day of ship's time begins at `at`."""
    return (at + ship_offset_s) % (24 * _HOUR_S) == 0
