"""The nights of a span of time, for what is drawn over it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from logbook.model.observations import Position
from logbook.sky.crossings import crossings, sampled
from logbook.sky.ephemeris import sun_altitude

RISING: Final = -50 / 60
"""The altitude of the sun's centre when its upper limb is at the horizon: 16' of semidiameter and
34' of refraction; Nautical Almanac."""
CIVIL: Final = -6.0
NAUTICAL: Final = -12.0
STEP_S: Final = 360.0
"""A sun that sets for less than six minutes is missed: refraction alone is as uncertain."""


def nights(since: float, until: float, position: Position) -> Sequence[tuple[float, float]]:
    """Return the nights between two instants, from sunset to sunrise, in order.

    All are UTC seconds since 1970, cut at `since` and `until`. Empty where the sun does not set,
    one night for the whole where it does not rise, empty too where `until` is not after `since`.
    """
    if until <= since:
        return ()
    height = partial(sun_altitude, place=position)
    samples = sampled(height, since, until, STEP_S)
    edges = [(since, samples[0].height >= RISING), *crossings(samples, height, RISING)]
    ends = [at for at, _ in edges[1:]] + [until]
    return tuple((begin, end) for (begin, risen), end in zip(edges, ends, strict=True) if not risen)
