"""A watch in figures: when it began, how long of it she made way, how long the engine ran.

Instants are UTC seconds since 1970.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from logbook.model.due import DAY_S

LONGEST_S: Final = float(DAY_S)
"""Who took the watch longer ago has been relieved since, by nobody who wrote it down. Ours."""
LAY_S: Final = 3600.0
"""So long at rest is harbour, and the watch begins when she leaves; less is a calm. Ours."""


class Change(NamedTuple):
    """Something that was switched at an instant: she made way or lay, the engine ran or stood."""

    at: float
    on: bool


Spells = Sequence[tuple[float, float]]
"""Stretches of time, in their order: since when, until when."""


def spells(changes: Sequence[Change], since: float, until: float, *, at_first: bool) -> Spells:
    """Return when it was on between two instants; `at_first` tells how it was at `since`."""
    found = []
    on, begun = at_first, since
    for change in (*changes, Change(until, on=False)):
        at = min(max(change.at, since), until)
        if on and not change.on and at > begun:
            found.append((begun, at))
        if change.on and not on:
            begun = at
        on = change.on
    return found


def under_way(changes: Sequence[Change], since: float, until: float, *, moving: bool) -> Spells:
    """Return when she made way between two instants.

    `changes` are her departures and arrivals from `since` to now, by time; `moving` tells whether
    she makes way now, which is how she has been all along where there are none.
    """
    at_first = moving if not changes else not changes[0].on
    return spells(changes, since, until, at_first=at_first)


def began(since: float, way: Spells) -> float:
    """Return when a watch began that was taken at `since`: where she lay in harbour, as she left.

    `way` is when she made way since then.
    """
    rested_since, begun = since, since
    for left, came in way:
        if left - rested_since >= LAY_S:
            begun = left
        rested_since = came
    return begun


def lasted_s(found: Spells) -> float:
    """Return how long stretches are together, seconds."""
    return sum(until - since for since, until in found)
