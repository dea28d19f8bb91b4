"""The ship as she was: a quarter of an hour from the buffer, before that her place on the track."""

import logging
from typing import Final

from logbook.model.entries import PositionSource
from logbook.model.geodesy import interpolate
from logbook.model.observations import Position
from logbook.model.refusal import Refusal
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge

_log = logging.getLogger(__name__)

BUFFER_S: Final = 900.0
"""Product rule: a line up to 15 minutes old has its values from the buffer."""
NOW_S: Final = 2.0
"""A line that is written this soon after what it tells is of now."""


def moment_at(bridge: Bridge, at: float, now: float) -> Moment:
    """Return the ship at `at`, not later than `now` (UTC seconds): what is still known of her.

    Older than the buffer only her place is known, said to be interpolated; within a gap nothing.
    """
    if at >= now - NOW_S:
        return bridge.moment()
    if at >= now - BUFFER_S:
        kept = bridge.ship.recall(at)
        if kept is not None:
            return kept
    return Moment(position=place_at(bridge, at), position_source=PositionSource.TRACK)


def place_at(bridge: Bridge, at: float) -> Position | None:
    """Return where the track has the ship at `at`, None within a gap and outside of it.

    A track that cannot be read is no reason not to write a line: None, and the server's log.
    """
    try:
        with bridge.readers.track() as track:
            before, after = track.bracket(at)
    except Refusal as refusal:
        _log.warning("the track cannot be read: %s %s", refusal.name, refusal.facts)
        return None
    if before is None or after is None:
        return None
    start, end = Position(before.lat, before.lon), Position(after.lat, after.lon)
    if after.at <= before.at:
        return start
    return None if after.gap else interpolate(start, end, (at - before.at) / (after.at - before.at))
