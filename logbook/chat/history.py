"""An entry and all that was later said of it: corrections, strikes, and those of corrections."""

from dataclasses import dataclass
from typing import Final

from logbook.model.entries import EntryKind, LogEntry
from logbook.store.book_reader import BookReader

_AMENDING: Final = frozenset({EntryKind.CORRECTION, EntryKind.STRIKE})


@dataclass(frozen=True, slots=True)
class History:
    """An entry, and its amendments in the order in which they were written."""

    entry: LogEntry
    amendments: tuple[LogEntry, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the entry and of its amendments."""
        return (self.entry.number, *(one.number for one in self.amendments))

    @property
    def struck(self) -> bool:
        """Whether the entry itself was struck, and that holds."""
        return self._undone(self.entry)

    @property
    def current(self) -> int | None:
        """Return the number of the line whose words hold now, None where the entry was struck.

        The latest correction that holds, a correction of a correction too; else the entry.
        """
        if self.struck:
            return None
        corrections = (
            one.number
            for one in self.amendments
            if one.draft.kind is EntryKind.CORRECTION and self.holds(one)
        )
        return max(corrections, default=self.entry.number)

    def holds(self, line: LogEntry) -> bool:
        """Tell whether a line of this history was not undone, nor what it is about."""
        if line.number == self.entry.number:
            return not self.struck
        about = line.draft.refers_to
        target = next((one for one in self.amendments if one.number == about), None)
        return not self._undone(line) and (target is None or self.holds(target))

    def _undone(self, line: LogEntry) -> bool:
        return any(
            one.draft.kind is EntryKind.STRIKE and not self._undone(one)
            for one in self.amendments
            if one.draft.refers_to == line.number and one.number > line.number
        )


def history(book: BookReader, number: int) -> History | None:
    """Return the history that line `number` belongs to, be it an entry or an amendment of one.

    None where the book has no such line.
    """
    entry = book.entry(number)
    while entry is not None and entry.draft.kind in _AMENDING:
        if entry.draft.refers_to is None:
            break
        entry = book.entry(entry.draft.refers_to)
    if entry is None:
        return None
    found: dict[int, LogEntry] = {}
    about = {entry.number}
    while about:
        later = [one for many in book.amendments(about).values() for one in many]
        amending = [one for one in later if one.draft.kind in _AMENDING]
        about = {one.number for one in amending} - found.keys()
        found |= {one.number: one for one in amending}
    return History(entry, tuple(found[number] for number in sorted(found)))
