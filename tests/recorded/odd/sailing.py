"""A boat on a straight course, and the sentences that her instruments make of it."""

import datetime as dt
import math
from functools import reduce

BEGIN = dt.datetime(2026, 6, 1, 10, 0, tzinfo=dt.UTC)
KNOTS = 6.0
COURSE = 250.0


def line(body: str) -> bytes:
    """Return a sentence with its checksum and line end."""
    total = reduce(lambda sum_, byte: sum_ ^ byte, body.encode(), 0)
    return f"${body}*{total:02X}\r\n".encode()


def at(second: float) -> dt.datetime:
    """Return the instant of a second of the passage."""
    return BEGIN + dt.timedelta(seconds=second)


def place(second: float) -> tuple[float, float]:
    """Return latitude and longitude, degrees, after so many seconds at six knots."""
    miles = KNOTS * second / 3600
    lat = 48.30 + miles / 60 * math.cos(math.radians(COURSE))
    return lat, -4.55 + miles / 60 * math.sin(math.radians(COURSE)) / math.cos(math.radians(48.3))


def where(second: float) -> str:
    """Return the place as the four fields of a sentence, to a ten-thousandth of a minute."""
    lat, lon = (abs(degrees) for degrees in place(second))
    return (
        f"{int(lat):02}{lat % 1 * 60:07.4f},N,{int(lon):03}{lon % 1 * 60:07.4f},W"  # never 60.0000
    )


def clock(instant: dt.datetime) -> str:
    """Return the time of day as a field."""
    return instant.strftime("%H%M%S.00")


def rmc(second: float, *, time: dt.datetime | None = None, tail: str = ",,A") -> bytes:
    """Return an RMC of where she is then; `time` is what it states instead."""
    stated = time or at(second)
    return line(
        f"GPRMC,{clock(stated)},A,{where(second)},{KNOTS:.1f},{COURSE:.1f},{stated:%d%m%y}{tail}"
    )


def gga(second: float, *, time: dt.datetime | None = None) -> bytes:
    """Return a GGA of where she is then."""
    return line(f"GPGGA,{clock(time or at(second))},{where(second)},1,08,1.0,12.0,M,49.0,M,,")


def depth(second: float) -> bytes:
    """Return a DPT: an even slope from 20 m to 40 m in the hour."""
    return line(f"SDDPT,{20 + second / 180:.1f},0.5")
