"""Sun and moon of one of the ship's days, for where she is."""

import math
from functools import partial
from typing import Final

from logbook.model.observations import Position
from logbook.model.sky import Sky
from logbook.sky.crossings import above, sampled
from logbook.sky.ephemeris import moon_height, moon_lit, sun_altitude
from logbook.sky.sun import CIVIL, NAUTICAL, RISING, STEP_S

_DAY_S: Final = 24 * 3600
_MOON_STEP_S: Final = 1800.0
"""A moon that is up or down for less is missed: far north or south, some days of a year."""


def of_day(at: float, place: Position, ship_offset_s: int) -> Sky:
    """Return the sky of the ship's day that holds `at` (UTC seconds since 1970).

    The day is from midnight to midnight by the ship's clock, `ship_offset_s` east of UTC, however
    far that is from the meridian's own. Some milliseconds of work for the first place of a day,
    half of one for each after.
    """
    since = math.floor((at + ship_offset_s) / _DAY_S) * _DAY_S - ship_offset_s
    until = float(since + _DAY_S)
    sun = partial(sun_altitude, place=place)
    moon = partial(moon_height, place=place)
    suns = sampled(sun, since, until, STEP_S)
    lit, waxing = moon_lit(at)
    return Sky(
        sun=above(suns, sun, RISING),
        civil=above(suns, sun, CIVIL),
        nautical=above(suns, sun, NAUTICAL),
        moon=above(sampled(moon, since, until, _MOON_STEP_S), moon),
        lit=lit,
        waxing=waxing,
    )
