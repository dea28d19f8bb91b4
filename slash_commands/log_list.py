"""`/log-list`: lines of the log, privately, in rows that a terminal shows as well as a phone."""

import math
from collections.abc import Iterable
from typing import Final

from logbook.console.lines import listing
from logbook.locale import Speaker
from logbook.model.due import DAY_S
from logbook.model.entries import LogEntry
from logbook.model.history import followed
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.usage import usage
from logbook.verbs.voyage import of_book
from logbook.verbs.words import Words, meant, number
from slash_commands.command import Command, known
from slash_commands.reply import Reply, fenced
from slash_commands.request import Request

_LATEST: Final = 10
MOST: Final = 100
_COLUMNS: Final = 78
_SPANS: Final[Words] = {
    "today": ("aujourd'hui", "aujourd’hui", "jour"),
    "yesterday": ("hier",),
    "voyage": ("traversée", "trip"),
}


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer with the lines of a day, of the latest voyage, or the latest so many."""
    who, say = known(request, bridge)
    typed = request.text.strip()
    count, span = number(typed), meant(typed, _SPANS)
    if typed and count is None and span is None:
        raise usage(bridge, "log-list")
    with bridge.readers.book() as book:
        if span is None:
            found = book.latest(min(count or _LATEST, MOST))
        else:
            found = book.latest(MOST + 1, *_stretch(bridge, book, span))
        rows = _rows(bridge, book, say, found[-MOST:])
    if not rows:
        return Reply(say.say("slash.list_empty"))
    said = [say.say("slash.list_cut", count=MOST)] if len(found) > MOST else []
    said.append(fenced("\n".join(rows)))
    if not who.checked:
        said.append(say.say("slash.unchecked"))
    return Reply("\n".join(said))


def _rows(bridge: Bridge, book: BookReader, say: Speaker, found: Iterable[LogEntry]) -> list[str]:
    entries = list(found)
    return list(
        listing(
            say,
            entries,
            amended=followed([entry.number for entry in entries], book.amendments),
            members={member.id: member.name for member in book.members().values()},
            ship_offset_s=bridge.config.ship_offset_s,
            width=_COLUMNS,
        )
    )


def _stretch(bridge: Bridge, book: BookReader, span: str) -> tuple[float | None, float | None]:
    """Return from when to when (UTC seconds) the span is, by ship's time."""
    offset = bridge.config.ship_offset_s
    midnight = math.floor((bridge.now() + offset) / DAY_S) * DAY_S - offset
    if span == "today":
        return midnight, None
    if span == "yesterday":
        return midnight - DAY_S, midnight - 1
    voyages = of_book(book)
    latest = max(voyages, key=lambda one: one.departed_at, default=None)
    if latest is None:
        raise Refusal("verbs.no_voyage")
    return latest.departed_at, latest.arrived_at


COMMAND: Final = Command("log-list", run)
