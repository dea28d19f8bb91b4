"""The air's moisture: the dew point, and what its spread says of fog."""

import math
from enum import IntEnum
from typing import Final

from logbook.model.units import ZERO_CELSIUS_K

_A: Final = 17.62
_B: Final = 243.12
"""Magnus' formula over water, -45 to 60 °C (WMO-No. 8, Guide to Instruments, annex on humidity):
e = 6.112 exp(17.62 t / (243.12 + t)) hPa."""
_DRIEST: Final = 0.01
FOG_SPREAD_K: Final = 2.5
"""Fog may form where the air is within this of its dew point (forecasters' rule, 4 to 5 °F)."""
NEAR_FOG_K: Final = 1.0
"""Within this it is near: the least cooling is enough. Ours, since sensors err by half of it."""


class FogRisk(IntEnum):
    """How near fog is."""

    LOW = 0
    POSSIBLE = 1
    LIKELY = 2


def dew_point(air: float, humidity: float) -> float | None:
    """Return the dew point (K) of air at `air` (K) and relative `humidity` (0 to 1).

    None for air that is drier than any instrument can tell (under 1 %), or out of the formula's
    range.
    """
    celsius = air - ZERO_CELSIUS_K
    if humidity < _DRIEST or not -45.0 <= celsius <= 60.0:
        return None
    moisture = math.log(humidity) + _A * celsius / (_B + celsius)
    return ZERO_CELSIUS_K + _B * moisture / (_A - moisture)


def fog_risk(air: float, dew: float, sea: float | None = None) -> FogRisk:
    """Return how near fog is, from the air, its dew point and, where measured, the sea (K).

    By the spread; and over a sea that is no warmer than the dew point, the air that touches it is
    cooled to fog (advection fog): one step more.
    """
    spread = air - dew
    risk = FogRisk.LOW
    if spread <= FOG_SPREAD_K:
        risk = FogRisk.LIKELY if spread <= NEAR_FOG_K else FogRisk.POSSIBLE
    if sea is not None and sea <= dew:
        return FogRisk(min(FogRisk.LIKELY, risk + 1))
    return risk
