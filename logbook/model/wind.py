"""The wind's arithmetic: true from apparent, vector means, and Beaufort's scale."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from logbook.model.units import wrap_180, wrap_360

BEAUFORT_MS: Final = (0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7)
"""Lowest speed (m/s) of forces 1 to 12 (WMO No. 306, Manual on Codes, table 1200)."""

Basis = Literal["instrument", "water", "ground"]
"""What a true wind stands on: the boat's own instrument, speed through the water, or SOG."""


class TrueWind(NamedTuple):
    """A true wind: `twa` degrees off the bow (starboard positive), `tws` m/s, `twd` degrees true.

    `twd` is where the wind comes from, None without a heading. `age_s` is the age of the oldest
    reading in it.
    """

    twa: float
    tws: float
    twd: float | None
    age_s: float
    basis: Basis


class MeanWind(NamedTuple):
    """A mean wind: `direction` it comes from (degrees), `speed` m/s."""

    direction: float
    speed: float


def true_wind(awa: float, aws: float, speed: float, drift: float = 0.0) -> tuple[float, float]:
    """Return (twa in degrees [-180, 180), tws in m/s) from the apparent wind.

    `awa` degrees off the bow, `aws` m/s. With `speed` through the water and no drift (leeway
    neglected) it is the wind over the water; with SOG, and `drift` = COG - HDG in degrees, the
    wind over the ground. The apparent wind is the true wind less the boat's own velocity. A true
    wind of nothing comes from ahead (twa 0).
    """
    angle, course = math.radians(awa), math.radians(drift)
    ahead = aws * math.cos(angle) - speed * math.cos(course)
    abeam = aws * math.sin(angle) - speed * math.sin(course)
    return wrap_180(math.degrees(math.atan2(abeam, ahead))), math.hypot(ahead, abeam)


def mean_wind(winds: Iterable[tuple[float, float]]) -> MeanWind | None:
    """Return the vector mean of winds (direction in degrees, speed in m/s).

    None where there are none, or where they cancel out and come from nowhere.
    """
    all_winds = list(winds)
    if not all_winds:
        return None
    east = math.fsum(speed * math.sin(math.radians(angle)) for angle, speed in all_winds)
    north = math.fsum(speed * math.cos(math.radians(angle)) for angle, speed in all_winds)
    total = math.fsum(abs(speed) for _, speed in all_winds)
    if math.hypot(east, north) <= 1e-9 * total:
        return None
    return MeanWind(
        wrap_360(math.degrees(math.atan2(east, north))), math.hypot(east, north) / len(all_winds)
    )


def beaufort(speed: float) -> int:
    """Return the force, 0 to 12, of a wind of `speed` m/s (WMO: a mean over 10 min, at 10 m)."""
    return bisect_right(BEAUFORT_MS, speed)
