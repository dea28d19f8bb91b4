"""A member was given another name: the cards that tell of them are made anew, little by little."""

from typing import Final

from logbook.chat.history import history
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.naming import sign
from logbook.model.notices import Notice, NoticeKind
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.watchkeeper.sealing import Boarding

STATE: Final = "recarded"
QUIET: Final = "quiet"
"""In the body of a notice: an edit that the server refuses is no news for anybody."""
_AT_ONCE: Final = 20
_LOOKED_AT: Final = 200


class Recards:
    """The chore that makes cards anew after a member was given another name.

    Some at a time, and only when nothing else waits to be posted: a season has thousands.
    """

    name = "recards"

    def __init__(self, book: Book, board: Boarding) -> None:
        self._book = book
        self._board = board

    def look(self) -> None:
        """Owe the next cards of the oldest change of a name that is not through yet."""
        if self._book.outbox.held:
            return
        kept = self._book.state(STATE)
        sane = isinstance(kept, list) and [type(one) for one in kept] == [int, int]
        through, after = kept if isinstance(kept, list) and sane else (0, 0)
        bridge = self._board()
        with bridge.readers.book() as reader:
            line = _next(reader, through)
            if line is None:
                return
            numbers = reader.carded(after, _LOOKED_AT)
            member = str(line.draft.facts.get("member"))
            owed: list[Notice] = []
            for number in numbers:
                after = number
                if _tells_of(reader, number, member):
                    owed.append(Notice(NoticeKind.EDIT, number, {QUIET: True}))
                if len(owed) == _AT_ONCE:
                    break
        if owed:
            self._book.outbox.owe(owed, bridge.now())
        done = not numbers
        self._book.keep({STATE: [line.number, 0] if done else [through, after]})


def _next(book: BookReader, through: int) -> LogEntry | None:
    """Return the first line after `through` that gave a member another name, or None."""
    for line in book.entries(kinds=(EntryKind.ROLE,), by_number=True):
        if line.number > through and line.draft.facts.get("renamed"):
            return line
    return None


def _tells_of(book: BookReader, number: int, member: str) -> bool:
    """Tell whether the card of a line names a member: as its author, in it, or in its changes."""
    about = history(book, number)
    if about is None:
        return False
    lines = (about.entry, *about.amendments)
    return any(one.draft.author == member or sign(member) in one.draft.text for one in lines)
