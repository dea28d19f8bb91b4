"""`/log-fuel LITRES`: what is in the tank; with a plus, what was put in."""

from typing import Final

from logbook.verbs.bridge import Bridge
from logbook.verbs.typed import fuel
from slash_commands.command import Command
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Write litres in the tank, or litres added; a note may follow."""
    return event(request, bridge, fuel.read)


COMMAND: Final = Command("log-fuel", run)
