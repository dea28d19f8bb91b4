"""Distances, bearings and places on the Earth, each named for the figure that it is taken on.

Everything takes WGS 84 degrees, gives metres and degrees true, goes the short way across the
antimeridian and holds at the poles.
"""

import math
from typing import Final

from logbook.model.observations import Position
from logbook.model.units import wrap_180, wrap_360

SEMI_MAJOR_M: Final = 6_378_137.0
"""Equatorial radius of WGS 84 (NGA.STND.0036, 2014)."""
FLATTENING: Final = 1.0 / 298.257223563
"""Flattening of WGS 84 (the same)."""
ECCENTRICITY_2: Final = FLATTENING * (2.0 - FLATTENING)
SPHERE_M: Final = 6_371_008.8
"""Mean radius of the Earth (IUGG R1), for what is taken on the sphere."""

_LOCAL_DEG: Final = 0.5
_LOCAL_LAT: Final = 85.0
_NEARLY_OPPOSITE: Final = 3.1


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Return how many metres one degree of latitude and one of longitude are at `lat`.

    Ellipsoid, from the radii of curvature in the meridian and in the prime vertical.
    """
    cos_lat = math.cos(math.radians(lat))
    w2 = 1.0 - ECCENTRICITY_2 * (1.0 - cos_lat * cos_lat)
    east = SEMI_MAJOR_M / math.sqrt(w2)
    return (
        math.radians(east * (1.0 - ECCENTRICITY_2) / w2),
        math.radians(east * cos_lat),
    )


def hop_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance (m) of a short hop, on the ellipsoid taken as flat at mid-latitude.

    Within 2e-5 of the true distance up to half a degree; longer hops and those within 5° of a
    pole are handed to `distance_m`'s formula.
    """
    d_lat = lat2 - lat1
    d_lon = wrap_180(lon2 - lon1)
    if abs(d_lat) > _LOCAL_DEG or abs(d_lon) > _LOCAL_DEG or abs(lat1) > _LOCAL_LAT:
        return _lambert_m(lat1, lon1, lat2, lon2)
    north, east = metres_per_degree((lat1 + lat2) / 2.0)
    return math.hypot(d_lat * north, d_lon * east)


def distance_m(start: Position, end: Position) -> float:
    """Return the shortest distance (m) on the ellipsoid.

    Short hops as `hop_m`; otherwise Lambert's formula (1942), good to about 1e-5 of the distance.
    Within 2.5° of the opposite side of the Earth, where that formula fails, the sphere (0.5 %).
    """
    return hop_m(start.lat, start.lon, end.lat, end.lon)


def _lambert_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    reduced1 = math.atan((1.0 - FLATTENING) * math.tan(math.radians(lat1)))
    reduced2 = math.atan((1.0 - FLATTENING) * math.tan(math.radians(lat2)))
    half_lon = math.radians(wrap_180(lon2 - lon1)) / 2.0
    mean = (reduced1 + reduced2) / 2.0
    half = (reduced2 - reduced1) / 2.0
    haversine = (
        math.sin(half) ** 2 + math.cos(reduced1) * math.cos(reduced2) * math.sin(half_lon) ** 2
    )
    # Rounding may carry it a hair past 1 at the antipodes.
    angle = 2.0 * math.asin(math.sqrt(min(1.0, haversine)))
    if angle == 0.0:
        return 0.0
    if angle > _NEARLY_OPPOSITE:
        return SPHERE_M * angle
    sin_angle = math.sin(angle)
    along = (angle - sin_angle) * (math.sin(mean) * math.cos(half) / math.cos(angle / 2.0)) ** 2
    across = (angle + sin_angle) * (math.cos(mean) * math.sin(half) / math.sin(angle / 2.0)) ** 2
    return SEMI_MAJOR_M * (angle - FLATTENING / 2.0 * (along + across))


def bearing(start: Position, end: Position) -> float:
    """Return the initial great-circle bearing (degrees true, [0, 360)), on the sphere.

    The ellipsoid would differ by at most 0.2°. From a place to itself it is 0.
    """
    lat1, lat2 = math.radians(start.lat), math.radians(end.lat)
    d_lon = math.radians(end.lon - start.lon)
    east = math.sin(d_lon) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(d_lon)
    return wrap_360(math.degrees(math.atan2(east, north)))


def displace(start: Position, course: float, distance: float) -> Position:
    """Return the place `distance` metres from `start` on the initial `course` (degrees true).

    Great circle on the sphere: within 0.6 % of the ellipsoid's distance.
    """
    lat, heading, arc = math.radians(start.lat), math.radians(course), distance / SPHERE_M
    sin_lat = math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(heading)
    sin_lat = max(-1.0, min(1.0, sin_lat))
    d_lon = math.atan2(
        math.sin(heading) * math.sin(arc) * math.cos(lat),
        math.cos(arc) - math.sin(lat) * sin_lat,
    )
    return Position(math.degrees(math.asin(sin_lat)), wrap_180(start.lon + math.degrees(d_lon)))


def interpolate(start: Position, end: Position, fraction: float) -> Position:
    """Return the place `fraction` (0 to 1) of the way, linear in latitude and in longitude.

    The longitude goes the short way: this is the straight line of the track's promise.
    """
    return Position(
        start.lat + (end.lat - start.lat) * fraction,
        wrap_180(start.lon + wrap_180(end.lon - start.lon) * fraction),
    )
