"""Single fields: numbers, times, dates, units, hemispheres; strict where pynmea2 is not."""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, cast

from logbook.model.observations import Position, Reading, Report
from logbook.model.quantities import Quantity

said = cast("Callable[[tuple[Quantity, float]], Reading]", partial(tuple.__new__, Reading))
"""`said((SOG, 2.5))` is `Reading(SOG, 2.5)` in half the time, where it is made most often."""
_Told = tuple[str, tuple[Reading, ...], Position | None, float | None, int | None]
told = cast("Callable[[_Told], Report]", partial(tuple.__new__, Report))
"""`told((source, readings, position, tod, day))`: likewise a `Report`."""

_NUMBER = re.compile(rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)").fullmatch
_REMEMBERED: Final = 4096
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_PIVOT: Final = 80  # GPS time begins in 1980; a two-digit year before that is of this century

NORTH_SOUTH: Final = {b"N": 1.0, b"S": -1.0}
EAST_WEST: Final = {b"E": 1.0, b"W": -1.0}
RIGHT_LEFT: Final = {b"R": 1.0, b"L": -1.0}


class Bad(Exception):
    """A sentence that may not be used, and why in a word or two (`reason`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Numbers(dict[bytes, float | None]):
    """Fields already read: instruments repeat themselves, and a look-up is cheaper."""

    def __missing__(self, field: bytes) -> float | None:
        if not field:
            return None
        if _NUMBER(field) is None:
            raise Bad("format")
        if len(self) >= _REMEMBERED:
            self.clear()
        number = float(field)
        self[field] = number
        return number


NUMBERS: Final[Mapping[bytes, float | None]] = _Numbers({b"": None})
"""A numeric field -> its value, None for an empty one; raises Bad("format") for anything else."""

_DAYS: dict[bytes, int] = {}
_MINUTES: Final = {
    f"{hour:02}{minute:02}".encode(): 3600.0 * hour + 60.0 * minute
    for hour in range(24)
    for minute in range(60)
}


def time_of_day(field: bytes) -> float | None:
    """Return `hhmmss[.sss]` as seconds of the UTC day; a leap second reads 86400.

    None for an empty field. Raises Bad("format").
    """
    if not field:
        return None
    minutes = _MINUTES.get(field[:4])
    seconds = NUMBERS[field[4:]]
    if minutes is None or seconds is None or not field[4:6].isdigit() or seconds >= 61.0:
        raise Bad("format")
    return minutes + seconds


def date(field: bytes) -> int | None:
    """Return `ddmmyy` as days since 1970-01-01; None for an empty or an impossible date.

    A receiver that has not heard the date yet may say 000000: its position is none the worse.
    Raises Bad("format") for what is not six digits.
    """
    if not field:
        return None
    if (known := _DAYS.get(field)) is not None:
        return known
    if len(field) != 6 or not field.isdigit():
        raise Bad("format")
    if len(_DAYS) >= _REMEMBERED:
        _DAYS.clear()
    day = day_number(int(field[4:]), int(field[2:4]), int(field[:2]))
    if day is not None:
        _DAYS[field] = day
    return day


def day_number(year: int, month: int, day: int) -> int | None:
    """Return days since 1970-01-01, None for an impossible date; two-digit years by pivot."""
    if year < 100:
        year += 2000 if year < _PIVOT else 1900
    try:
        return dt.date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None


class _Degrees(dict[bytes, float]):
    """`4734.` -> 47.0 for what is a degree and a whole minute, with so many digits of degrees.

    A boat stays in the same minute for a while, so its form is seldom checked.
    """

    def __init__(self, digits: int) -> None:
        super().__init__()
        self._digits = digits
        self._is_right = re.compile(rb"\d{%d}[0-5]\d\.?" % digits).fullmatch

    def __missing__(self, whole: bytes) -> float:
        if self._is_right(whole) is None:
            raise Bad("position")
        if len(self) >= _REMEMBERED:
            self.clear()
        degrees = float(whole[: self._digits])
        self[whole] = degrees
        return degrees


_LATITUDES: Final = _Degrees(2)
_LONGITUDES: Final = _Degrees(3)


def position(lat: bytes, north_south: bytes, lon: bytes, east_west: bytes) -> Position:
    """Return `ddmm.mmm`, N or S, `dddmm.mmm`, E or W as a position.

    Raises Bad: "position" (a hemisphere missing, 60 minutes, 91°), "null island" (0, 0), "lat
    equals lon" (to the last digit: a receiver that copies one into the other).
    """
    if (
        not (lat[5:] or b"0").isdigit()
        or not (lon[6:] or b"0").isdigit()
        or north_south not in NORTH_SOUTH
        or east_west not in EAST_WEST
    ):
        raise Bad("position")
    latitude = _LATITUDES[lat[:5]] + float(lat[2:]) / 60.0
    longitude = _LONGITUDES[lon[:6]] + float(lon[3:]) / 60.0
    if latitude == longitude:
        raise Bad("null island" if latitude == 0.0 else "lat equals lon")
    try:
        return Position(NORTH_SOUTH[north_south] * latitude, EAST_WEST[east_west] * longitude)
    except ValueError:
        raise Bad("position") from None


def signed(
    value: bytes, side: bytes, sides: Mapping[bytes, float], *, most: float = 180.0
) -> float | None:
    """Return an angle with its side (E or W, R or L) as a sign; None for an empty one.

    More than `most` degrees, or less than none, reads NaN, which no range holds.
    Raises Bad("format") for a side that is not one of `sides`.
    """
    angle = NUMBERS[value]
    if angle is None:
        return None
    if side not in sides:
        raise Bad("format")
    return sides[side] * angle if 0.0 <= angle <= most else math.nan


def measured(value: bytes, unit: bytes, due: bytes) -> float | None:
    """Return a number that its unit letter follows; None for an empty one.

    Raises Bad("format") for another letter: a splice, or a unit that we would mistake.
    """
    number = NUMBERS[value]
    if number is not None and unit != due:
        raise Bad("format")
    return number


def direction(angle: float) -> float:
    """Return 360 as 0; anything outside [0, 360] is left for the range check to find."""
    return 0.0 if angle == 360.0 else angle


def off_the_bow(angle: float) -> float:
    """Return a wind angle of 0 to 360 (or already signed) in [-180, 180); others read NaN."""
    if not -180.0 <= angle <= 360.0:
        return math.nan
    return angle - 360.0 if angle >= 180.0 else angle
