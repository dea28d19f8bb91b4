"""`/log-engine on|off [HOURS]`: the engine, and what its hour meter shows."""

from typing import Final

from logbook.verbs.bridge import Bridge
from logbook.verbs.typed import engine
from slash_commands.command import Command
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Write that it runs or stands; hours and a note may follow."""
    return event(request, bridge, engine.read)


COMMAND: Final = Command("log-engine", run)
