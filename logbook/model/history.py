"""An entry and all that was later said of it: corrections, strikes, and those of corrections."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from logbook.model.entries import EntryKind, LogEntry

AMENDING: Final = frozenset({EntryKind.CORRECTION, EntryKind.STRIKE})
"""The kinds that say something of an earlier line."""
HOUSEKEEPING: Final = frozenset(
    {EntryKind.CLOCK, EntryKind.SETTING, EntryKind.ROLE, EntryKind.SEAL, EntryKind.VISA}
)
"""What these did stays done: another setting, another role is the way to change it."""

Later = Mapping[int, Sequence[LogEntry]]
"""What refers to a line, by that line's number, in the order written."""


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

    def stands(self, amendment: LogEntry) -> bool:
        """Tell whether an amendment is what counts: the latest correction, or a strike not undone.

        What does not is shown struck through.
        """
        if amendment.draft.kind is EntryKind.STRIKE:
            return not self._undone(amendment)
        return self.current == amendment.number

    def _undone(self, line: LogEntry) -> bool:
        return any(
            one.draft.kind is EntryKind.STRIKE and not self._undone(one)
            for one in self.amendments
            if one.draft.refers_to == line.number and one.number > line.number
        )


def gathered(entry: LogEntry, later: Later) -> History:
    """Return the history of an entry, of what `later` holds."""
    if entry.number not in later:
        return History(entry)
    found: dict[int, LogEntry] = {}
    about = {entry.number}
    while about:
        told = [one for number in about for one in later.get(number, ())]
        amending = [one for one in told if one.draft.kind in AMENDING]
        about = {one.number for one in amending} - found.keys()
        found |= {one.number: one for one in amending}
    return History(entry, tuple(found[number] for number in sorted(found)))


def followed(numbers: Collection[int], ask: Callable[[Collection[int]], Later]) -> Later:
    """Return what refers to `numbers`, to what refers to them, and so on, as `ask` tells it."""
    found: dict[int, Sequence[LogEntry]] = {}
    about = set(numbers)
    while about:
        told = ask(about)
        found |= told
        about = {one.number for many in told.values() for one in many} - found.keys()
        if not told:
            break
    return found
