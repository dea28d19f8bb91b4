"""Opens database files, to write or to read; the only place that connects to SQLite.

Writers: WAL and `synchronous=FULL`. NORMAL lost acknowledged rows in real power cuts, and at one
commit every ten seconds the difference costs nothing. Transactions begin IMMEDIATE, never by
sqlite-utils' own deferred BEGIN, which fails at once beside a second writer.
Readers: `mode=ro` and `query_only`; they never checkpoint, which SQLite before 3.51.3 needs to
be left to one connection.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Final
from urllib.parse import quote

from sqlite_utils import Database

from logbook.model.refusal import Refusal
from logbook.store import lock
from logbook.store.faults import refusing

WAIT_S: Final = 10.0
"""How long to wait for an owner's own SQL on the file before refusing `store.busy`."""
_WAL_KEPT_BYTES: Final = 4_194_304
WRITER_KIB: Final = 512
READER_KIB: Final = 256
"""Pages that a connection keeps; SQLite's own 2,000 fill within days, in each of twenty. What is
written lies at the ends of its trees, what is read comes out of the system's own cache: imports,
exports and lists take no longer.
"""
MOST_BYTES: Final = 16 * 1024 * 1024
"""Of one value; an entry has some kilobytes. What is longer is no work of ours."""
MADE_BY_US: Final = 0x4C4F4742
"""SQLite's application id of our files: `LOGB`."""

Step = Callable[[Database], None]


def connected(path: Path | None, mode: str = "rwc", *, wait_s: float = WAIT_S) -> Connection:
    """Return a connection to a file (None: to memory) that is believed in nothing but its rows.

    Any file may be another's work: what its schema calls is SQLite's own harmless functions, none
    of its checks is asked, no value fills the memory, and pages are checked as they are read.
    `mode` is SQLite's: `ro`, `rw`, `rwc`. Any thread may use it, one at a time.
    """
    address = "file::memory:" if path is None else f"file:{quote(str(path.absolute()))}"
    conn = sqlite3.connect(
        address if path is None else f"{address}?mode={mode}",
        uri=True,
        timeout=wait_s,
        isolation_level=None,
        check_same_thread=False,
    )
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    conn.execute("PRAGMA trusted_schema=off")
    conn.execute("PRAGMA cell_size_check=on")
    # Ours have none. A check of somebody's, of a table beside ours, may reckon without end.
    conn.execute("PRAGMA ignore_check_constraints=on")
    return conn


def open_writer(path: Path, steps: Sequence[Step], *, page_bytes: int, wait_s: float) -> Database:
    """Return `path` open for its one writer, made if it is not there, brought up by `steps`.

    Raises Refusal: `store.newer`, `store.foreign`, `store.read_only`, `store.damaged`, …
    """
    with refusing(path):
        conn = connected(path, wait_s=wait_s)
        try:
            conn.execute(f"PRAGMA page_size={page_bytes:d}")
            conn.execute(f"PRAGMA cache_size=-{WRITER_KIB}")
            _refuse_unknown(conn, path, len(steps))
            conn.execute("PRAGMA journal_mode=WAL")
            conn.execute("PRAGMA synchronous=FULL")
            conn.execute(f"PRAGMA journal_size_limit={_WAL_KEPT_BYTES}")
            db = _database(conn)
            _bring_up(db, steps)
        except BaseException:
            conn.close()
            raise
    return db


def open_reader(path: Path, known: int) -> Database:
    """Return `path` open to read only; `known` is the newest version that this release reads.

    Raises Refusal: `store.no_book` where there is nothing, `store.newer`, `store.unreachable`, …
    """
    try:
        if not path.exists():
            raise Refusal("store.no_book", folder=path.parent)
    except PermissionError as error:
        raise Refusal("store.unreachable", file=path) from error
    with refusing(path):
        conn = _connect_to_read(path)
        try:
            conn.execute("PRAGMA query_only=on")
            conn.execute(f"PRAGMA cache_size=-{READER_KIB}")
            _refuse_unknown(conn, path, known)
            _refuse_unmade(conn, path)
            return _database(conn)
        except BaseException:
            conn.close()
            raise


def rolled_back(path: Path) -> None:
    """Take back what a cut left half written in a database that was not in WAL mode yet.

    A database is so while it is made, or taken out of a backup. Only a writer may take it back:
    every reader is refused `store.half_written` until then. Raises Refusal as a writer does.
    """
    if not (path.exists() and path.with_name(f"{path.name}-journal").exists()):
        return
    with refusing(path), closing(connected(path, "rw")) as conn:
        conn.execute("SELECT 1 FROM sqlite_master").fetchone()


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Commit what is written inside, all or nothing; sees and keeps out every other writer."""
    conn = db.conn
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        # A full disk has already rolled back by itself.
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def integrity(db: Database) -> str | None:
    """Return the first thing that SQLite's own integrity check finds, or None."""
    said = str(db.conn.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return None if said == "ok" else said


def _database(conn: Connection) -> Database:
    # Plugins of whatever else is installed on this machine have no business in the log.
    return Database(conn, execute_plugins=False)


def _connect_to_read(path: Path) -> Connection:
    conn = connected(path, "ro")
    try:
        conn.execute("SELECT 1 FROM sqlite_master").fetchone()
    except UnicodeDecodeError:
        conn.close()
        raise
    except sqlite3.DatabaseError as error:
        conn.close()
        if not isinstance(error, sqlite3.OperationalError):
            raise
        # In a folder that cannot be written SQLite cannot make its index of the WAL. Where there
        # is no WAL, nothing half written and nobody writes, the file alone is the whole truth.
        beside = [path.with_name(f"{path.name}-{name}") for name in ("wal", "journal")]
        if any(file.exists() for file in beside) or lock.is_held(path.parent):
            raise
        return connected(path, "ro&immutable=1")
    return conn


def _refuse_unknown(conn: Connection, path: Path, known: int) -> None:
    # Emptiness first: a file being made beside us may turn from empty to ours, never back.
    empty = conn.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    made_by = int(conn.execute("PRAGMA application_id").fetchone()[0])
    if made_by != MADE_BY_US and not (empty and made_by == 0 and version == 0):
        raise Refusal("store.foreign", file=path)
    if version > known:
        raise Refusal("store.newer", file=path, found=version, known=known)


def _refuse_unmade(conn: Connection, path: Path) -> None:
    if conn.execute("PRAGMA user_version").fetchone()[0] == 0:
        raise Refusal("store.no_book", folder=path.parent)


def _bring_up(db: Database, steps: Sequence[Step]) -> None:
    if db.conn.execute("PRAGMA user_version").fetchone()[0] == len(steps):
        return
    with transaction(db):
        # Read again inside: another process may have been first.
        done = db.conn.execute("PRAGMA user_version").fetchone()[0]
        for step in steps[done:]:
            step(db)
        db.conn.execute(f"PRAGMA application_id={MADE_BY_US}")
        db.conn.execute(f"PRAGMA user_version={len(steps)}")
