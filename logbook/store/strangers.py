"""SQL in a database that is none of ours: what somebody else brings that runs by itself.

Triggers, views, indexes, columns that are reckoned, tables that a module keeps: they run, with the
log's own rights, whenever the log writes, asks or checks the file. A plain table of its owner's
beside ours holds rows and no more.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from sqlite_utils import Database

from logbook.store.database import Step, connected
from logbook.store.findings import Finding

_SQL: Final = (
    "SELECT type, name, sql FROM sqlite_master"
    " WHERE type IN ('trigger', 'view') OR type = 'index' AND sql NOT NULL"
)
_TABLES: Final = (
    "SELECT name, type FROM pragma_table_list"
    " WHERE schema = 'main' AND type IN ('table', 'virtual')"
)
_RECKONED: Final = "SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden > 1"
"""SQLite marks a generated column by 2 or 3 (https://www.sqlite.org/pragma.html#pragma_table_xinfo)."""


def made(steps: Sequence[Step]) -> dict[str, str | None]:
    """Return the SQL of everything that a file brought up by `steps` holds, by name."""
    with closing(connected(None)) as conn:
        db = Database(conn, execute_plugins=False)
        for step in steps:
            step(db)
        return dict(conn.execute("SELECT name, sql FROM sqlite_master").fetchall())


def strangers(conn: sqlite3.Connection, steps: Sequence[Step]) -> list[Finding]:
    """Return what in a database brings SQL, and was not so made by one of `steps`."""
    return [Finding("store.stranger", {"part": name}) for _, name in _found(conn, steps)]


def unlike_ours(conn: sqlite3.Connection, steps: Sequence[Step]) -> Finding | None:
    """Return why a file that somebody hands in is not just as `steps` make it, None where it is.

    To be asked before anything else is: a table may be a view that never ends, or check what is
    written by what fills the memory. Tables of their owner's beside ours are none of it.
    """
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    if not 0 < version <= len(steps):
        # Whoever opens it says so, and asks nothing of it.
        return None
    held = dict(conn.execute("SELECT name, sql FROM sqlite_master").fetchall())
    wanted = made(steps[:version])
    gone = (name for name, sql in wanted.items() if name not in held or held[name] != sql)
    lacks = (Finding("store.schema_gone", {"part": name}) for name in gone)
    return next(lacks, None) or next(iter(strangers(conn, steps)), None)


def sent_away(conn: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Remove them from a copy that was made of our own database."""
    for kind, name in _found(conn, steps):
        quoted = name.replace('"', '""')
        conn.execute(f'DROP {kind} IF EXISTS "{quoted}"')


def _found(conn: sqlite3.Connection, steps: Sequence[Step]) -> list[tuple[str, str]]:
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    ours = made(steps[:version])
    rows = conn.execute(_SQL).fetchall()
    # One of ours that was changed is found by `verify`, or is the view that it was.
    found = [(kind, name) for kind, name, sql in rows if ours.get(name) != sql]
    tables = conn.execute(_TABLES).fetchall()
    return found + [
        ("table", name) for name, kind in tables if name not in ours and _reckons(conn, name, kind)
    ]


def _reckons(conn: sqlite3.Connection, table: str, kind: str) -> bool:
    """Tell whether a table is more than its rows: a module's, or with columns that are reckoned."""
    return kind != "table" or conn.execute(_RECKONED, [table]).fetchone() is not None
