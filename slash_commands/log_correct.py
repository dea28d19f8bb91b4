"""`/log-correct N TEXT`: what an earlier line should have said; that one stays legible."""

from typing import Final

from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.correct import correct
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage
from slash_commands.words import first, number


def run(request: Request, bridge: Bridge) -> Reply:
    """Correct an entry by its number."""
    who, say = known(request, bridge)
    word, text = first(request.text)
    wanted = number(word)
    if wanted is None or not text:
        raise usage(bridge, "log-correct")
    entry = correct(bridge, who, wanted, text)
    told = say.say(
        "slash.corrected",
        number=entry.draft.refers_to,
        by=entry.number,
        text=row(entry.draft.text[:300]),
    )
    if not who.checked:
        told = f"{told}\n{say.say('slash.unchecked')}"
    return Reply(told, wrote=entry.number)


COMMAND: Final = Command("log-correct", run)
