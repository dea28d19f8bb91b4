"""`/log-crew aboard|ashore NAMES`: who sails with us; `rename`; without words, the list."""

from typing import Final

from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.crew import on_board
from logbook.verbs.rename import found, rename
from logbook.verbs.typed import crew as typed
from logbook.verbs.usage import usage
from logbook.verbs.words import Words, first, meant
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.events import event
from slash_commands.reply import Reply
from slash_commands.request import Request

_ASKED: Final[Words] = {
    "list": ("liste",),
    "rename": ("renomme", "renommer", "nom", "name"),
}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write who came or went, or answer with those who are aboard."""
    word, rest = first(request.text)
    asked = meant(word or "list", _ASKED)
    if asked == "list":
        return _list(request, bridge)
    if asked == "rename":
        return _rename(request, bridge, rest)

    return event(request, bridge, typed.read)


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
