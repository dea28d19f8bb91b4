"""`/log-fix LAT LON`: a position by hand when the GPS is dead, marked so."""

from typing import Final

from logbook.model.entries import LogEntry
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.places import parse
from slash_commands.command import Command
from slash_commands.events import Event, event
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the position as it was understood; what follows it is a note."""

    def write(told: Event) -> LogEntry:
        if not told.text:
            raise usage(bridge, "log-fix")
        position, note = parse(told.text)
        return events.fix(bridge, told.who, position, note, at=told.at, kept=told.kept)

    return event(request, bridge, write)


COMMAND: Final = Command("log-fix", run)
