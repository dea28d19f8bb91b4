"""The weather of the simulated passage: a front comes through, and another after it, for ever."""

import math
import random
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from logbook.model.units import KNOT, ZERO_CELSIUS_K, turn, wrap_360

FRONTS_EVERY_H: Final = 31.0
FIRST_FRONT_H: Final = 3.6
TIDE_PA: Final = 35.0
"""The half-daily tide of the air at 48° N: 116 Pa at the equator, with the cube of the cosine
(Haurwitz 1956)."""
# Hours from the front: wind direction (degrees true) and speed (knots). It backs to the
# south-east before the front, veers as it passes, and eases behind it.
_WIND: Final = (
    (-3.6, 128.0, 12.0),
    (-1.5, 165.0, 15.0),
    (-0.3, 215.0, 19.0),
    (0.4, 262.0, 20.0),
    (2.0, 290.0, 16.0),
    (6.0, 310.0, 12.0),
    (14.0, 270.0, 8.0),
    (20.0, 190.0, 9.0),
    (27.4, 128.0, 12.0),
)


@dataclass(frozen=True, slots=True)
class Weather:
    """What the air does: wind m/s and degrees true, pressure Pa, temperatures K, humidity 0-1."""

    wind_from: float
    wind_speed: float
    pressure: float
    air: float
    sea: float
    humidity: float


class Forecast:
    """The weather from `start` (UTC seconds since 1970) on; the same for the same `seed`."""

    def __init__(self, start: float, seed: int) -> None:
        self._start = start
        self._seed = seed
        self._depths: dict[int, float] = {}

    def at(self, at: float) -> Weather:
        """Return the weather at an instant."""
        hours = (at - self._start) / 3600.0 - FIRST_FRONT_H
        passed = math.floor((hours + FIRST_FRONT_H) / FRONTS_EVERY_H)
        from_front = hours - passed * FRONTS_EVERY_H
        direction, speed = _wind(from_front)
        # Slow shifts that helmsmen feel, without chance: the planned passage sees the same.
        direction += 5.0 * math.sin(hours * 2.1) + 3.0 * math.sin(hours * 7.3)
        speed *= 1.0 + 0.08 * math.sin(hours * 3.7) + 0.05 * math.sin(hours * 11.9)
        warmth = _warmth(at)
        fall = sum(
            self._depth(front) * _trough(hours - front * FRONTS_EVERY_H)
            for front in (passed - 1, passed, passed + 1)
        )
        semidiurnal = TIDE_PA * math.cos(2.0 * math.pi * (at / 3600.0 - 10.0) / 12.0)
        humid = 0.72 + 0.18 * math.exp(-0.5 * (from_front / 3.0) ** 2) - 0.02 * warmth
        return Weather(
            wind_from=wrap_360(direction),
            wind_speed=speed * KNOT,
            pressure=101_650.0 - fall + semidiurnal,
            air=ZERO_CELSIUS_K + _season(at) + 2.0 * warmth,
            sea=ZERO_CELSIUS_K + _season(at) - 0.6,
            humidity=humid,
        )

    def _depth(self, front: int) -> float:
        """Return how deep a front's trough is (Pa): the glass falls by 6 to 7.5 hPa in 3 h."""
        depth = self._depths.get(front)
        if depth is None:
            chance = random.Random(self._seed * 1_000_003 + front)  # noqa: S311 - weather
            depth = self._depths[front] = chance.uniform(910.0, 980.0)
        return depth


def _trough(hours: float) -> float:
    """Return how near the bottom of a trough the glass is, 0 to 1; hours from the front."""
    return math.exp(-0.5 * (hours / (2.0 if hours < 0.0 else 3.0)) ** 2)


def _wind(hours: float) -> tuple[float, float]:
    for (begin, direction, speed), (end, veered, eased) in pairwise(_WIND):
        if hours <= end:
            part = (hours - begin) / (end - begin)
            return direction + part * turn(direction, veered), speed + part * (eased - speed)
    return _WIND[-1][1], _WIND[-1][2]


def _warmth(at: float) -> float:
    """Return -1 before dawn to 1 in the afternoon."""
    return math.cos(2.0 * math.pi * (at / 3600.0 - 15.0) / 24.0)


def _season(at: float) -> float:
    """Return the sea's mean temperature (°C): 9.5 in February, 18 in August."""
    return 13.75 + 4.25 * math.cos(2.0 * math.pi * (at / 86_400.0 - 227.0) / 365.2425)
