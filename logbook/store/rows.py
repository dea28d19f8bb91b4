"""Rows of `entries` to entries and back: the order of columns, and nothing else."""

from collections.abc import Sequence
from typing import Final

from logbook.model.chain import to_entry
from logbook.model.entries import LogEntry
from logbook.store.book_schema import COLUMNS, HASHED

SELECT: Final = ", ".join(f"e.{name}" for name in COLUMNS)
"""The columns of a row, `e` being `entries`."""


def stored_of(row: Sequence[object]) -> dict[str, str | None]:
    """Return the stored text of the hashed fields of a row of `SELECT`."""
    return {
        name: None if value is None else str(value)
        for name, value in zip(HASHED, row, strict=False)
    }


def entry_of(row: Sequence[object], at: str | None = None) -> LogEntry:
    """Return the entry of a row of `SELECT`; `at` is its mended instant, if it was mended."""
    prev, hash_, form = row[len(HASHED) :]
    return to_entry(stored_of(row), prev=str(prev), hash_=str(hash_), form=int(str(form)), at=at)
