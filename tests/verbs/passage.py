"""A passage of some hours until NOON, for the tests of watches: its track, its wind, its glass."""

import math

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.observations import Position, Sample
from logbook.model.quantities import BARO, TWD, TWS
from logbook.model.units import KNOT
from logbook.verbs.bridge import Way
from tests.verbs.aboard import HERE, NOON, Aboard

HOUR = 3600.0
SPEED = 5.0 * KNOT
"""Along the track, which winds: by and large she makes 4.5 knots good."""
_EVERY_S = 60.0
_DEG_PER_S = 4.5 * KNOT / (1852.0 * 60.0 * math.cos(math.radians(HERE.lat)))


def where(at: float) -> Position:
    """Return where she was at `at`: on her way west to HERE."""
    return Position(HERE.lat, HERE.lon + (NOON - at) * _DEG_PER_S)


def departed(ship: Aboard, hours: float) -> LogEntry:
    """Let her have left so many hours before NOON and sailed since, the line written."""
    at = NOON - hours * HOUR
    steps = range(int(hours * HOUR / _EVERY_S) + 1)
    instants = [at + _EVERY_S * step for step in steps]
    places = [(one, where(one)) for one in instants]
    ship.sail([(one, place.lat, place.lon) for one, place in places], run_m=SPEED * _EVERY_S)
    ship.ship.passage = Way(moving=True, departed_at=at, departed_from=where(at), sailed_m=0.0)
    return ship.wrote(EntryKind.DEPARTURE, at, position=where(at))


def blew(ship: Aboard, hours: float) -> None:
    """Let it have blown: 12 kn from 240°, in the last hour 20 from 270°; the glass fell by 1 hPa/h.

    Once, half an hour ago, there was a gust of 31 kn.
    """
    samples = []
    for minute in range(int(hours * 60)):
        at = NOON - HOUR * hours + 60.0 * minute
        late = at >= NOON - HOUR
        knots, angle = (20.0, 270.0) if late else (12.0, 240.0)
        gust = 31.0 if at == NOON - HOUR / 2 else knots + 3.0
        pascals = 101_320.0 + (NOON - at) / HOUR * 100.0
        samples += [
            Sample(at, TWS, knots * KNOT, knots * KNOT, gust * KNOT, 60),
            Sample(at, TWD, angle, None, None, 60),
            Sample(at, BARO, pascals, pascals, pascals, 60),
        ]
    ship.sampled(samples)


def took(ship: Aboard, name: str, hours: float) -> None:
    """Let somebody have taken the watch so many hours before NOON, written at once."""
    at = NOON - hours * HOUR
    ship.wrote(EntryKind.WATCH, at, facts={"watch": [name]}, position=where(at))
