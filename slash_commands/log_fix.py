"""`/log-fix LAT LON`: a position by hand when the GPS is dead, marked so."""

from functools import partial
from typing import Final

from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.places import parse
from logbook.verbs.typed.reading import Reading
from logbook.verbs.usage import usage
from logbook.verbs.when import Told
from slash_commands.command import Command
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the position as it was understood; what follows it is a note."""
    return event(request, bridge, _read)


def _read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    if not line.rest:
        raise usage(bridge, "log-fix")
    position, note = parse(line.rest)
    return Reading(partial(events.fix, bridge, who, position, note, at=line.at, kept=line.kept))


COMMAND: Final = Command("log-fix", run)
