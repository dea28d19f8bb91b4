"""Where sun and moon stand, by astral; this alone knows it.

Astral is pure Python, so it runs on every small computer. Against PyEphem (VSOP87, ELP2000) its
sun is right to 0.02° and its moon to a minute of rising; its own search for risings and its moon
phase by whole days are not used. It is loaded at the first question, not with the server.

What an almanac prints for an instant is the same for every place, costs thirty times what a place
makes of it, and is asked for the same instants all day: it is remembered.
"""

import datetime as dt
import math
from functools import lru_cache
from typing import Final, NamedTuple

from logbook.model.observations import Position

_REFRACTION: Final = 34 / 60
"""Degrees by which the air lifts what is seen at the horizon; Nautical Almanac."""
_MOON_RADIUS: Final = 0.2725
"""The moon's radius in radii of the earth; Meeus, Astronomical Algorithms, chapter 55."""
_REMEMBERED: Final = 1024
"""Instants: a day of the sun in steps of six minutes, three times over."""


class _Body(NamedTuple):
    """A body as an almanac has it: Greenwich hour angle and declination, radians."""

    gha: float
    declination: float


def sun_altitude(at: float, place: Position) -> float:
    """Return degrees of the sun's centre above the horizon, without refraction.

    Takes UTC seconds since 1970.
    """
    return math.degrees(_altitude(_sun(at), place))


def moon_height(at: float, place: Position) -> float:
    """Return degrees by which the moon's upper limb is seen above the horizon of the sea.

    Takes UTC seconds since 1970. Parallax, semidiameter and refraction are those at the horizon.
    """
    body, distance = _moon(at)
    parallax = math.asin(1.0 / distance)
    height = _altitude(body, place) - (1.0 - _MOON_RADIUS) * parallax
    return math.degrees(height) + _REFRACTION


def moon_lit(at: float) -> tuple[float, bool]:
    """Return the lit part of the moon's disc (0 to 1) at UTC seconds, and whether it grows."""
    from astral.julian import julianday, julianday_to_juliancentury
    from astral.sun import sun_declination, sun_rt_ascension

    century = julianday_to_juliancentury(julianday(_utc(at)))
    sun_ra = math.radians(sun_rt_ascension(century))
    sun_dec = math.radians(sun_declination(century))
    right_ascension, declination, _ = _moon_position(at)
    apart = math.sin(sun_dec) * math.sin(declination) + math.cos(sun_dec) * math.cos(
        declination
    ) * math.cos(right_ascension - sun_ra)
    # The sun is so far away that the angle at the moon is what is left of 180°.
    return (1.0 - apart) / 2, math.sin(right_ascension - sun_ra) > 0.0


def _altitude(body: _Body, place: Position) -> float:
    """Return the altitude (radians) of a body's centre; Meeus, chapter 13."""
    lat = math.radians(place.lat)
    sine = math.sin(lat) * math.sin(body.declination) + math.cos(lat) * math.cos(
        body.declination
    ) * math.cos(body.gha + math.radians(place.lon))
    # Straight overhead the sum may be a hair above 1.
    return math.asin(max(-1.0, min(1.0, sine)))


@lru_cache(maxsize=_REMEMBERED)
def _sun(at: float) -> _Body:
    from astral.julian import julianday, julianday_to_juliancentury
    from astral.sun import eq_of_time, sun_declination

    century = julianday_to_juliancentury(julianday(_utc(at)))
    # At 12 h by the sun it stands over Greenwich; a minute is a quarter of a degree.
    minutes = at % 86_400 / 60 + eq_of_time(century)
    return _Body(math.radians(minutes / 4 - 180.0), math.radians(sun_declination(century)))


@lru_cache(maxsize=_REMEMBERED)
def _moon(at: float) -> tuple[_Body, float]:
    """Return the moon, and its distance (radii of the earth)."""
    from astral.sidereal import gmst

    right_ascension, declination, distance = _moon_position(at)
    return _Body(math.radians(gmst(_utc(at))) - right_ascension, declination), distance


def _moon_position(at: float) -> tuple[float, float, float]:
    """Return right ascension and declination (radians), distance (radii of the earth)."""
    from astral.julian import julianday_2000
    from astral.moon import moon_position

    found = moon_position(julianday_2000(_utc(at)))
    return found.right_ascension, found.declination, found.distance


def _utc(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, dt.UTC)
