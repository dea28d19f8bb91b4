"""Stretches of time in SQL and out of it, where some entries' instants were mended."""

import json
import math
from collections.abc import Collection

from logbook.model.chain import iso_utc
from logbook.model.entries import LogEntry


def besides(moved: Collection[int]) -> tuple[str, list[object]]:
    """Return the condition, and its values, of every entry but those that were moved."""
    # The very numbers that were read, so that a clock entry written between two reads neither
    # doubles a line nor loses one.
    if not moved:
        return "1", []
    return "number NOT IN (SELECT value FROM json_each(?))", [json.dumps(list(moved))]


def within(
    where: str, values: list[object], since: float | None, until: float | None
) -> tuple[str, list[object]]:
    """Return the condition and its values with a stretch (UTC seconds, both included) added."""
    # Stored instants are whole seconds.
    if since is not None:
        where, values = f"{where} AND at >= ?", [*values, iso_utc(math.ceil(since))]
    if until is not None:
        where, values = f"{where} AND at <= ?", [*values, iso_utc(math.floor(until))]
    return where, values


def is_within(entry: LogEntry, since: float | None, until: float | None) -> bool:
    """Tell whether an entry, mended, lies in the stretch."""
    return (since is None or entry.at >= since) and (until is None or entry.at <= until)


def when(entry: LogEntry) -> tuple[float, int]:
    """Return what entries are put in order by: their instants, then their numbers."""
    return entry.at, entry.number
