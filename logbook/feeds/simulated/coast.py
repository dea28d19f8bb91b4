"""The coast of the simulated passage: Concarneau, Groix, and the water between them.

Places and depths are those of the area, rounded: good for a demonstration, not for navigation.
"""

import math
from dataclasses import dataclass
from typing import Final

METRES_A_DEGREE: Final = 111_195.0
"""A degree of latitude on the sphere of 6,371 km."""
ORIGIN: Final = (47.75, -3.70)
_ASPECT: Final = math.cos(math.radians(ORIGIN[0]))

SPRING_HOURS: Final = 14.7653 * 24.0
"""The moon's phases bring springs back after half a synodic month."""
M2_HOURS: Final = 12.4206
"""The principal lunar tide."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to sail by: metres east and north of the origin, charted depth in metres."""

    x: float
    y: float
    depth: float
    harbour: bool


def to_metres(lat: float, lon: float) -> tuple[float, float]:
    """Return metres east and north of the origin; flat, which 30 miles allow."""
    return (
        (lon - ORIGIN[1]) * METRES_A_DEGREE * _ASPECT,
        (lat - ORIGIN[0]) * METRES_A_DEGREE,
    )


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude of metres east and north of the origin."""
    return ORIGIN[0] + y / METRES_A_DEGREE, ORIGIN[1] + x / (METRES_A_DEGREE * _ASPECT)


def _mark(lat: float, lon: float, depth: float, *, harbour: bool = False) -> Mark:
    x, y = to_metres(lat, lon)
    return Mark(x, y, depth, harbour)


ROUTE: Final = (
    _mark(47.8691, -3.9140, 2.6, harbour=True),  # berth in Concarneau
    _mark(47.8668, -3.9162, 4.0, harbour=True),  # off the breakwater
    _mark(47.8583, -3.9253, 8.0, harbour=True),  # Le Cochon
    _mark(47.8010, -3.9350, 24.0),  # west of the rocks of Trévignon
    _mark(47.7150, -3.7700, 44.0),  # open water
    _mark(47.6620, -3.5150, 36.0),  # north-west of Pen Men
    _mark(47.6560, -3.4480, 17.0, harbour=True),  # off Port-Tudy
    _mark(47.6462, -3.4458, 5.5, harbour=True),  # between the pierheads
    _mark(47.6446, -3.4466, 3.0, harbour=True),  # buoy in Port-Tudy
)


def charted_depth(x: float, y: float) -> float:
    """Return the charted depth (m) at a place: the marks' own, with swell and hollows between."""
    weights = depths = 0.0
    for mark in ROUTE:
        distance_sq = (x - mark.x) ** 2 + (y - mark.y) ** 2
        weight = 1.0 / (distance_sq + 400.0)
        weights += weight
        depths += weight * mark.depth
    mean = depths / weights
    relief = math.sin(x / 410.0) * math.sin(y / 530.0) + 0.5 * math.sin((x + y) / 137.0)
    return mean * (1.0 + 0.07 * relief)


def tide_height(at: float) -> float:
    """Return the height of tide (m above chart datum) at an instant, UTC seconds since 1970.

    Mean level 3 m, range 2 m at neaps to 4.6 m at springs, as in the ports of south Brittany.
    """
    return 3.0 + _range(at) * math.cos(_tide_phase(at))


def tidal_stream(at: float) -> tuple[float, float]:
    """Return the stream (m/s east and north): along the coast, half a knot at springs."""
    speed = 0.11 * _range(at) * math.sin(_tide_phase(at))
    # The flood sets along the coast to 115 degrees, the ebb back.
    return speed * math.sin(math.radians(115.0)), speed * math.cos(math.radians(115.0))


def _tide_phase(at: float) -> float:
    return 2.0 * math.pi * (at / 3600.0) / M2_HOURS


def _range(at: float) -> float:
    return 1.65 + 0.65 * math.cos(2.0 * math.pi * (at / 3600.0) / SPRING_HOURS)
