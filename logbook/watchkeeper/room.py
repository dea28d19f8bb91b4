"""The chore that minds the disk: its reserve, the journal, and one line when either was needed."""

from collections.abc import Callable, Mapping

from logbook.model.refusal import Refusal
from logbook.store.book import Book


class Room:
    """Keeps the reserve, and tells once that it was spent and once that it is there again.

    `tell` writes a line: the name of its sentence, and what it is about. While the reserve is
    spent, `look` says so.
    """

    name = "reserve"

    def __init__(self, book: Book, tell: Callable[[str, Mapping[str, object]], None]) -> None:
        self._book = book
        self._tell = tell
        self._told = False

    def look(self) -> None:
        """Make the reserve again if there is room; raises Refusal while it is spent."""
        reserve = self._book.reserve
        reserve.look()
        if reserve.spent != self._told:
            self._tell("upkeep.full" if reserve.spent else "upkeep.room_again", {})
            # Only once it is written: what the disk refuses is tried at the next round.
            self._told = reserve.spent
        if reserve.spent:
            raise Refusal("upkeep.reserve_spent")


class Copying:
    """Completes the journal where it is behind; told of while it cannot be written."""

    name = "journal"

    def __init__(self, book: Book) -> None:
        self._book = book

    def look(self) -> None:
        """Complete it; raises Refusal with what is in the way."""
        fault = self._book.look_after_journal()
        if fault is not None:
            raise fault
