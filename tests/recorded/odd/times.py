"""Receivers whose dates and times are odd."""

import datetime as dt
from collections.abc import Iterator

from tests.recorded.odd.sailing import at, clock, depth, gga, line, rmc, where


def minute_not_carried() -> bytes:
    """Give twenty minutes whose every new minute is at first the old one: 59 s back."""

    def lines() -> Iterator[bytes]:
        for second in range(20, 1220):
            late = dt.timedelta(minutes=1 if second % 60 == 0 else 0)
            yield rmc(second, time=at(second) - late)
            yield depth(second)

    return b"".join(lines())


def no_date() -> bytes:
    """Give half an hour of GLL and VTG, and ZDA that leaves its date empty."""

    def lines() -> Iterator[bytes]:
        for second in range(1800):
            yield line(f"GPGLL,{where(second)},{clock(at(second))},A,A")
            yield line("GPVTG,250.0,T,,M,6.0,N,11.1,K,A")
            yield line(f"GPZDA,{clock(at(second))},,,,00,")
            yield depth(second)

    return b"".join(lines())


def date_beside() -> bytes:
    """Give half an hour over midnight: RMC leaves its date empty, ZDA beside it states it."""

    def lines() -> Iterator[bytes]:
        for second in range(1800):
            now = at(second) + dt.timedelta(hours=13, minutes=45)
            yield line(f"GPRMC,{clock(now)},A,{where(second)},6.0,250.0,,,,A")
            yield line(f"GPZDA,{clock(now)},{now:%d,%m,%Y},00,00")

    return b"".join(lines())


def nine_hours_silent() -> bytes:
    """Give half an hour, nothing for nine hours, and the half hour after it."""
    hours = 9 * 3600
    seconds = (*range(1800), *range(1800 + hours, 3600 + hours))
    return b"".join(rmc(second) + depth(second) for second in seconds)


def cold_start() -> bytes:
    """Give nineteen minutes without a fix: no time, then no date, then void; then a quarter hour.

    Depth and pressure are heard all along.
    """

    def lines() -> Iterator[bytes]:
        for second in range(1140 + 900):
            now = at(second)
            yield depth(second)
            yield line("IIXDR,P,1.0132,B,BARO")
            if second >= 1140:
                yield rmc(second)
                yield gga(second)
            elif second >= 600:
                yield line(f"GPRMC,{clock(now)},V,,,,,,,{now:%d%m%y},,,N")
                yield line(f"GPGGA,{clock(now)},,,,,0,00,99.99,,M,,M,,")
            elif second >= 300:
                yield line(f"GPRMC,{clock(now)},V,,,,,,,,,,N")
                yield line(f"GPGGA,{clock(now)},,,,,0,00,99.99,,M,,M,,")
            else:
                yield line("GPRMC,,V,,,,,,,,,,N")
                yield line("GPGGA,,,,,,0,00,99.99,,,,,,")

    return b"".join(lines())


def five_a_stamp() -> bytes:
    """Give twenty minutes of a position each two seconds, whose time steps each ten."""

    def lines() -> Iterator[bytes]:
        for second in range(0, 1200, 2):
            stamp = at(second - second % 10)
            yield rmc(second, time=stamp)
            yield gga(second, time=stamp)

    return b"".join(lines())
