"""`/log-watch [? | NAMES]`: who takes the watch, with what happened in the one that ends.

Nobody named is whoever types. Who asks by `?`, or has the watch already, is told how it goes.
"""

from dataclasses import replace
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.naming import named
from logbook.model.neutral import neutral
from logbook.model.seals import ship_day
from logbook.model.watches import LONGEST_S
from logbook.summaries import handover as summary
from logbook.summaries import moment as phrases
from logbook.verbs.bridge import Bridge
from logbook.verbs.handover import handover
from logbook.verbs.known import members
from logbook.verbs.on_watch import OnWatch, on_watch
from logbook.verbs.people import Caller
from logbook.verbs.text import clean
from logbook.verbs.typed import watch
from logbook.verbs.words import Words, meant
from slash_commands.command import Command, known
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request

_ASKED: Final[Words] = {"?": ("who", "qui", "list", "liste", "summary", "résumé")}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the change of the watch, or tell who has it and how it goes."""
    who, say = known(request, bridge)
    typed = clean(request.text)
    if typed and meant(typed.rstrip(" ?") or "?", _ASKED) is not None:
        return _told(bridge, who, say, _now(bridge))
    if not typed:
        has = _now(bridge)
        if has is not None and has.is_alone(who) and bridge.now() - has.line.at <= LONGEST_S:
            return _told(bridge, who, say, has, say.say("slash.watch_yours"))

    text = watch.whole(typed, bridge.now(), bridge.config.ship_offset_s)
    return event(replace(request, text=text), bridge, watch.read)


def _now(bridge: Bridge) -> OnWatch | None:
    with bridge.readers.book() as book:
        return on_watch(bridge, book, bridge.now())


def _told(bridge: Bridge, who: Caller, say: Speaker, has: OnWatch | None, *more: str) -> Reply:
    """Return who has the watch, what happened in it so far, and where she is."""
    rows = [say.say("slash.watch_nobody") if has is None else _has(bridge, say, has), *more]
    so_far = handover(bridge)
    if so_far is not None:
        rows += summary.rows(say, so_far, titled=so_far.began != "watch")
    moment = bridge.moment()
    here = (phrases.position, phrases.course, phrases.speed)
    rows.append(phrases.joined(phrase(say, moment) for phrase in here))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    called = {member.id: member.name for member in members(bridge).values()}
    return Reply(neutral(named("\n".join(rows), called)))


def _has(bridge: Bridge, say: Speaker, has: OnWatch) -> str:
    offset, now, at = bridge.config.ship_offset_s, bridge.now(), has.line.at
    since = formats.hour(at, offset)
    if ship_day(at, offset) != ship_day(now, offset):
        since = f"{formats.day(say, at, offset)} {since}"
    return say.say("slash.on_watch", names=", ".join(has.names), since=since)


COMMAND: Final = Command("log-watch", run)
