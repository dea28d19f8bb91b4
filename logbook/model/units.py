"""Units: SI inside, nautical at the edge; and the arithmetic of angles.

Speeds are m/s, distances m, temperatures K, pressures Pa, humidity a ratio from 0 to 1, angles
and positions degrees. A number in another unit says so in its name (`speed_kn`).
"""

import math

NAUTICAL_MILE_M = 1852.0
"""By definition (First International Extraordinary Hydrographic Conference, Monaco 1929)."""
KNOT = NAUTICAL_MILE_M / 3600.0
"""One knot in m/s."""
KMH = 1.0 / 3.6
FOOT_M = 0.3048
FATHOM_M = 1.8288
INCH_HG_PA = 3386.389
"""Conventional inch of mercury at 0 °C (ISO 80000-4)."""
GALLON_US_L = 3.785411784
"""231 cubic inches (NIST Handbook 44, appendix C)."""
GALLON_IMPERIAL_L = 4.54609
"""Units of Measurement Regulations 1995 (SI 1995/1804)."""
BAR_PA = 100_000.0
ZERO_CELSIUS_K = 273.15


def wrap_360(angle: float) -> float:
    """Return `angle` (degrees) in [0, 360)."""
    wrapped = angle % 360.0
    # A tiny negative angle rounds up to 360.0 itself.
    return 0.0 if wrapped >= 360.0 else wrapped


def wrap_180(angle: float) -> float:
    """Return `angle` (degrees) in [-180, 180)."""
    return wrap_360(angle + 180.0) - 180.0


def turn(start: float, end: float) -> float:
    """Return the shortest turn from `start` to `end`, degrees in [-180, 180): 359 to 1 is 2."""
    return wrap_180(end - start)


def mean_direction(angles: list[float]) -> float | None:
    """Return the vector mean of directions (degrees), or None where they cancel out."""
    radians = [math.radians(angle) for angle in angles]
    east = math.fsum(map(math.sin, radians))
    north = math.fsum(map(math.cos, radians))
    if math.hypot(east, north) <= 1e-9 * max(1, len(angles)):
        return None
    return wrap_360(math.degrees(math.atan2(east, north)))


def celsius(temperature: float) -> float:
    """Return a temperature in K as °C."""
    return temperature - ZERO_CELSIUS_K


def knots(speed: float) -> float:
    """Return a speed in m/s as knots."""
    return speed / KNOT


def nautical_miles(distance: float) -> float:
    """Return a distance in m as nautical miles."""
    return distance / NAUTICAL_MILE_M
