"""`/log-crew aboard|ashore NAMES`: who sails with us; `rename`; without words, the list."""

from typing import Final

from logbook.model.entries import LogEntry
from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.crew import crew, on_board
from logbook.verbs.rename import found, rename
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.events import Event, event, names
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage
from slash_commands.words import Words, first, meant

_MOVES: Final[Words] = {
    "aboard": ("+", "embarque", "embarquent", "embarqué", "embarquement", "join", "joins"),
    "ashore": ("-", "débarque", "débarquent", "débarqué", "débarquement", "leave", "leaves"),
    "list": ("liste",),
    "rename": ("renomme", "renommer", "nom", "name"),
}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write who came or went, or answer with those who are aboard."""
    word, rest = first(request.text)
    asked = meant(word or "list", _MOVES)
    if asked == "list":
        return _list(request, bridge)
    if asked == "rename":
        return _rename(request, bridge, rest)

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
            kept=told.kept,
        )

    return event(request, bridge, write)


def _rename(request: Request, bridge: Bridge, rest: str) -> Reply:
    """Give somebody another name in the log: `@paul Paul K.`, `me Marie`."""
    who, say = known(request, bridge)
    word, name = first(rest)
    if not word or not name:
        raise usage(bridge, "log-crew")
    user_id = request.mentions.get(word.lstrip("@").rstrip(",;:").lower())
    entry = rename(bridge, who, found(bridge, who, word, user_id), name)
    return echo(bridge, who, say, entry, more=(say.say("slash.renamed"),))


def _list(request: Request, bridge: Bridge) -> Reply:
    _, say = known(request, bridge)
    with bridge.readers.book() as book:
        aboard = on_board(book)
    if not aboard:
        return Reply(say.say("slash.crew_nobody", prefix=bridge.prefix))
    told = say.say("slash.crew_list", count=len(aboard), names=row(", ".join(aboard)))
    return Reply(told)


COMMAND: Final = Command("log-crew", run, who="crew")
