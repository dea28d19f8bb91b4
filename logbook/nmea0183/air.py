"""The weather's instruments: MDA (all in one), MMB (barometer), MTA (air temperature)."""

from typing import Final

from logbook.model.observations import Reading, Report
from logbook.model.quantities import AIR_TEMP, BARO, DEW_POINT, HUMIDITY, SEA_TEMP, TWD, TWS
from logbook.model.units import BAR_PA, INCH_HG_PA, ZERO_CELSIUS_K
from logbook.nmea0183.course import TWD_MAGNETIC, compass
from logbook.nmea0183.fields import NUMBERS, measured
from logbook.nmea0183.layout import places
from logbook.nmea0183.wind import wind_speed

_MDA_PRESSURE = places("MDA", "b_pressure_inch", "b_pressure_bar")
_MDA_HUMIDITY = places("MDA", "rel_humidity")[0]
_MDA_WIND = places(
    "MDA",
    *("direction_true", "direction_magnetic", "wind_speed_knots", "wind_speed_meters"),
)
_MDA_TEMPERATURES: Final = tuple(
    zip(
        places("MDA", "air_temp", "water_temp", "dew_point"),
        (AIR_TEMP, SEA_TEMP, DEW_POINT),
        strict=True,
    )
)
_MMB = places("MMB", "b_pressure_inch", "b_pressure_bar")
_MTA = places("MTA", "temperature", "units")


def _pressure(parts: list[bytes], inches: int, bars: int) -> list[Reading]:
    """Return the pressure from bars, or else from inches of mercury."""
    if len(parts) > bars + 1:
        value = measured(parts[bars], parts[bars + 1], b"B")
        if value is not None:
            return [Reading(BARO, value * BAR_PA)]
    value = measured(parts[inches], parts[inches + 1], b"I")
    return [] if value is None else [Reading(BARO, value * INCH_HG_PA)]


def mda(source: str, parts: list[bytes]) -> Report:
    """Return pressure, temperatures, humidity, dew point and true wind of an MDA."""
    parts = parts + [b""] * (_MDA_WIND[-1] + 2 - len(parts))  # many leave the tail out
    readings = _pressure(parts, *_MDA_PRESSURE)
    for place, quantity in _MDA_TEMPERATURES:
        degrees = measured(parts[place], parts[place + 1], b"C")
        if degrees is not None:
            readings.append(Reading(quantity, degrees + ZERO_CELSIUS_K))
    percent = NUMBERS[parts[_MDA_HUMIDITY]]
    if percent is not None:
        readings.append(Reading(HUMIDITY, percent / 100.0))
    true, magnetic, knots, metres = _MDA_WIND
    readings += compass(
        measured(parts[true], parts[true + 1], b"T"),
        measured(parts[magnetic], parts[magnetic + 1], b"M"),
        TWD,
        TWD_MAGNETIC,
    )
    speed = wind_speed(parts, knots, metres, None)
    if speed is not None:
        readings.append(Reading(TWS, speed))
    return Report(source, tuple(readings))


def mmb(source: str, parts: list[bytes]) -> Report:
    """Return the pressure of an MMB."""
    return Report(source, tuple(_pressure(parts, *_MMB)))


def mta(source: str, parts: list[bytes]) -> Report:
    """Return the air temperature of an MTA."""
    temperature = measured(parts[_MTA[0]], parts[_MTA[1]], b"C")
    if temperature is None:
        return Report(source)
    return Report(source, (Reading(AIR_TEMP, temperature + ZERO_CELSIUS_K),))
