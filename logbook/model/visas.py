"""The skipper's daily visa: which lines stand under it, so that a later change must say why."""

from collections.abc import Iterable
from typing import Final

from logbook.model.chain import from_iso_utc
from logbook.model.entries import EntryKind, LogEntry

FACT: Final = "visa"
"""The fact by which a correction or a strike says that it was made after a visa: its number."""


def over(line: LogEntry, visas: Iterable[LogEntry]) -> int | None:
    """Return the number of the first of `visas` that `line` stands under, or None.

    A visa's facts are the limits of its day (`since`, `until`: ISO, UTC, the latter excluded) and
    the `last` line that it has seen.
    """
    for visa in visas:
        facts = visa.draft.facts
        last = facts.get("last")
        if visa.draft.kind is not EntryKind.VISA or not isinstance(last, int):
            continue
        since, until = from_iso_utc(str(facts["since"])), from_iso_utc(str(facts["until"]))
        if line.number <= last and since <= line.at < until:
            return visa.number
    return None


def made_after(line: LogEntry) -> int | None:
    """Return the number of the visa that a correction or a strike was made after, or None."""
    number = line.draft.facts.get(FACT)
    return number if isinstance(number, int) else None
