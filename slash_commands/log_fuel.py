"""`/log-fuel LITRES`: what is in the tank; with a plus, what was put in."""

from typing import Final

from logbook.model.entries import LogEntry
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from slash_commands.command import Command
from slash_commands.events import Event, event, figure
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage
from slash_commands.words import Words, first, meant

_ADDED: Final[Words] = {"added": ("plein", "ajouté", "ajout", "add", "plus", "bunkered")}
_UNITS: Final = {"l", "litres", "litre", "liters"}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write litres in the tank, or litres added; a note may follow."""

    def write(told: Event) -> LogEntry:
        text, added = told.text, told.text.startswith("+")
        word, rest = first(text.removeprefix("+"))
        if meant(word, _ADDED) is not None:
            added = True
            word, rest = first(rest)
        litres = figure(word.lower().removesuffix("l"))
        if litres is None:
            raise usage(bridge, "log-fuel")
        unit, after = first(rest)
        note = after if unit.lower() in _UNITS else rest
        return events.fuel(
            bridge, told.who, litres, added=added, note=note, at=told.at, kept=told.kept
        )

    return event(request, bridge, write)


COMMAND: Final = Command("log-fuel", run)
