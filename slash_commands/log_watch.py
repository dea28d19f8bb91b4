"""`/log-watch [NAMES]`: who has the watch; nobody named is whoever types."""

from typing import Final

from logbook.model.entries import LogEntry
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from slash_commands.command import Command
from slash_commands.events import Event, event, names
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the change of the watch."""

    def write(told: Event) -> LogEntry:
        return events.watch(bridge, told.who, names(told.text), at=told.at, kept=told.kept)

    return event(request, bridge, write)


COMMAND: Final = Command("log-watch", run)
