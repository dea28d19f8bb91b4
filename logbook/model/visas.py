"""The skipper's daily visa: which lines stand under it, so that a later change must say why."""

from collections.abc import Iterable
from typing import Final

from logbook.model.chain import from_iso_utc
from logbook.model.entries import EntryKind, LogEntry

FACT: Final = "visa"
"""The fact by which a correction or a strike says that it was made after a visa: its number."""


def limits(visa: LogEntry) -> tuple[float, float] | None:
    """Return from when until when (UTC seconds since 1970) a visa seals, None where it says not.

    None of ours says not, but a line may come out of another's backup.
    """
    facts = visa.draft.facts
    try:
        return from_iso_utc(str(facts["since"])), from_iso_utc(str(facts["until"]))
    except (KeyError, ValueError):
        return None


def over(line: LogEntry, visas: Iterable[LogEntry]) -> int | None:
    """Return the number of the first of `visas` that `line` stands under, or None.

    A visa's facts are the limits of its day (`since`, `until`: ISO, UTC, the latter excluded) and
    the `last` line that it has seen.
    """
    for visa in visas:
        last, span = visa.draft.facts.get("last"), limits(visa)
        if visa.draft.kind is not EntryKind.VISA or not isinstance(last, int) or span is None:
            continue
        since, until = span
        if line.number <= last and since <= line.at < until:
            return visa.number
    return None


def made_after(line: LogEntry) -> int | None:
    """Return the number of the visa that a correction or a strike was made after, or None."""
    number = line.draft.facts.get(FACT)
    return number if isinstance(number, int) else None
