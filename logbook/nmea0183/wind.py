"""Wind on the bow, apparent and true, and wind by the compass rose: MWV VWR VWT MWD."""

from typing import Final

from logbook.model.observations import Report
from logbook.model.quantities import AWA, AWS, TWA, TWD, TWS, Quantity
from logbook.model.units import KMH, KNOT
from logbook.nmea0183.course import TWD_MAGNETIC, compass
from logbook.nmea0183.fields import (
    NUMBERS,
    RIGHT_LEFT,
    Bad,
    measured,
    off_the_bow,
    said,
    signed,
    told,
)
from logbook.nmea0183.layout import places
from logbook.nmea0183.position import must_be_valid

_MWV = places("MWV", "wind_angle", "reference", "wind_speed", "wind_speed_units", "status")
_VWR = places("VWR", "deg_r", "l_r", "wind_speed_kn", "wind_speed_ms", "wind_speed_km")
_VWT = places(
    "VWT",
    *("wind_angle_vessel", "direction"),
    *("wind_speed_knots", "wind_speed_meters", "wind_speed_km"),
)
_MWD = places(
    "MWD",
    *("direction_true", "true", "direction_magnetic", "magnetic"),
    *("wind_speed_knots", "wind_speed_meters"),
)
_STATUTE_MILE_M: Final = 1609.344
_SPEEDS: Final = {b"N": KNOT, b"M": 1.0, b"K": KMH, b"S": _STATUTE_MILE_M / 3600.0}
_ON_THE_BOW: Final = {b"R": (AWA, AWS), b"T": (TWA, TWS)}


def mwv(source: str, parts: list[bytes]) -> Report:
    """Return AWA and AWS (reference R) or TWA and TWS (T) of an MWV with status A.

    Some gateways ($02MWV) leave the status out altogether: that is not a void one.
    """
    angle, reference, speed, unit, status = _MWV
    if len(parts) > status:
        must_be_valid(parts[status])
    degrees = NUMBERS[parts[angle]]
    value = NUMBERS[parts[speed]]
    if degrees is None and value is None:
        return Report(source)
    try:
        bow, force = _ON_THE_BOW[parts[reference]]
        if value is None:
            return told((source, (said((bow, off_the_bow(degrees or 0.0))),), None, None, None))
        speed_reading = said((force, value * _SPEEDS[parts[unit]]))
    except KeyError:
        raise Bad("format") from None
    if degrees is None:
        return told((source, (speed_reading,), None, None, None))
    return told((source, (said((bow, off_the_bow(degrees))), speed_reading), None, None, None))


def wind_speed(parts: list[bytes], knots: int, metres: int, kmh: int | None) -> float | None:
    """Return a wind speed (m/s) from the first of its places that is filled, None from none."""
    speed = measured(parts[knots], parts[knots + 1], b"N")
    if speed is not None:
        return speed * KNOT
    if len(parts) > metres + 1:
        speed = measured(parts[metres], parts[metres + 1], b"M")
        if speed is not None:
            return speed
    if kmh is not None and len(parts) > kmh + 1:
        speed = measured(parts[kmh], parts[kmh + 1], b"K")
        if speed is not None:
            return speed * KMH
    return None


def _sided(
    source: str, parts: list[bytes], where: tuple[int, ...], angle: Quantity, speed: Quantity
) -> Report:
    degrees, side, knots, metres, kmh = where
    readings = []
    bow = signed(parts[degrees], parts[side], RIGHT_LEFT)
    if bow is not None:
        readings.append(said((angle, off_the_bow(bow))))
    value = wind_speed(parts, knots, metres, kmh)
    if value is not None:
        readings.append(said((speed, value)))
    return told((source, tuple(readings), None, None, None))


def vwr(source: str, parts: list[bytes]) -> Report:
    """Return AWA (starboard positive) and AWS of a VWR."""
    return _sided(source, parts, _VWR, AWA, AWS)


def vwt(source: str, parts: list[bytes]) -> Report:
    """Return TWA (starboard positive) and TWS of a VWT."""
    return _sided(source, parts, _VWT, TWA, TWS)


def mwd(source: str, parts: list[bytes]) -> Report:
    """Return TWD and TWS of an MWD."""
    true, true_sym, magnetic, magnetic_sym, knots, metres = _MWD
    readings = compass(
        measured(parts[true], parts[true_sym], b"T"),
        measured(parts[magnetic], parts[magnetic_sym], b"M"),
        TWD,
        TWD_MAGNETIC,
    )
    speed = wind_speed(parts, knots, metres, None)
    if speed is not None:
        readings.append(said((TWS, speed)))
    return told((source, tuple(readings), None, None, None))
