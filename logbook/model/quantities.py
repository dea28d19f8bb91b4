"""The table of measured quantities: their names, units, shelf lives and believable ranges.

A quantity is known everywhere by its short name: in readings, in samples, in an entry's
conditions and in `--json`. Adding one is adding a row here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NewType

Quantity = NewType("Quantity", str)
Kind = Literal["scalar", "direction", "angle"]

SOG: Final = Quantity("sog")
COG: Final = Quantity("cog")
HDG: Final = Quantity("hdg")
VARIATION: Final = Quantity("variation")
STW: Final = Quantity("stw")
AWA: Final = Quantity("awa")
AWS: Final = Quantity("aws")
TWA: Final = Quantity("twa")
TWS: Final = Quantity("tws")
TWD: Final = Quantity("twd")
DEPTH: Final = Quantity("depth")
DEPTH_SURFACE: Final = Quantity("depth_surface")
DEPTH_KEEL: Final = Quantity("depth_keel")
SEA_TEMP: Final = Quantity("sea_temp")
AIR_TEMP: Final = Quantity("air_temp")
DEW_POINT: Final = Quantity("dew_point")
BARO: Final = Quantity("baro")
HUMIDITY: Final = Quantity("humidity")
HEEL: Final = Quantity("heel")
TRIM: Final = Quantity("trim")
RUDDER: Final = Quantity("rudder")
ROT: Final = Quantity("rot")
ENGINE: Final = Quantity("engine")
LOG_TOTAL: Final = Quantity("log_total")
LOG_TRIP: Final = Quantity("log_trip")
BATTERY: Final = Quantity("battery")

NAVIGATION_S: Final = 60.0
DEPTH_S: Final = 10.0
WEATHER_S: Final = 90.0


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one quantity.

    `shelf_s` is how long a reading may be quoted (seconds). `low` and `high` bound what is
    believed, in `unit`. A `direction` is degrees true in [0, 360); an `angle` is degrees off
    the bow, starboard positive, in [-180, 180); both are averaged as vectors.
    """

    unit: str
    shelf_s: float
    low: float
    high: float
    kind: Kind = "scalar"


QUANTITIES: Final[Mapping[Quantity, Row]] = {
    SOG: Row("m/s", NAVIGATION_S, 0.0, 103.0),
    COG: Row("deg true", NAVIGATION_S, 0.0, 360.0, "direction"),
    HDG: Row("deg true", NAVIGATION_S, 0.0, 360.0, "direction"),
    VARIATION: Row("deg east", 3600.0, -90.0, 90.0),
    STW: Row("m/s", NAVIGATION_S, 0.0, 52.0),
    AWA: Row("deg", WEATHER_S, -180.0, 180.0, "angle"),
    AWS: Row("m/s", WEATHER_S, 0.0, 103.0),
    TWA: Row("deg", WEATHER_S, -180.0, 180.0, "angle"),
    TWS: Row("m/s", WEATHER_S, 0.0, 103.0),
    TWD: Row("deg true", WEATHER_S, 0.0, 360.0, "direction"),
    DEPTH: Row("m below transducer", DEPTH_S, 0.0, 11_000.0),
    DEPTH_SURFACE: Row("m below surface", DEPTH_S, 0.0, 11_000.0),
    DEPTH_KEEL: Row("m below keel", DEPTH_S, -50.0, 11_000.0),
    SEA_TEMP: Row("K", WEATHER_S, 269.15, 313.15),
    AIR_TEMP: Row("K", WEATHER_S, 213.15, 333.15),
    DEW_POINT: Row("K", WEATHER_S, 173.15, 313.15),
    BARO: Row("Pa", WEATHER_S, 85_000.0, 109_000.0),
    HUMIDITY: Row("ratio", WEATHER_S, 0.0, 1.0),
    HEEL: Row("deg to starboard", NAVIGATION_S, -180.0, 180.0),
    TRIM: Row("deg bow up", NAVIGATION_S, -90.0, 90.0),
    RUDDER: Row("deg to starboard", NAVIGATION_S, -90.0, 90.0),
    ROT: Row("deg/s to starboard", NAVIGATION_S, -90.0, 90.0),
    ENGINE: Row("Hz", NAVIGATION_S, 0.0, 200.0),
    LOG_TOTAL: Row("m", NAVIGATION_S, 0.0, 1e10),
    LOG_TRIP: Row("m", NAVIGATION_S, 0.0, 1e10),
    BATTERY: Row("V", WEATHER_S, 0.0, 100.0),
}
"""Shelf lives: product rule (depth 10 s, navigation 60 s, weather 90 s). Ranges: wider than any
sea has shown (baro 870 to 1084 hPa on record; sea surface up to 38 °C, 40 allowed), so that a
sensor fault is caught and a storm is not."""
