"""`/log-anchor down|up [CHAIN]`: the anchor, and how much chain is out."""

from typing import Final

from logbook.verbs.bridge import Bridge
from logbook.verbs.typed import anchor
from slash_commands.command import Command
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Write that it was dropped or weighed; metres of chain and a note may follow."""
    return event(request, bridge, anchor.read)


COMMAND: Final = Command("log-anchor", run)
