"""Who is aboard: people embark and disembark by lines of the log, and the list follows."""

from collections.abc import Sequence
from typing import Literal

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_crew
from logbook.verbs.text import clean
from logbook.verbs.write import NOTHING, Beside, write

Move = Literal["aboard", "ashore"]


def crew(
    bridge: Bridge,
    caller: Caller,
    move: Move,
    names: Sequence[str],
    *,
    at: float | None = None,
    kept: str = "",
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write that people came aboard or went ashore; raises Refusal `verbs.no_names`.

    Not for guests. `kept`, `beside`: as in `write`.
    """
    needs_crew(caller)
    moved = [name for typed in names if (name := clean(typed).lstrip("@"))]
    if not moved:
        raise Refusal("verbs.no_names")
    text = bridge.speaker().say(f"verbs.crew_{move}", names=", ".join(moved))
    return write(
        bridge,
        caller,
        text,
        kind=EntryKind.CREW,
        at=at,
        facts={move: moved},
        kept=kept,
        beside=beside,
    )


def on_board(book: BookReader) -> list[str]:
    """Return the names of those who are aboard, in the order in which they came.

    Lines that were struck do not count.
    """
    lines = list(book.entries(kinds=(EntryKind.CREW,)))
    later = book.amendments([line.number for line in lines])
    aboard: dict[str, str] = {}
    for line in lines:
        if any(one.draft.kind is EntryKind.STRIKE for one in later.get(line.number, ())):
            continue
        for name in _names(line, "ashore"):
            aboard.pop(name.casefold(), None)
        for name in _names(line, "aboard"):
            aboard.setdefault(name.casefold(), name)
    return list(aboard.values())


def _names(line: LogEntry, move: Move) -> list[str]:
    found = line.draft.facts.get(move)
    return [str(name) for name in found] if isinstance(found, list) else []
