"""Values of fields at the places asked for: bilinear, vectors by components, silence as None."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from logbook.forecasts.fields import Head, Source
from logbook.forecasts.grid import Corner, Grid
from logbook.forecasts.parameters import BELIEVED, Parameter

_FROM: Final = frozenset({Parameter.WIND_FROM, Parameter.WAVE_FROM})
_HALF: Final = 0.5
"""On a coast points of the sea have neighbours on land, without waves: what is left counts where it
has at least this weight."""

Value = float | complex
"""A figure; a direction is a unit vector, east + north·i, pointing to where it comes from."""


class Sample(NamedTuple):
    """A field's value at one place: it holds from `start` to `end` (UTC seconds)."""

    start: float
    end: float
    value: Value


class Key(NamedTuple):
    """What samples that make one series have in common."""

    parameter: Parameter
    source: Source
    rank: int
    grid: Grid


class Sampler:
    """Takes fields one after another; `series` holds what they say at each of `places`.

    `places` are (latitude, longitude), degrees; series have a list of samples for each.
    """

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        self._places = places
        self._corners: dict[Grid, list[tuple[Corner, ...] | None]] = {}
        self._seen: set[object] = set()
        self.series: dict[Key, list[list[Sample]]] = {}
        self.inside = [False] * len(places)

    def wants(self, head: Head) -> bool:
        """Tell whether a field's values are needed: it is in use, new, and around some place."""
        if head.told.parameter not in BELIEVED or head.repeats in self._seen:
            return False
        self._seen.add(head.repeats)
        found = self._around(head.grid)
        return any(corners is not None for corners in found)

    def take(self, head: Head, values: Sequence[float]) -> None:
        """Sample one field."""
        parameter = head.told.parameter
        key = Key(parameter, head.source, head.told.rank, head.grid)
        series = self.series.setdefault(key, [[] for _ in self._places])
        low, high = BELIEVED[parameter]
        factor, is_direction = head.told.factor, parameter in _FROM
        for samples, corners in zip(series, self._around(head.grid), strict=True):
            if corners is None:
                continue
            total, weights = 0j if is_direction else 0.0, 0.0
            for index, weight in corners:
                value = values[index] * factor
                if low <= value <= high:
                    weights += weight
                    total += weight * (_vector(value) if is_direction else value)
            if weights >= _HALF:
                samples.append(Sample(head.start, head.end, total / weights))

    def _around(self, grid: Grid) -> list[tuple[Corner, ...] | None]:
        found = self._corners.get(grid)
        if found is None:
            found = self._corners[grid] = [grid.around(lat, lon) for lat, lon in self._places]
            for index, corners in enumerate(found):
                self.inside[index] = self.inside[index] or corners is not None
        return found


def _vector(degrees: float) -> complex:
    angle = math.radians(degrees)
    return complex(math.sin(angle), math.cos(angle))


def degrees(vector: complex) -> float | None:
    """Return the direction of a vector, degrees in [0, 360); None where it has none."""
    if abs(vector) < 1e-6:
        return None
    return math.degrees(math.atan2(vector.real, vector.imag)) % 360.0
