"""`/log-correct N TEXT [reason: WHY]`: what a line should have said; that one stays legible."""

import re
from typing import Final

from logbook.model.neutral import row
from logbook.verbs.bridge import Bridge
from logbook.verbs.correct import correct
from logbook.verbs.usage import usage
from logbook.verbs.words import first, number
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request

_REASON: Final = re.compile(r"\s(?:reason|motif|raison)\s*:\s*(\S.*)$", re.IGNORECASE | re.DOTALL)


def run(request: Request, bridge: Bridge) -> Reply:
    """Correct an entry by its number."""
    who, say = known(request, bridge)
    word, text = first(request.text)
    wanted = number(word)
    if wanted is None or not text:
        raise usage(bridge, "log-correct")
    words, reason = parted(text)
    entry = correct(bridge, who, wanted, words, reason)
    told = say.say(
        "slash.corrected",
        number=entry.draft.refers_to,
        by=entry.number,
        text=row(entry.draft.text[:300]),
    )
    if not who.checked:
        told = f"{told}\n{say.say('slash.unchecked')}"
    return Reply(told, wrote=entry.number)


def parted(text: str) -> tuple[str, str]:
    """Return the words and the reason that was typed after them, empty where none was."""
    found = _REASON.search(text)
    if found is None or not text[: found.start()].strip():
        return text, ""
    return text[: found.start()].strip(), found[1].strip()


COMMAND: Final = Command("log-correct", run)
