"""`/log-status`: feeds with their age, the clock, the outbox, the disk, the chain."""

import shutil
from collections.abc import Iterator, Mapping
from typing import Any, Final

from logbook.locale import Speaker, formats
from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request

_LOOKED_AT: Final = 30
_HASH_SHOWN: Final = 12
_LITTLE_BYTES: Final = 500_000_000
_SECONDS_TOLD_TO: Final = 120.0
"""A difference of clocks over two minutes is told as a length of time."""


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer with everything that keeps the log, a row each."""
    who, say = known(request, bridge)
    health: Mapping[str, Any] = bridge.ship.health()
    rows = [
        say.say("slash.status_title", status=say.say(f"slash.status_{health.get('status')}")),
        *(row(str(fault)) for fault in health.get("faults", ())),
        *(_feed(say, feed) for feed in health.get("feeds", ())),
        _clock(bridge, say),
        _outbox(say, health),
        *_parked(bridge, say),
        _disk(bridge, say),
        _chain(bridge, say, health),
    ]
    if not health.get("feeds"):
        rows.insert(1, say.say("slash.no_feeds"))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    return Reply("\n".join(rows))


def _feed(say: Speaker, feed: Mapping[str, Any]) -> str:
    age = feed.get("age_s")
    return say.say(
        "slash.feed",
        feed=row(str(feed.get("name"))),
        state=say.say(f"slash.feed_{feed.get('state')}"),
        age=say.say("slash.feed_never") if age is None else formats.ago(say, float(age)),
        sentences=feed.get("sentences", 0),
        bad=feed.get("bad", 0),
    )


def _clock(bridge: Bridge, say: Speaker) -> str:
    timing, offset = bridge.ship.timing(), bridge.config.ship_offset_s
    ahead = timing.offset_s
    small = abs(ahead) < _SECONDS_TOLD_TO
    return say.say(
        "slash.status_clock_behind" if round(ahead, 1) < 0 else "slash.status_clock",
        hour=formats.hour(bridge.now(), offset),
        zone=formats.zone(offset),
        source=say.say(f"slash.clock_{timing.source.value}"),
        ahead=_seconds(say, ahead) if small else formats.duration(say, ahead),
    )


def _seconds(say: Speaker, ahead: float) -> str:
    return say.say("units.seconds", value=say.number(abs(ahead), 1))


def _outbox(say: Speaker, health: Mapping[str, Any]) -> str:
    waiting = int(health.get("outbox", 0))
    return say.say("slash.outbox", count=waiting) if waiting else say.say("slash.outbox_empty")


def _parked(bridge: Bridge, say: Speaker) -> Iterator[str]:
    for number, reason in bridge.ship.parked():
        name = "slash.parked" if number is None else "slash.parked_line"
        yield say.say(name, number=number, reason=row(reason))


def _disk(bridge: Bridge, say: Speaker) -> str:
    free = shutil.disk_usage(bridge.readers.folder).free
    name = "slash.disk_low" if free < _LITTLE_BYTES else "slash.disk"
    return say.say(name, free=formats.room(say, free))


def _chain(bridge: Bridge, say: Speaker, health: Mapping[str, Any]) -> str:
    with bridge.readers.book() as book:
        count = book.count()
        last = book.entry(count)
        finding = book.tail(_LOOKED_AT)
    if finding is not None:
        return say.say("slash.chain_broken", problem=say.say(finding.name, **finding.facts))
    if last is None:
        return say.say("slash.chain_empty")
    points = health.get("track_points", 0)
    return say.say("slash.chain", count=count, points=points, hash=last.hash[:_HASH_SHOWN])


COMMAND: Final = Command("log-status", run)
