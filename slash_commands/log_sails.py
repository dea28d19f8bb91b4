"""`/log-sails TEXT`: what is set now."""

from typing import Final

from logbook.verbs.bridge import Bridge
from logbook.verbs.typed import sails
from slash_commands.command import Command
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the sails as typed."""
    return event(request, bridge, sails.read)


COMMAND: Final = Command("log-sails", run)
