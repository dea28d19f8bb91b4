"""Which sentence is believed first where several give one quantity.

Between feeds the skipper's order decides; within a feed this table does, best first.
"""

from collections.abc import Mapping
from typing import Final

from logbook.model.quantities import (
    AIR_TEMP,
    AWA,
    AWS,
    BARO,
    BATTERY,
    COG,
    DEPTH,
    DEPTH_KEEL,
    DEPTH_SURFACE,
    DEW_POINT,
    ENGINE,
    HDG,
    HEEL,
    HUMIDITY,
    LOG_TOTAL,
    LOG_TRIP,
    QUANTITIES,
    ROT,
    RUDDER,
    SEA_TEMP,
    SOG,
    STW,
    TRIM,
    TWA,
    TWD,
    TWS,
    VARIATION,
    WEATHER_S,
    Quantity,
)

POSITION: Final = Quantity("position")
"""The position, owned by one source like any quantity, so that two GPS do not fight."""
CLOCK: Final = Quantity("clock")
"""Time with its date, likewise."""

SOURCES: Final[Mapping[Quantity, tuple[str, ...]]] = {
    POSITION: ("RMC", "GNS", "GGA", "GLL"),
    CLOCK: ("RMC", "ZDA"),
    SOG: ("RMC", "VTG"),
    COG: ("RMC", "VTG"),
    VARIATION: ("RMC", "HDG"),
    HDG: ("HDT", "THS", "HDG", "VHW", "HDM"),
    STW: ("VHW",),
    AWA: ("MWV", "VWR"),
    AWS: ("MWV", "VWR"),
    TWA: ("MWV", "VWT"),
    TWS: ("MWV", "MWD", "VWT", "MDA"),
    TWD: ("MWD", "MDA"),
    DEPTH: ("DPT", "DBT"),
    DEPTH_SURFACE: ("DBS", "DPT"),
    DEPTH_KEEL: ("DBK", "DPT"),
    SEA_TEMP: ("MTW", "MDA", "XDR"),
    AIR_TEMP: ("MDA", "MTA", "XDR"),
    DEW_POINT: ("MDA", "XDR"),
    BARO: ("MDA", "MMB", "XDR"),
    HUMIDITY: ("MDA", "XDR"),
    HEEL: ("XDR",),
    TRIM: ("XDR",),
    RUDDER: ("RSA", "XDR"),
    ROT: ("ROT",),
    ENGINE: ("RPM",),
    LOG_TOTAL: ("VLW",),
    LOG_TRIP: ("VLW",),
    BATTERY: ("XDR",),
}

_HOLD_S: Final = 5.0
_WEATHER_HOLD_S: Final = 10.0


def hold_s(quantity: Quantity) -> float:
    """Return how long (s) an owner may be silent before a lesser source takes its place.

    Five seconds (weather: ten): several turns of any instrument, and well within shelf lives.
    """
    row = QUANTITIES.get(quantity)
    return _WEATHER_HOLD_S if row is not None and row.shelf_s == WEATHER_S else _HOLD_S


def offers(formatter: str) -> tuple[Quantity, ...]:
    """Return everything that a sentence of this type can say."""
    return tuple(quantity for quantity, types in SOURCES.items() if formatter in types)
