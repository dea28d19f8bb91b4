"""The track ahead: where the boat will be at each step, by course and speed or by waypoints."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from logbook.forecasts.asked import Place
from logbook.model.geodesy import bearing, displace, distance_m
from logbook.model.observations import Position
from logbook.model.units import wrap_360

_LEG_S: Final = 900.0
"""A course that is kept is sailed in pieces of a quarter of an hour: a rhumb line to well under a
mile over two days."""


def instants(since: float, until: float, step_s: float) -> list[float]:
    """Return `since` and every whole multiple of `step_s` (UTC seconds) after it, to `until`."""
    first = math.floor(since / step_s) + 1
    last = math.floor(until / step_s)
    # One that comes within minutes of the beginning says nothing new.
    later = [number * step_s for number in range(first, last + 1)]
    return [since, *(at for at in later if at - since > step_s / 6)]


def along_course(
    start: Position, course: float, speed: float, times: Sequence[float]
) -> list[Place]:
    """Return where a boat will be that holds `course` (degrees true) at `speed` (m/s).

    `times` are in order, the first one is of `start`.
    """
    places, here, now = [], start, times[0]
    for at in times:
        while at - now > 1e-6:
            leg = min(_LEG_S, at - now)
            # The bearing of a short leg's middle is the course: half the turn of its meridians.
            end = displace(here, course, speed * leg)
            drift = wrap_360(bearing(end, here) + 180.0) - course
            drift = (drift + 180.0) % 360.0 - 180.0
            here = displace(here, wrap_360(course - drift / 2.0), speed * leg)
            now += leg
        places.append(Place(at, here.lat, here.lon))
    return places


def along_waypoints(
    start: Position, waypoints: Sequence[Position], speed: float, times: Sequence[float]
) -> list[Place]:
    """Return where a boat will be that sails from waypoint to waypoint at `speed` (m/s).

    Great circles; `times` are in order, the first one is of `start`. What comes after the arrival
    at the last waypoint is left out, but for the arrival itself.
    """
    marks, reached = [start, *waypoints], times[0]
    legs = []
    for begin, end in pairwise(marks):
        length = distance_m(begin, end)
        legs.append((reached, reached + length / speed, begin, end, length))
        reached += length / speed
    places = []
    for at in times:
        if at > reached:
            places.append(Place(reached, marks[-1].lat, marks[-1].lon))
            break
        place = _on_leg(legs, at) or start
        places.append(Place(at, place.lat, place.lon))
    return places


def _on_leg(
    legs: Sequence[tuple[float, float, Position, Position, float]], at: float
) -> Position | None:
    for begun, ended, begin, end, length in legs:
        if at <= ended and ended > begun:
            sailed = length * (at - begun) / (ended - begun)
            return displace(begin, bearing(begin, end), sailed)
    return None
