"""An entry and all that was later said of it, as the book holds it."""

from logbook.model.history import AMENDING, History, followed, gathered
from logbook.store.book_reader import BookReader

__all__ = ["History", "history"]


def history(book: BookReader, number: int) -> History | None:
    """Return the history that line `number` belongs to, be it an entry or an amendment of one.

    None where the book has no such line.
    """
    entry = book.entry(number)
    while entry is not None and entry.draft.kind in AMENDING:
        if entry.draft.refers_to is None:
            break
        entry = book.entry(entry.draft.refers_to)
    if entry is None:
        return None
    return gathered(entry, followed([entry.number], book.amendments))
