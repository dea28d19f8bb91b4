"""What is forecast: at the boat or at a place, and along the track ahead; in words and a table."""

import math
from collections.abc import Sequence
from typing import Final

from logbook.forecasts import table, words
from logbook.forecasts.asked import Place, Row
from logbook.forecasts.child import Decoder
from logbook.forecasts.desk import Desk, Forecast
from logbook.forecasts.route import along_course, along_waypoints, instants
from logbook.forecasts.shelf import Shelf
from logbook.locale import Speaker, formats
from logbook.model.observations import Position
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge

USUAL_S: Final = 48 * 3600.0
LONGEST_S: Final = 16 * 24 * 3600.0
"""As far as any model goes (GFS: 384 h)."""
LONGEST_ANSWER_S: Final = 18.0
PATIENCE_S: Final = 8.0
"""Together less than the 30 s that a chat server waits for the answer to a command."""
_ALONG_STEPS_S: Final = (3600.0, 3 * 3600.0, 6 * 3600.0, 12 * 3600.0, 24 * 3600.0)
_HOUR: Final = 3600.0
_FENCE: Final = "```"


def desk(bridge: Bridge) -> Desk:
    """Return the forecast desk of this boat's data folder, for somebody who waits for an answer."""
    decoder = Decoder(longest_s=LONGEST_ANSWER_S, patience_s=PATIENCE_S)
    return Desk(Shelf(bridge.readers.folder), decoder)


def whereabouts(bridge: Bridge) -> Position | None:
    """Return the boat's latest known position, however old: a grid is coarser than its drift."""
    known = bridge.ship.state().known_fix(bridge.now(), shelf_s=math.inf)
    if known is not None:
        return known.fix.position
    try:
        with bridge.readers.track() as track:
            point = track.last()
    except Refusal:
        return None
    return None if point is None else Position(point.lat, point.lon)


def needed_place(bridge: Bridge) -> Position:
    """Return the boat's position; raises Refusal `forecasts.no_place`."""
    here = whereabouts(bridge)
    if here is None:
        raise Refusal("forecasts.no_place", prefix=bridge.prefix)
    return here


def at_place(
    bridge: Bridge, say: Speaker, here: Position, span_s: float, at: Desk | None = None
) -> str:
    """Return the forecast at a place for `span_s` seconds from now. Raises Refusal."""
    now = bridge.now()
    found = (at or desk(bridge)).at(here, now, now + checked(span_s))
    head = say.say("forecasts.here", position=formats.position(say, here))
    return "\n".join([*_of_run(bridge, say, found), head, *shown(bridge, say, found)])


def by_course(
    bridge: Bridge,
    say: Speaker,
    course: float,
    speed: float,
    span_s: float,
    at: Desk | None = None,
) -> str:
    """Return the forecast where the boat will be; `course` degrees true, `speed` m/s."""
    here = needed_place(bridge)
    places = along_course(here, course, speed, _times(bridge.now(), checked(span_s)))
    how = say.say(
        "forecasts.by_course", course=formats.direction(course), speed=formats.speed(say, speed)
    )
    return _along(bridge, say, at or desk(bridge), places, how)


def by_waypoints(
    bridge: Bridge,
    say: Speaker,
    marks: Sequence[Position],
    speed: float,
    span_s: float,
    at: Desk | None = None,
) -> str:
    """Return the forecast on the way by `marks` at `speed` (m/s)."""
    here = needed_place(bridge)
    places = along_waypoints(here, marks, speed, _times(bridge.now(), checked(span_s)))
    count = len(marks)
    how = say.say("forecasts.by_waypoints", count=count, speed=formats.speed(say, speed))
    return _along(bridge, say, at or desk(bridge), places, how)


def checked(span_s: float) -> float:
    """Return a span (s) that a forecast may be asked for; raises Refusal `forecasts.too_far`."""
    if not 0.0 < span_s <= LONGEST_S:
        raise Refusal("forecasts.too_far")
    return span_s


def shown(bridge: Bridge, say: Speaker, found: Forecast, *, along: bool = False) -> list[str]:
    """Return the table of a forecast, and what is to be said of where it ends."""
    offset = bridge.config.ship_offset_s
    rows = found.rows if along else table.thinned(found.rows)
    told, left = _until_it_ends(rows)
    said = [_FENCE, table.table(say, told, offset, places=along), _FENCE]
    if left is not None:
        name = "forecasts.ends_at" if left.inside else "forecasts.leaves"
        at = told[-1].at if left.inside and told else left.at
        zone = formats.zone(offset)
        said.append(say.say(name, hour=formats.hour(at, offset), zone=zone))
    if found.waves is not None:
        said.append(say.say("forecasts.waves_of", run=words.title(say, found.waves)))
    return said


def _along(bridge: Bridge, say: Speaker, at: Desk, places: Sequence[Place], how: str) -> str:
    found = at.along(places)
    head = say.say("forecasts.along", how=how)
    rows = [*_of_run(bridge, say, found), head, *shown(bridge, say, found, along=True)]
    return "\n".join(rows)


def _of_run(bridge: Bridge, say: Speaker, found: Forecast) -> list[str]:
    """Return which run it is, how old, and whether it is too old."""
    now, run = bridge.now(), found.run
    age = formats.duration(say, max(0.0, now - run.at))
    day, hour = formats.day(say, run.at, 0), formats.hour(run.at, 0)
    rows = [say.say("forecasts.run", model=words.name(say, run), day=day, hour=hour, age=age)]
    if words.is_old(run, now):
        rows.append(say.say("forecasts.old"))
    if found.cut:
        rows.append(say.say("forecasts.is_cut"))
    return rows


def _until_it_ends(rows: Sequence[Row]) -> tuple[list[Row], Row | None]:
    """Return the rows up to the first after which nothing is told, and that first one."""
    last = max((index for index, row in enumerate(rows) if row.tells), default=-1)
    return list(rows[: last + 1]), rows[last + 1] if last + 1 < len(rows) else None


def _times(now: float, span_s: float) -> list[float]:
    """Return now and whole hours after it, as far apart as the table's length asks for."""
    chosen = (instants(now, now + span_s, step) for step in _ALONG_STEPS_S)
    return next(times for times in chosen if len(times) <= table.MOST_ROWS)
