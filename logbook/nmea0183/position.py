"""Where and when: RMC, GGA, GLL, GNS, and ZDA for the clock alone."""

from typing import Final

from logbook.model.observations import Report
from logbook.model.quantities import COG, SOG, VARIATION
from logbook.model.units import KNOT
from logbook.nmea0183.fields import (
    EAST_WEST,
    NUMBERS,
    Bad,
    date,
    day_number,
    direction,
    position,
    said,
    signed,
    time_of_day,
    told,
)
from logbook.nmea0183.layout import places

_PLACE = ("lat", "lat_dir", "lon", "lon_dir")
(_TOD, _STATUS, _LAT, _LAT_DIR, _LON, _LON_DIR) = places("RMC", "timestamp", "status", *_PLACE)
(_SPEED, _COURSE, _DAY) = places("RMC", "spd_over_grnd", "true_course", "datestamp")
(_VARIATION, _VAR_DIR, _MODE) = places("RMC", "mag_variation", "mag_var_dir", "mode_indicator")
_GGA = places("GGA", "timestamp", *_PLACE, "gps_qual")
_GLL = places("GLL", "timestamp", "status", "faa_mode", *_PLACE)
_GNS = places("GNS", "timestamp", *_PLACE, "mode_indicator")
_ZDA = places("ZDA", "timestamp", "day", "month", "year")


NOT_A_FIX: Final = frozenset({b"N", b"E"})
"""FAA mode indicators (NMEA 0183 2.3): no fix, and estimated, which is dead reckoning.

The standard wants status V with both; receivers are about that leave it at A.
"""


def must_be_valid(status: bytes) -> None:
    """Raise Bad("void") for a status V, Bad("format") for anything else than A."""
    if status != b"A":
        raise Bad("void" if status == b"V" else "format")


def rmc(source: str, parts: list[bytes]) -> Report:
    """Return position, time, date, SOG, COG, variation of an RMC of NMEA 2.0 to 4.1.

    The navigational status of 4.1 is not asked: most receivers say V there, "not in use".
    """
    if parts[_STATUS] != b"A":
        must_be_valid(parts[_STATUS])
    if len(parts) > _MODE and parts[_MODE] in NOT_A_FIX:
        raise Bad("void")
    place = position(parts[_LAT], parts[_LAT_DIR], parts[_LON], parts[_LON_DIR])
    readings = []
    speed_kn = NUMBERS[parts[_SPEED]]
    if speed_kn is not None:
        readings.append(said((SOG, speed_kn * KNOT)))
    course = NUMBERS[parts[_COURSE]]
    if course is not None:
        readings.append(said((COG, direction(course))))
    if len(parts) > _VAR_DIR and parts[_VARIATION]:
        east = signed(parts[_VARIATION], parts[_VAR_DIR], EAST_WEST)
        if east is not None:
            readings.append(said((VARIATION, east)))
    return told((source, tuple(readings), place, time_of_day(parts[_TOD]), date(parts[_DAY])))


def gga(source: str, parts: list[bytes]) -> Report:
    """Return position and time of a GGA; quality 1 to 8 only (0 is no fix), but 6: estimated."""
    tod, lat, lat_dir, lon, lon_dir, quality = _GGA
    if parts[quality] not in {b"1", b"2", b"3", b"4", b"5", b"7", b"8"}:
        raise Bad("void" if parts[quality] in {b"0", b"6", b""} else "format")
    place = position(parts[lat], parts[lat_dir], parts[lon], parts[lon_dir])
    return Report(source, (), place, time_of_day(parts[tod]))


def gll(source: str, parts: list[bytes]) -> Report:
    """Return position and time of a GLL whose status is A and whose mode is a fix's."""
    tod, status, mode, lat, lat_dir, lon, lon_dir = _GLL
    must_be_valid(parts[status])
    if len(parts) > mode and parts[mode] in NOT_A_FIX:
        raise Bad("void")
    place = position(parts[lat], parts[lat_dir], parts[lon], parts[lon_dir])
    return Report(source, (), place, time_of_day(parts[tod]))


def gns(source: str, parts: list[bytes]) -> Report:
    """Return position and time of a GNS that at least one satellite system stands behind.

    Its mode has one letter a system (`AN`: GPS yes, GLONASS no; E only estimates).
    """
    tod, lat, lat_dir, lon, lon_dir, mode = _GNS
    if not parts[mode].strip(b"NE"):
        raise Bad("void")
    place = position(parts[lat], parts[lat_dir], parts[lon], parts[lon_dir])
    return Report(source, (), place, time_of_day(parts[tod]))


def zda(source: str, parts: list[bytes]) -> Report:
    """Return time and date of a ZDA; the date is None where its fields are empty."""
    tod, day, month, year = (parts[place] for place in _ZDA)
    said = None
    if day and month and year:
        if not (day + month + year).isdigit() or len(year) > 4:
            raise Bad("format")
        said = day_number(int(year), int(month), int(day))
    return Report(source, (), None, time_of_day(tod), said)
