"""`/log-sails TEXT`: what is set now."""

from typing import Final

from logbook.model.entries import LogEntry
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from slash_commands.command import Command
from slash_commands.events import Event, event
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the sails as typed."""

    def write(told: Event) -> LogEntry:
        if not told.text:
            raise usage(bridge, "log-sails")
        return events.sails(bridge, told.who, told.text, at=told.at, kept=told.kept)

    return event(request, bridge, write)


COMMAND: Final = Command("log-sails", run)
