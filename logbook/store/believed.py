"""What is believed of a book that somebody hands in: decided here, for `restore` and for mending.

Of the lines all or nothing: the chain must be whole, and each line one that the log can say
(`witnesses.Sayable`). What
stands beside them is no part of the log: of the outbox and of what the program remembered each row
is taken that could be ours, and the others are left. A file is asked nothing before its tables are
known to be ours (`strangers`).
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from logbook.model.refusal import Refusal
from logbook.store.database import connected
from logbook.store.outbox import COLUMNS as NOTICE
from logbook.store.outbox import OwedState, owed
from logbook.store.state import is_countable, is_flat, json_of


@contextmanager
def handed_in(file: Path) -> Iterator[None]:
    """Raise Refusal `backup.not_good` for whatever a database of somebody's makes fail inside.

    Nobody foresees all that can stand in one. What is wrong with the disk passes as it is.
    """
    try:
        yield
    except (
        sqlite3.Error,
        ValueError,
        TypeError,
        LookupError,
        ArithmeticError,
        RecursionError,
    ) as e:
        raise Refusal("backup.not_good", file=file, reason=e) from e


@contextmanager
def for_rows(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a database that was handed in to be written, which runs nothing by itself meanwhile.

    Its schema was looked at before: should anything be overlooked there, what would run a trigger
    or a view is refused (sqlite3.DatabaseError).
    """
    with closing(connected(path, "rw")) as conn:
        conn.set_authorizer(_alone)
        yield conn


def _alone(_action: int, _one: object, _two: object, _database: object, by: str | None) -> int:
    return sqlite3.SQLITE_OK if by is None else sqlite3.SQLITE_DENY


def is_owed(row: Sequence[object], state: object) -> bool:
    """Tell whether a row of the outbox (`outbox.COLUMNS`) in that state is one of ours."""
    return owed(row) is not None and state in set(OwedState)


def is_kept(value: object) -> bool:
    """Tell whether what a state says can be read, and its numbers be reckoned with."""
    if not isinstance(value, str):
        return False
    told = json_of(value)
    return value == "null" or (is_flat(told) and is_countable(told))


def sifted(path: Path) -> None:
    """Remove from a copy of a book that was handed in what is not believed beside its lines."""
    with for_rows(path) as conn:
        columns = {row[1] for row in conn.execute("PRAGMA table_info(outbox)")}
        if "uid" not in columns:
            # A book of the first release: its outbox was never used, and is made anew.
            return
        rows = conn.execute(f"SELECT {NOTICE}, state FROM outbox")
        notices = [(row[0],) for row in rows if not is_owed(row[:-1], row[-1])]
        state = conn.execute("SELECT rowid, value FROM state")
        values = [(row,) for row, value in state if not is_kept(value)]
        if notices or values:
            conn.execute("BEGIN IMMEDIATE")
            conn.executemany("DELETE FROM outbox WHERE id = ?", notices)
            conn.executemany("DELETE FROM state WHERE rowid = ?", values)
            conn.execute("COMMIT")
