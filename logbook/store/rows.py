"""Rows of `entries` to entries and back: the order of columns, and nothing else."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from logbook.model.chain import to_entry
from logbook.model.entries import LogEntry
from logbook.store.book_schema import COLUMNS, HASHED

_REMEMBERED: Final = 256
"""Entries, of some six kilobytes each: a day's and more."""
SELECT: Final = ", ".join(f"e.{name}" for name in COLUMNS)
"""The columns of a row, `e` being `entries`."""


def stored_of(row: Sequence[object]) -> dict[str, str | None]:
    """Return the stored text of the hashed fields of a row of `SELECT`."""
    return {
        name: None if value is None else str(value)
        for name, value in zip(HASHED, row, strict=False)
    }


def full_row(row: Sequence[object]) -> dict[str, str | None]:
    """Return the same with `prev`, `hash` and `form`, as an export and the journal hold them."""
    prev, hash_, form = row[-3:]
    return {**stored_of(row), "prev": str(prev), "hash": str(hash_), "form": str(form)}


def entry_of(row: Sequence[object], at: str | None = None) -> LogEntry:
    """Return the entry of a row of `SELECT`; `at` is its mended instant, if it was mended."""
    return _entry(tuple(row), at)


# The crew looks at the same lines again and again; a row that differs in anything is another row.
@lru_cache(maxsize=_REMEMBERED)
def _entry(row: tuple[object, ...], at: str | None) -> LogEntry:
    prev, hash_, form = row[len(HASHED) :]
    return to_entry(stored_of(row), prev=str(prev), hash_=str(hash_), form=int(str(form)), at=at)
