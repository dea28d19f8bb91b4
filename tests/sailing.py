"""Recordings made by hand: a boat that lies, sails a winding course and lies again, as NMEA."""

import datetime as dt
import math
from collections.abc import Iterator

from logbook.model.geodesy import displace
from logbook.model.observations import Position
from logbook.model.units import KNOT
from logbook.nmea0183 import writer

BREST = Position(48.3735, -4.4983333)


def instant(text: str) -> float:
    """Return `2026-06-01 11:30` as UTC seconds since 1970."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp()


def rmc(at: float, place: Position, kn: float, cog: float, *, dated: bool = True) -> bytes:
    """Return one RMC sentence."""
    (lat, lat_dir), (lon, lon_dir) = writer.latitude(place.lat), writer.longitude(place.lon)
    return writer.sentence(
        "GP",
        "RMC",
        timestamp=writer.time_of_day(at),
        status="A",
        lat=lat,
        lat_dir=lat_dir,
        lon=lon,
        lon_dir=lon_dir,
        spd_over_grnd=f"{kn:.2f}",
        true_course=f"{cog:.1f}",
        datestamp=f"{writer.date(at):%d%m%y}" if dated else "",
    )


def gll(at: float, place: Position) -> bytes:
    """Return one GLL sentence: a position and a time of day, and no date."""
    (lat, lat_dir), (lon, lon_dir) = writer.latitude(place.lat), writer.longitude(place.lon)
    return writer.sentence(
        "GP",
        "GLL",
        lat=lat,
        lat_dir=lat_dir,
        lon=lon,
        lon_dir=lon_dir,
        timestamp=writer.time_of_day(at),
        status="A",
        faa_mode="A",
    )


def wind(angle: float, kn: float) -> bytes:
    """Return one MWV sentence with the apparent wind."""
    return writer.sentence(
        "WI",
        "MWV",
        wind_angle=f"{angle:.1f}",
        reference="R",
        wind_speed=f"{kn:.1f}",
        wind_speed_units="N",
        status="A",
    )


def pressure(bar: float) -> bytes:
    """Return one XDR sentence with the barometer."""
    return writer.transducers("WI", ("P", f"{bar:.5f}", "B", "Barometer"))


def passage(
    start: str,
    hours: float,
    *,
    lies_s: int = 900,
    every_s: int = 5,
    dated: bool = True,
    place: Position = BREST,
) -> Iterator[bytes]:
    """Yield the sentences of a passage at about 6 kn, between two stays of `lies_s` seconds."""
    at = instant(start)
    sails = range(lies_s, lies_s + round(hours * 3600))
    for second in range(0, lies_s + round(hours * 3600) + lies_s, every_s):
        kn = 6.0 + math.sin(second / 300.0) if second in sails else 0.0
        cog = (250.0 + 50.0 * math.sin(second / 900.0)) % 360.0
        place = displace(place, cog, kn * KNOT * every_s)
        yield rmc(at + second, place, kn, cog, dated=dated)
        if second % 10 == 0:
            yield wind(40.0 + second % 7, 14.0)
        if second % 60 == 0:
            yield pressure(1.013 - second * 1e-7)
