"""The skipper's word on voyages: begin one, end one, join what a false stop parted, split."""

from typing import Final, NamedTuple

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.refusal import Refusal
from logbook.model.voyages import MarkKind, Voyage, arrange, marks
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_crew
from logbook.verbs.text import clean, needed
from logbook.verbs.write import write

SHAPING: Final = (EntryKind.DEPARTURE, EntryKind.ARRIVAL, EntryKind.VOYAGE, EntryKind.STRIKE)
WORDS: Final = (MarkKind.START, MarkKind.END, MarkKind.JOIN, MarkKind.SPLIT)
"""What somebody may say; departures and arrivals are found out."""


class Changed(NamedTuple):
    """The line that was written, and how many voyages and legs the log knows after it."""

    entry: LogEntry
    voyages: tuple[Voyage, ...]


def voyage(
    bridge: Bridge,
    caller: Caller,
    word: MarkKind,
    text: str = "",
    *,
    at: float | None = None,
    kept: str = "",
) -> Changed:
    """Write what somebody says of the voyages; not for guests. `kept`: as in `write`.

    Raises Refusal `verbs.no_voyage` where there is nothing to end, join or split.
    """
    needs_crew(caller)
    with bridge.readers.book() as book:
        said = marks(book.entries(kinds=SHAPING))
    if word is not MarkKind.START and not said:
        raise Refusal("verbs.no_voyage")
    if word is MarkKind.JOIN and sum(len(one.legs) for one in arrange(said)) < 2:
        raise Refusal("verbs.nothing_to_join")
    note = clean(text)
    title = bridge.speaker().say(f"verbs.voyage_{word.value}")
    text = needed(f"{title} · {note}" if note else title)
    facts = {"action": word.value, **({"name": note} if note else {})}
    entry = write(bridge, caller, text, kind=EntryKind.VOYAGE, at=at, facts=facts, kept=kept)
    return Changed(entry, known(bridge))


def known(bridge: Bridge) -> tuple[Voyage, ...]:
    """Return the voyages of the log in the order of time."""
    with bridge.readers.book() as book:
        return of_book(book)


def of_book(book: BookReader) -> tuple[Voyage, ...]:
    """Return the voyages of an open book in the order of time."""
    return arrange(marks(book.entries(kinds=SHAPING)))
