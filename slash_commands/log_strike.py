"""`/log-strike N REASON`: takes an earlier line back; that one stays legible."""

from typing import Final

from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.strike import strike
from logbook.verbs.usage import usage
from logbook.verbs.words import first, number
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Strike an entry by its number; a reason is asked for."""
    who, say = known(request, bridge)
    word, reason = first(request.text)
    wanted = number(word)
    if wanted is None:
        raise usage(bridge, "log-strike")
    entry = strike(bridge, who, wanted, reason)
    told = say.say(
        "slash.struck", number=wanted, by=entry.number, reason=row(entry.draft.text[:300])
    )
    if not who.checked:
        told = f"{told}\n{say.say('slash.unchecked')}"
    return Reply(told, wrote=entry.number)


COMMAND: Final = Command("log-strike", run)
