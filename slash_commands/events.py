"""What the commands for events share: a leading time, and figures with a comma or a point."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from logbook.locale import Speaker
from logbook.model.entries import LogEntry
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean
from logbook.verbs.when import told
from slash_commands.command import known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request

_FIGURE: Final = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,3}))?")
_BETWEEN_NAMES: Final = re.compile(r"[,;&]| (?:et|and)(?= )", re.IGNORECASE)


class Event(NamedTuple):
    """A request whose leading time was read: who, in which words, the text, and when (or None).

    `kept` is a time that lies too far back to be the line's, as typed: the line's words keep it.
    """

    who: Caller
    say: Speaker
    text: str
    at: float | None
    kept: str = ""


def event(
    request: Request, bridge: Bridge, write: Callable[[Event], LogEntry], *more: str
) -> Reply:
    """Write an event by `write` and return its echo; a time too far back is left in the text."""
    who, say = known(request, bridge)
    line = told(clean(request.text), bridge.now(), bridge.config.ship_offset_s)
    entry = write(Event(who, say, line.rest, line.at, line.kept))
    return echo(bridge, who, say, entry, too_old=line.too_old, more=more)


def figure(word: str) -> float | None:
    """Return `1234,5` or `1234.5` as a number, None for anything else."""
    found = _FIGURE.fullmatch(word)
    return None if found is None else float(f"{found[1]}.{found[2] or 0}")


def names(text: str) -> list[str]:
    """Return names as typed: parted by commas, by `et` or `and`, or each with its `@`."""
    words = text.split()
    if words and all(word.startswith("@") for word in words):
        return [word.rstrip(",;") for word in words]
    # One blank between words: a row of thousands would be looked through from each of them.
    return [name for part in _BETWEEN_NAMES.split(" ".join(words)) if (name := part.strip())]
