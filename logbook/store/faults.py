"""What SQLite and the file system complain of, as sentences; only this file reads their codes."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from logbook.model.refusal import Refusal

_LEAST_BYTES: Final = 65_536


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Raise a Refusal for what goes wrong with the database file or folder `path`.

    What is left as it is (a constraint, wrong SQL) is a mistake of the program's, not the boat's.
    """
    try:
        yield
    except sqlite3.Error as error:
        refusal = _of_sqlite(error, path)
        if refusal is None:
            raise
        raise refusal from error
    except UnicodeDecodeError as error:
        # A flipped bit in a text, or in the SQL that SQLite complains of.
        raise Refusal("store.damaged", file=path) from error
    except OSError as error:
        raise of_system(error, path) from error


_SENTENCES: Final = {
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_CANTOPEN: "store.unreachable",
}


def _of_sqlite(error: sqlite3.Error, path: Path) -> Refusal | None:
    # The low byte is the primary code; the rest says which kind of it.
    whole = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if whole == sqlite3.SQLITE_READONLY_ROLLBACK:
        return Refusal("store.half_written", file=path)
    code = whole & 0xFF
    if code == sqlite3.SQLITE_IOERR:
        # The index of the WAL that finds no room is an I/O error to SQLite.
        if _is_full(path):
            return Refusal("store.full", file=path)
        return Refusal("store.disk_fails", file=path, reason=str(error))
    name = _SENTENCES.get(code)
    if name is None and str(error).startswith("Could not decode to UTF-8"):
        # Python's own complaint of a text that a flipped bit made none.
        name = "store.damaged"
    return None if name is None else Refusal(name, file=path)


def _is_full(path: Path) -> bool:
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < _LEAST_BYTES


def of_system(error: OSError, path: Path) -> Refusal:
    """Return the Refusal that says what the file system complains of at `path`."""
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
        return Refusal("store.read_only", file=path)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Refusal("store.full", file=path)
    return Refusal("store.disk_fails", file=path, reason=error)
