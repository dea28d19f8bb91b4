"""Through the water: speed and heading (VHW), distance (VLW), temperature (MTW)."""

from logbook.model.observations import Report
from logbook.model.quantities import HDG, LOG_TOTAL, LOG_TRIP, SEA_TEMP, STW
from logbook.model.units import KMH, KNOT, NAUTICAL_MILE_M, ZERO_CELSIUS_K
from logbook.nmea0183.course import HDG_MAGNETIC, compass
from logbook.nmea0183.fields import measured, said, told
from logbook.nmea0183.layout import places

_VHW = places(
    "VHW",
    *("heading_true", "true", "heading_magnetic", "magnetic"),
    *("water_speed_knots", "knots", "water_speed_km", "kilometers"),
)
_VLW = places("VLW", "trip_distance", "trip_distance_reset")
_MTW = places("MTW", "temperature", "units")


def vhw(source: str, parts: list[bytes]) -> Report:
    """Return STW and heading of a VHW."""
    true, true_sym, magnetic, magnetic_sym, kn, kn_sym, kmh, kmh_sym = _VHW
    readings = compass(
        measured(parts[true], parts[true_sym], b"T"),
        measured(parts[magnetic], parts[magnetic_sym], b"M"),
        HDG,
        HDG_MAGNETIC,
    )
    speed = measured(parts[kn], parts[kn_sym], b"N")
    if speed is not None:
        readings.append(said((STW, speed * KNOT)))
    elif len(parts) > kmh_sym:
        speed = measured(parts[kmh], parts[kmh_sym], b"K")
        if speed is not None:
            readings.append(said((STW, speed * KMH)))
    return told((source, tuple(readings), None, None, None))


def vlw(source: str, parts: list[bytes]) -> Report:
    """Return total and trip distance through the water of a VLW (nautical miles there)."""
    readings = []
    for place, quantity in zip(_VLW, (LOG_TOTAL, LOG_TRIP), strict=True):
        distance_nm = measured(parts[place], parts[place + 1], b"N")
        if distance_nm is not None:
            readings.append(said((quantity, distance_nm * NAUTICAL_MILE_M)))
    return told((source, tuple(readings), None, None, None))


def mtw(source: str, parts: list[bytes]) -> Report:
    """Return the water temperature of an MTW."""
    temperature = measured(parts[_MTW[0]], parts[_MTW[1]], b"C")
    if temperature is None:
        return Report(source)
    return told((source, (said((SEA_TEMP, temperature + ZERO_CELSIUS_K)),), None, None, None))
