"""Where sun and moon stand, by astral; this alone knows it.

Astral is pure Python, so it runs on every small computer. Against PyEphem (VSOP87, ELP2000) its
sun is right to 0.02° and its moon to a minute of rising; its own search for risings and its moon
phase by whole days are not used. It is loaded at the first question, not with the server.
"""

import datetime as dt
import math
from typing import Final

from logbook.model.observations import Position

_REFRACTION: Final = 34 / 60
"""Degrees by which the air lifts what is seen at the horizon; Nautical Almanac."""
_MOON_RADIUS: Final = 0.2725
"""The moon's radius in radii of the earth; Meeus, Astronomical Algorithms, chapter 55."""


def sun_altitude(at: float, place: Position) -> float:
    """Return degrees of the sun's centre above the horizon, without refraction.

    Takes UTC seconds since 1970.
    """
    from astral import Observer
    from astral.sun import elevation

    return elevation(Observer(place.lat, place.lon), _utc(at), with_refraction=False)


def moon_height(at: float, place: Position) -> float:
    """Return degrees by which the moon's upper limb is seen above the horizon of the sea.

    Takes UTC seconds since 1970. Parallax, semidiameter and refraction are those at the horizon.
    """
    from astral.sidereal import lmst

    right_ascension, declination, distance = _moon(at)
    hour_angle = math.radians(lmst(_utc(at), place.lon)) - right_ascension
    lat = math.radians(place.lat)
    height = math.asin(
        math.sin(lat) * math.sin(declination)
        + math.cos(lat) * math.cos(declination) * math.cos(hour_angle)
    )
    parallax = math.asin(1.0 / distance)
    return math.degrees(height - (1.0 - _MOON_RADIUS) * parallax) + _REFRACTION


def moon_lit(at: float) -> tuple[float, bool]:
    """Return the lit part of the moon's disc (0 to 1) at UTC seconds, and whether it grows."""
    from astral.julian import julianday, julianday_to_juliancentury
    from astral.sun import sun_declination, sun_rt_ascension

    century = julianday_to_juliancentury(julianday(_utc(at)))
    sun_ra = math.radians(sun_rt_ascension(century))
    sun_dec = math.radians(sun_declination(century))
    right_ascension, declination, _ = _moon(at)
    apart = math.sin(sun_dec) * math.sin(declination) + math.cos(sun_dec) * math.cos(
        declination
    ) * math.cos(right_ascension - sun_ra)
    # The sun is so far away that the angle at the moon is what is left of 180°.
    return (1.0 - apart) / 2, math.sin(right_ascension - sun_ra) > 0.0


def _moon(at: float) -> tuple[float, float, float]:
    """Return right ascension and declination (radians), distance (radii of the earth)."""
    from astral.julian import julianday_2000
    from astral.moon import moon_position

    found = moon_position(julianday_2000(_utc(at)))
    return found.right_ascension, found.declination, found.distance


def _utc(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, dt.UTC)
