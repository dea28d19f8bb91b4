"""Who has the watch: the last line that says so, as it was corrected since."""

from typing import Final, NamedTuple

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.history import followed, gathered
from logbook.model.naming import alike, sign
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller

FACT: Final = "watch"
"""Under this name the facts of a line hold who has the watch from then on."""
_LOOKED_AT: Final = 16
"""Lines of watches: of those that were told late or struck, no crew writes more in a row."""
_SHOWN: Final = 120


class OnWatch(NamedTuple):
    """Who has the watch, as they are called in the log, and the line that says so."""

    line: LogEntry
    names: tuple[str, ...]

    def is_alone(self, caller: Caller) -> bool:
        """Tell whether the caller, and nobody else, has it."""
        if len(self.names) != 1:
            return False
        (name,), member = self.names, caller.member
        called = {alike(member.name), alike(caller.person.username)}
        return name == sign(member.id) or alike(name) in called


def on_watch(bridge: Bridge, book: BookReader, at: float) -> OnWatch | None:
    """Return who had the watch at `at` (UTC seconds), None where no line says so.

    Lines that were struck do not count; of one that was corrected the new words do.
    """
    lines = [
        line
        for line in book.newest(EntryKind.WATCH, _LOOKED_AT)
        if line.at <= at and isinstance(line.draft.facts.get(FACT), list)
    ]
    later = followed([line.number for line in lines], book.amendments)
    for line in sorted(lines, key=lambda line: (line.at, line.number), reverse=True):
        about = gathered(line, later)
        if about.current == line.number:
            return OnWatch(line, _names(line))
        words = next((one for one in about.amendments if one.number == about.current), None)
        if words is not None:
            return OnWatch(line, (_said(bridge, words),))
    return None


def _names(line: LogEntry) -> tuple[str, ...]:
    found = line.draft.facts[FACT]
    return tuple(_shortened(str(name)) for name in found) if isinstance(found, list) else ()


def _said(bridge: Bridge, words: LogEntry) -> str:
    """Return who has it by the words of a correction: what is written over is the first row."""
    # Whoever corrects types blanks where the log has no-break spaces.
    first = " ".join(words.draft.text.split("\n", 1)[0].split())
    head = " ".join(bridge.speaker().say("verbs.watch", names="").split())
    return _shortened(first.removeprefix(head))


def _shortened(name: str) -> str:
    one_row = " ".join(name.split())
    return one_row if len(one_row) <= _SHOWN else f"{one_row[:_SHOWN]}…"
