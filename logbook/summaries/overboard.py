"""Somebody overboard: when and where, and how to get back from where the boat is now."""

from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.geodesy import bearing, distance_m
from logbook.model.observations import Position
from logbook.model.units import nautical_miles

_METRES_BELOW_NM: Final = 0.5
_HERE_M: Final = 10.0
"""A bearing to what is nearer than a GPS can tell apart would send the helm anywhere."""


def text(speaker: Speaker, clock: str, place: Position | None, here: Position | None) -> str:
    """Return it in one row; `clock` is the time in words, `place` where, `here` the boat."""
    if place is None:
        return speaker.say("entries.overboard", clock=clock)
    where = formats.position(speaker, place)
    if here is None:
        return speaker.say("entries.overboard_at", clock=clock, position=where)
    away = distance_m(here, place)
    if away < _HERE_M:
        return speaker.say("entries.overboard_here", clock=clock, position=where)
    short = nautical_miles(away) < _METRES_BELOW_NM
    metres = speaker.say("units.metres", value=round(away))
    return speaker.say(
        "entries.overboard_back",
        clock=clock,
        position=where,
        bearing=formats.direction(bearing(here, place)),
        distance=metres if short else formats.distance(speaker, away),
    )
