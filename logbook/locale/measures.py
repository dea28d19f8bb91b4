"""Every quantity of the table in the words and units of a language: its name and its figure."""

from collections.abc import Callable, Mapping
from typing import Final

from logbook.locale import formats
from logbook.locale.catalogue import Speaker
from logbook.model import quantities as q
from logbook.model.quantities import Quantity


def name(speaker: Speaker, quantity: Quantity) -> str:
    """Return what the quantity is called: `vent apparent`."""
    said = f"entries.quantity_{quantity}"
    return speaker.say(said) if speaker.knows(said) else quantity


def figure(speaker: Speaker, quantity: Quantity, value: float) -> str:
    """Return a value in the quantity's own unit as a person reads it: `18,2 nd`.

    A quantity that this release does not know (a newer book) is a bare number.
    """
    told = _TOLD.get(quantity)
    return speaker.number(value, 3) if told is None else told(speaker, value)


def _direction(_speaker: Speaker, value: float) -> str:
    return formats.direction(value)


def _variation(speaker: Speaker, value: float) -> str:
    side = "W" if round(value, 1) < 0 else "E"
    return f"{formats.degrees(speaker, abs(value), 1)} {side}"


def _turn_rate(speaker: Speaker, value: float) -> str:
    return speaker.say("units.degrees_a_minute", value=speaker.number(value * 60))


_TOLD: Final[Mapping[Quantity, Callable[[Speaker, float], str]]] = {
    q.SOG: formats.speed,
    q.COG: _direction,
    q.HDG: _direction,
    q.VARIATION: _variation,
    q.STW: formats.speed,
    q.AWA: formats.side,
    q.AWS: formats.speed,
    q.TWA: formats.side,
    q.TWS: formats.speed,
    q.TWD: _direction,
    q.DEPTH: formats.depth,
    q.DEPTH_SURFACE: formats.depth,
    q.DEPTH_KEEL: formats.depth,
    q.SEA_TEMP: formats.temperature,
    q.AIR_TEMP: formats.temperature,
    q.DEW_POINT: formats.temperature,
    q.BARO: formats.pressure,
    q.HUMIDITY: formats.percent,
    q.HEEL: formats.list_angle,
    q.TRIM: formats.degrees,
    q.RUDDER: formats.list_angle,
    q.ROT: _turn_rate,
    q.ENGINE: formats.revolutions,
    q.LOG_TOTAL: formats.distance,
    q.LOG_TRIP: formats.distance,
    q.BATTERY: formats.volts,
}
