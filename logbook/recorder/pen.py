"""Writes the recorder's lines; what the disk refuses is held, in its order, and written later."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from logbook.model.chain import to_stored
from logbook.model.entries import Draft, LogEntry
from logbook.model.refusal import Refusal
from logbook.recorder.rules import Book

_log = logging.getLogger(__name__)

MOST_HELD: Final = 10_000
"""A year of hours. Beyond it the oldest are given up: memory is not a disk."""


class Pen:
    """Holds lines until they are written, in one transaction with the state.

    A `patient` one keeps what the disk refuses, says so in `fault`, and tries again at the next
    `write`; another lets the Refusal pass. `on_entry` is told every line once it is on disk.
    """

    def __init__(self, book: Book, on_entry: Callable[[LogEntry], None], *, patient: bool) -> None:
        self.fault: Refusal | None = None
        self.written = 0
        self.lost = 0
        self._book = book
        self._on_entry = on_entry
        self._patient = patient
        self._held: list[Draft] = []

    def hold(self, drafts: Sequence[Draft]) -> None:
        """Take lines to be written."""
        self._held.extend(drafts)
        excess = len(self._held) - MOST_HELD
        if excess > 0:
            del self._held[:excess]
            self.lost += excess

    @property
    def holds(self) -> bool:
        """Whether anything waits to be written."""
        return bool(self._held)

    def write(self, state: Mapping[str, object] | None) -> None:
        """Write what is held, and `state` with it; all of it or, for now, nothing."""
        try:
            written = self._book.append(self._held, state)
        except Refusal as refusal:
            if not self._patient:
                raise
            if self.fault is None:
                _log.error("a line cannot be written yet: %s %s", refusal.name, refusal.facts)
            self.fault = refusal
            return
        except ValueError:
            self._held = self._storable()
            raise
        self.fault = None
        self._held = []
        self.written += len(written)
        for entry in written:
            self._on_entry(entry)

    def _storable(self) -> list[Draft]:
        """Return what is held without what can never be stored: it must not keep out the rest."""
        storable = []
        for draft in self._held:
            try:
                to_stored(draft, 1, "")
            except ValueError:
                _log.error("a line of %s cannot be stored: %r", draft.kind, draft.text)
                self.lost += 1
            else:
                storable.append(draft)
        return storable
