"""`/position [HH:MM]`: where we are or were, how old that is, and how the passage goes."""

import math
import re
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import PositionSource
from logbook.model.geodesy import bearing, distance_m
from logbook.model.observations import Position
from logbook.model.quantities import COG, SOG
from logbook.sky.day import of_day
from logbook.summaries import overboard, sky
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge
from logbook.verbs.mob import open_alarm
from logbook.verbs.past import moment_at
from logbook.verbs.usage import usage
from logbook.verbs.when import latest
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.telling import aged, joined

_CLOCK: Final = re.compile(r"([0-9]{1,2})[:hH]([0-9]{2})")


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer with the position of now, or of the most recent such ship's time."""
    who, say = known(request, bridge)
    typed = request.text.strip()
    if typed:
        rows = _then(bridge, say, typed)
    else:
        place, row = _here(bridge, say)
        rows = [row, _motion(say, bridge.moment()), _passage(bridge, say, place)]
        rows.append(_sky(bridge, say, place))
        rows.insert(0, _overboard(bridge, say))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    return Reply("\n".join(told for told in rows if told))


def _here(bridge: Bridge, say: Speaker) -> tuple[Position | None, str]:
    """Return the place to reckon from, and what is said of it: the last one, however old."""
    now = bridge.now()
    known_fix = bridge.ship.state().known_fix(now, shelf_s=math.inf)
    if known_fix is not None:
        place, age = known_fix.fix.position, known_fix.age_s
        name = "slash.here" if bridge.moment().position is not None else "slash.last_here"
        row = say.say(name, position=formats.position(say, place), age=formats.ago(say, age))
        return place, row
    with bridge.readers.track() as track:
        point = track.last()
    if point is None:
        return None, say.say("slash.no_position")
    place = Position(point.lat, point.lon)
    ago = formats.ago(say, max(0.0, now - point.at))
    return place, say.say("slash.last_here", position=formats.position(say, place), age=ago)


def _motion(say: Speaker, moment: Moment) -> str:
    sog, cog = moment.fresh(SOG), moment.fresh(COG)
    return joined(
        None
        if sog is None
        else aged(say, say.say("slash.sog", speed=formats.speed(say, sog.value)), sog),
        None
        if cog is None
        else aged(say, say.say("slash.cog", course=formats.direction(cog.value)), cog),
    )


def _overboard(bridge: Bridge, say: Speaker) -> str:
    """Return the way back to who is overboard, while an alarm is open."""
    alarm = open_alarm(bridge)
    if alarm is None:
        return ""
    offset = bridge.config.ship_offset_s
    clock = f"{formats.hour(alarm.at, offset)} {formats.zone(offset)}"
    return overboard.text(say, clock, alarm.draft.position, bridge.moment().position)


def _sky(bridge: Bridge, say: Speaker, place: Position | None) -> str:
    """Return sun and moon of today, ship's time, where she was last known to be."""
    if place is None:
        return ""
    offset = bridge.config.ship_offset_s
    return joined(*sky.told(say, of_day(bridge.now(), place, offset), offset))


def _passage(bridge: Bridge, say: Speaker, place: Position | None) -> str:
    """Return how far she came since she left: along her track, and made good."""
    way = bridge.ship.way()
    if way.departed_at is None or way.sailed_m is None:
        return say.say("slash.in_harbour")
    sailed = say.say(
        "slash.sailed",
        distance=formats.distance(say, way.sailed_m),
        hour=formats.hour(way.departed_at, bridge.config.ship_offset_s),
        duration=formats.duration(say, bridge.now() - way.departed_at),
    )
    if way.departed_from is None or place is None:
        return sailed
    good = say.say(
        "slash.made_good",
        distance=formats.distance(say, distance_m(way.departed_from, place)),
        bearing=formats.direction(bearing(way.departed_from, place)),
    )
    return joined(sailed, good)


def _then(bridge: Bridge, say: Speaker, typed: str) -> list[str]:
    found = _CLOCK.fullmatch(typed)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise usage(bridge, "position")
    now, offset = bridge.now(), bridge.config.ship_offset_s
    at = latest(int(found[1]), int(found[2]), now, offset)
    moment = moment_at(bridge, at, now)
    hour, day = formats.hour(at, offset), formats.day(say, at, offset)
    if moment.position is None:
        return [say.say("slash.not_there", hour=hour, day=day)]
    name = "slash.was_on_track" if moment.position_source is PositionSource.TRACK else "slash.was"
    place = formats.position(say, moment.position)
    return [say.say(name, hour=hour, day=day, position=place), _motion(say, moment)]


COMMAND: Final = Command("position", run)
