"""Stretches of time in SQL, and among instants as they are stored."""

import math
from collections.abc import Mapping
from typing import Any

from logbook.model.chain import iso_utc
from logbook.model.entries import LogEntry


def within(
    where: str, values: list[object], since: float | None, until: float | None
) -> tuple[str, list[object]]:
    """Return the condition and its values with a stretch (UTC seconds, both included) added."""
    first, last = _ends(since, until)
    if first is not None:
        where, values = f"{where} AND at >= ?", [*values, first]
    if last is not None:
        where, values = f"{where} AND at <= ?", [*values, last]
    return where, values


def chosen(
    instants: Mapping[Any, str], since: float | None, until: float | None, most: int | None = None
) -> list[Any]:
    """Return whose stored instants lie in the stretch, in order; of many the latest `most`."""
    first, last = _ends(since, until)
    found = sorted(
        (at, who)
        for who, at in instants.items()
        if (first is None or at >= first) and (last is None or at <= last)
    )
    return [who for _, who in (found if most is None else found[max(0, len(found) - most) :])]


def when(entry: LogEntry) -> tuple[float, int]:
    """Return what entries are put in order by: their instants, then their numbers."""
    return entry.at, entry.number


def _ends(since: float | None, until: float | None) -> tuple[str | None, str | None]:
    # Stored instants are whole seconds, in a text that sorts as they do.
    first = None if since is None else iso_utc(math.ceil(since))
    return first, None if until is None else iso_utc(math.floor(until))
