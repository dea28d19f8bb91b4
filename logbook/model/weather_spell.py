"""A spell of weather: samples gathered into steps of ten minutes, silence kept as silence."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from logbook.model.observations import Sample
from logbook.model.quantities import BARO, TWD, TWS, Quantity
from logbook.model.units import turn, wrap_360
from logbook.model.weather_wind import ENOUGH_S, LIGHT, MEAN_S
from logbook.model.wind import mean_wind

QUANTITIES: Final[Sequence[Quantity]] = (BARO, TWS, TWD)
"""The samples that a spell is made of."""
_DIRECTED: Final = 0.9
"""This share of a step's speeds has its direction, or the mean has none: as in `WindRecord`."""
_CALM: Final = 1e-9


_ONE_WAY: Final = 0.7
"""Winds whose vector sum is less than this share of their sum blew from everywhere. Ours."""


class Wind(NamedTuple):
    """The wind of a step: `speed` m/s and `direction` it comes from (degrees true) as vector mean.

    `direction` is None without a heading; `gust` is the highest reading, m/s. `heard_s` is how
    much of the step was heard.
    """

    speed: float
    direction: float | None
    gust: float
    heard_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Spell:
    """The weather from `since` to `until` (UTC seconds since 1970) by steps of `step_s` seconds.

    `glass` (Pa) and `wind` hold one place a step, None where nothing was heard.
    """

    since: float
    until: float
    step_s: float
    glass: Sequence[float | None]
    wind: Sequence[Wind | None]

    def at(self, step: int) -> float:
        """Return the middle of a step, UTC seconds since 1970."""
        return self.since + (step + 0.5) * self.step_s

    @property
    def steady(self) -> list[tuple[float, Wind]]:
        """Return the winds that were heard long enough to be told as means, by their middle."""
        return [
            (self.at(step), one)
            for step, one in enumerate(self.wind)
            if one is not None and one.heard_s >= ENOUGH_S
        ]

    @property
    def silent(self) -> bool:
        """Whether nothing at all was heard."""
        return all(one is None for one in (*self.glass, *self.wind))


def gathered(samples: Iterable[Sample], until: float, span_s: float, interval_s: float) -> Spell:
    """Return the spell of `span_s` seconds before `until` from samples of `interval_s` each.

    A step is ten minutes, as the WMO averages wind, or a sample's interval where that is longer.
    Steps are aligned to UTC as samples are, so that none falls empty for want of a sample.
    """
    step_s = max(MEAN_S, interval_s)
    first, last = math.ceil((until - span_s) / step_s), math.ceil(until / step_s)
    count = last - first
    pressures: defaultdict[int, list[float]] = defaultdict(list)
    speeds: defaultdict[int, dict[float, Sample]] = defaultdict(dict)
    directions: dict[float, float] = {}
    for one in samples:
        step = math.floor(one.at / step_s) - first
        if not 0 <= step < count:
            continue
        if one.quantity == BARO:
            pressures[step].append(one.mean)
        elif one.quantity == TWS:
            speeds[step][one.at] = one
        elif one.quantity == TWD:
            directions[one.at] = one.mean
    return Spell(
        first * step_s,
        last * step_s,
        step_s,
        [_mean(pressures.get(step)) for step in range(count)],
        [_wind(speeds.get(step), directions, interval_s) for step in range(count)],
    )


class Blown(NamedTuple):
    """How it blew over a spell: `speed` m/s is the mean of the means over ten minutes.

    `direction` (degrees true) is their vector mean, None without a heading or where it blew from
    everywhere. `most` is the strongest of them, at `most_at` (UTC seconds). `gust` is the highest
    reading, m/s. `shift` is the turn from the first to the last, degrees, clockwise positive,
    None where not known. `over_s` is how much of the spell was heard.
    """

    speed: float
    direction: float | None
    most: Wind
    most_at: float
    gust: float
    shift: float | None
    over_s: float


def blown(spell: Spell) -> Blown | None:
    """Return how it blew, None where no ten minutes of it were heard."""
    found = spell.steady
    if not found:
        return None
    winds = [one for _, one in found]
    speed = math.fsum(one.speed for one in winds) / len(winds)
    most_at, most = max(found, key=lambda one: one[1].speed)
    first, last = winds[0], winds[-1]
    return Blown(
        speed=speed,
        direction=_from(winds),
        most=most,
        most_at=most_at,
        gust=max(one.gust for one in spell.wind if one is not None),
        shift=_shift(first, last) if len(winds) > 1 else None,
        over_s=math.fsum(one.heard_s for one in winds),
    )


def _from(winds: Sequence[Wind]) -> float | None:
    """Return where winds came from on the whole, None where they agreed on nothing."""
    known = [(one.direction, one.speed) for one in winds if one.direction is not None]
    mean = mean_wind(known)
    total = math.fsum(speed for _, speed in known)
    if mean is None or len(known) < _DIRECTED * len(winds):
        return None
    return mean.direction if mean.speed * len(known) >= _ONE_WAY * total else None


def _shift(first: Wind, last: Wind) -> float | None:
    if first.direction is None or last.direction is None or min(first.speed, last.speed) < LIGHT:
        return None
    return turn(first.direction, last.direction)


def direction(winds: Iterable[Wind | None]) -> float | None:
    """Return the vector mean of the directions of several steps, None where there is none."""
    east = north = 0.0
    for one in winds:
        if one is not None and one.direction is not None:
            east += one.speed * math.sin(math.radians(one.direction))
            north += one.speed * math.cos(math.radians(one.direction))
    if math.hypot(east, north) <= _CALM:
        return None
    return wrap_360(math.degrees(math.atan2(east, north)))


def _mean(values: list[float] | None) -> float | None:
    return math.fsum(values) / len(values) if values else None


def _wind(
    speeds: dict[float, Sample] | None, directions: dict[float, float], interval_s: float
) -> Wind | None:
    if not speeds:
        return None
    heard_s = len(speeds) * interval_s
    gust = max(one.mean if one.high is None else one.high for one in speeds.values())
    known = [Wind(one.mean, directions[at], gust) for at, one in speeds.items() if at in directions]
    plain = math.fsum(one.mean for one in speeds.values()) / len(speeds)
    angle = direction(known)
    if angle is None or len(known) < _DIRECTED * len(speeds):
        return Wind(plain, None, gust, heard_s)
    along = math.fsum(
        one.speed * math.cos(math.radians((one.direction or 0.0) - angle)) for one in known
    )
    return Wind(along / len(known), angle, gust, heard_s)
