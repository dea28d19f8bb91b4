"""Man overboard: position and time at once; then recovered, or a false alarm, and it is over."""

from typing import Literal

from logbook.model.entries import MOST_CHARACTERS, EntryKind, LogEntry
from logbook.model.mob import called_in, episode
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean, needed
from logbook.verbs.write import write

Ending = Literal["recovered", "false_alarm"]


def overboard(
    bridge: Bridge, caller: Caller, text: str = "", *, at: float | None = None
) -> LogEntry:
    """Write that somebody is overboard, here and now; anybody may, and again for another one.

    Of a text that is longer than any line's the beginning is kept.
    """
    said = bridge.speaker().say("verbs.mob")
    note = clean(text)
    said = (f"{said} · {note}" if note else said)[:MOST_CHARACTERS]
    facts = {"action": "start", "alarm": list(bridge.config.alarm)}
    return write(bridge, caller, needed(said), kind=EntryKind.MOB, at=at, facts=facts)


def over(bridge: Bridge, caller: Caller, ending: Ending, text: str = "") -> LogEntry:
    """Write how the open alarm ended, and whom it had called, who are told.

    Raises Refusal `verbs.no_mob` where none is open.
    """
    lines, struck = _alarms(bridge)
    begun = episode(lines, struck)
    if begun is None:
        raise Refusal("verbs.no_mob")
    said = bridge.speaker().say(f"verbs.mob_{ending}")
    note = clean(text)
    said = f"{said} · {note}" if note else said
    called = called_in(lines[lines.index(begun) :], struck)
    facts = {"action": "end", "ending": ending, "began": begun.number, "alarm": called}
    return write(bridge, caller, needed(said), kind=EntryKind.MOB, facts=facts)


def open_alarm(bridge: Bridge) -> LogEntry | None:
    """Return the line that began the alarm which is still open, or None."""
    return episode(*_alarms(bridge))


def _alarms(bridge: Bridge) -> tuple[list[LogEntry], set[int]]:
    """Return all lines of alarms, and the numbers of those that were struck."""
    with bridge.readers.book() as book:
        lines = list(book.entries(kinds=(EntryKind.MOB,)))
        later = book.amendments([line.number for line in lines])
    struck = {
        number
        for number, amendments in later.items()
        if any(one.draft.kind is EntryKind.STRIKE for one in amendments)
    }
    return lines, struck
