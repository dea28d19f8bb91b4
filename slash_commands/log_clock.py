"""`/log-clock [OFFSET]`: ship's time, a fixed offset from UTC; without words, what it is."""

from typing import Final

from logbook.locale import formats
from logbook.verbs.bridge import Bridge
from logbook.verbs.settings import offset, set_clock
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Change ship's time, or answer with it."""
    who, say = known(request, bridge)
    if request.text.strip():
        return echo(bridge, who, say, set_clock(bridge, who, offset(request.text)))
    now, ahead = bridge.now(), bridge.config.ship_offset_s
    told = say.say(
        "slash.clock",
        day=formats.day(say, now, ahead),
        hour=formats.hour(now, ahead),
        zone=formats.zone(ahead),
        source=say.say(f"slash.clock_{bridge.ship.timing().source.value}"),
    )
    return Reply(told)


COMMAND: Final = Command("log-clock", run, who="skipper")
