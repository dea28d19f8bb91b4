"""Samples of what was read: mean, extremes and count of each quantity over each interval."""

import math
from collections import defaultdict
from typing import Final

from logbook.model.observations import Reading, Sample
from logbook.model.quantities import QUANTITIES, Quantity
from logbook.model.units import mean_direction, wrap_180

INTERVAL_S: Final = 60.0
MOST_READINGS: Final = 100_000
"""Readings held in one interval (1,600 a second for a minute); more close the sample early. Counted
are readings and not reports: a flood brings thousands of them under one instant."""


class Samples:
    """Gathers readings into intervals that are aligned to UTC (whole minutes by default).

    Mutable: a reading costs one append; the arithmetic is done once an interval. `add` gives the
    samples of the interval that `at` has left, forwards or backwards in time, and mostly nothing.
    """

    __slots__ = ("_begin", "_end", "_held", "_interval_s", "_readings")

    def __init__(self, interval_s: float = INTERVAL_S) -> None:
        self._interval_s = interval_s
        self._begin = self._end = 0.0
        self._held: defaultdict[Quantity, list[float]] = defaultdict(list)
        self._readings = 0

    def add(self, readings: tuple[Reading, ...], at: float) -> tuple[Sample, ...]:
        """Take the readings of one report heard at `at` (UTC, seconds since 1970)."""
        done: tuple[Sample, ...] = ()
        if not self._begin <= at < self._end or self._readings >= MOST_READINGS:
            done = self.close()
            self._begin = math.floor(at / self._interval_s) * self._interval_s
            self._end = self._begin + self._interval_s
        self._readings += len(readings)
        held = self._held
        for quantity, value in readings:
            held[quantity].append(value)
        return done

    def close(self) -> tuple[Sample, ...]:
        """Return the samples of the open interval, and forget them."""
        samples = tuple(
            sample
            for quantity, values in self._held.items()
            if (sample := _sample(self._begin, quantity, values)) is not None
        )
        self._held.clear()
        self._readings = 0
        return samples


def _sample(at: float, quantity: Quantity, values: list[float]) -> Sample | None:
    """Return one sample, or None for directions that cancel out: they have no mean."""
    kind = QUANTITIES[quantity].kind
    if kind == "scalar":
        # Rounding may carry the mean of equal values a hair past them.
        low, high = min(values), max(values)
        mean = min(high, max(low, math.fsum(values) / len(values)))
        return Sample(at, quantity, mean, low, high, len(values))
    direction = mean_direction(values)
    if direction is None:
        return None
    mean = direction if kind == "direction" else wrap_180(direction)
    return Sample(at, quantity, mean, None, None, len(values))
