"""The look at a book before it is opened: whether the database is whole, and the journal agrees.

A small book is looked at wholly; of a large one the tables, the guards, the last lines and the
journal's end, so that the log is kept again within a moment. The whole is looked at by night.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from logbook.model.refusal import Refusal
from logbook.store import journal_file
from logbook.store.book_schema import NAME, STEPS
from logbook.store.database import MADE_BY_US, Step, connected, open_reader
from logbook.store.faults import refusing
from logbook.store.findings import Finding
from logbook.store.journal_file import disagreement
from logbook.store.strangers import made
from logbook.store.verify import guards, tail, verified
from logbook.store.witnesses import Journal

SMALL_BYTES: Final = 2 * 1024 * 1024
"""Three thousand entries: a fifth of a second."""
TAIL: Final = 400
_DAMAGE: Final = frozenset({"store.damaged", "store.foreign", "store.newer", "store.no_book"})


def looked(folder: Path, *, wholly: bool = False) -> Finding | None:
    """Return what is wrong with the book in `folder`, None where nothing is, or nothing stands.

    Raises Refusal for what is no damage: a newer release's book, another program's, a disk that
    cannot be read.
    """
    path = folder / NAME
    if not _stands(path):
        return Finding("store.lost", {"file": NAME}) if _journalled(folder) else None
    try:
        # Where a crash left a write-ahead log, only its writer can say what stands in it.
        book = open_reader(path, len(STEPS))
    except Refusal as refusal:
        if refusal.name in _DAMAGE and is_damaged(path, STEPS):
            return Finding("store.damaged", {"file": NAME})
        if refusal.name == "store.no_book":
            return None
        raise
    try:
        with refusing(path):
            return _looked(book, folder, wholly=wholly or _size(path) <= SMALL_BYTES)
    except Refusal as refusal:
        if refusal.name != "store.damaged":
            raise
        return Finding("store.damaged", {"file": NAME})
    finally:
        book.close()


def is_damaged(path: Path, steps: Sequence[Step]) -> bool:
    """Tell whether a file that is not accepted as ours is ours all the same, and damaged.

    One flipped bit in the file's head makes it another program's, or a newer release's: but then
    it has just the tables of one of our own versions.
    """
    try:
        with closing(connected(path, "ro")) as conn:
            found = dict(conn.execute("SELECT name, sql FROM sqlite_master").fetchall())
            marks = [
                int(conn.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("application_id", "user_version")
            ]
    except sqlite3.OperationalError:
        return False
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True
    for version in range(1, len(steps) + 1):
        if found == made(steps[:version]):
            flipped = [held ^ ours for held, ours in zip(marks, (MADE_BY_US, version), strict=True)]
            return sum(bits.bit_count() for bits in flipped) == 1
    return False


def _looked(book: Database, folder: Path, *, wholly: bool) -> Finding | None:
    version = int(book.conn.execute("PRAGMA user_version").fetchone()[0])
    held = dict(book.conn.execute("SELECT name, sql FROM sqlite_master").fetchall())
    wanted = made(STEPS[:version])
    if not wanted.items() <= held.items():
        gone = next(name for name, sql in wanted.items() if held.get(name) != sql)
        return Finding("store.schema_gone", {"part": gone})
    if wholly:
        found = next(iter(verified(book, [Journal(folder)])), None)
        return found or _journal(book, folder)
    said = str(book.conn.execute("PRAGMA quick_check(1)").fetchone()[0])
    if said != "ok":
        return Finding("store.integrity", {"reason": said})
    return next(iter(guards(book)), None) or tail(book, TAIL) or _journal(book, folder)


def _journal(book: Database, folder: Path) -> Finding | None:
    """Hold the journal's end against the database."""
    path = folder / journal_file.NAME
    try:
        with path.open("rb") as file:
            found = journal_file.tail(file.fileno())
    except FileNotFoundError:
        return None
    vessel = book.conn.execute("SELECT value FROM meta WHERE name = 'vessel'").fetchone()
    return disagreement(book, found, "" if vessel is None else vessel[0], path.name)


def _stands(path: Path) -> bool:
    return path.exists() and _size(path) > 0


def _size(path: Path) -> int:
    return path.stat().st_size


def _journalled(folder: Path) -> bool:
    """Tell whether a journal with entries stands where there is no database."""
    try:
        with (folder / journal_file.NAME).open("rb") as file:
            return journal_file.tail(file.fileno()).number > 0
    except OSError:
        return False
