"""`/log-crew aboard|ashore NAMES`: who sails with us; without words, the list."""

from typing import Final

from logbook.model.entries import LogEntry
from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.crew import crew, on_board
from slash_commands.command import Command, known
from slash_commands.events import Event, event, names
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage
from slash_commands.words import Words, first, meant

_MOVES: Final[Words] = {
    "aboard": ("+", "embarque", "embarquent", "embarqué", "embarquement", "join", "joins"),
    "ashore": ("-", "débarque", "débarquent", "débarqué", "débarquement", "leave", "leaves"),
    "list": ("liste",),
}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write who came or went, or answer with those who are aboard."""
    if meant(first(request.text)[0] or "list", _MOVES) == "list":
        return _list(request, bridge)

    def write(told: Event) -> LogEntry:
        word, rest = first(told.text)
        move = meant(word, _MOVES)
        if move not in {"aboard", "ashore"}:
            raise usage(bridge, "log-crew")
        return crew(
            bridge,
            told.who,
            "aboard" if move == "aboard" else "ashore",
            names(rest),
            at=told.at,
        )

    return event(request, bridge, write)


def _list(request: Request, bridge: Bridge) -> Reply:
    _, say = known(request, bridge)
    with bridge.readers.book() as book:
        aboard = on_board(book)
    if not aboard:
        return Reply(say.say("slash.crew_nobody"))
    told = say.say("slash.crew_list", count=len(aboard), names=row(", ".join(aboard)))
    return Reply(told)


COMMAND: Final = Command("log-crew", run, who="crew")
