"""SQL in a database that is none of ours: triggers, views and indexes that somebody else brings.

They run, with the log's own rights, whenever the log writes or asks.
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
    return [(kind, name) for kind, name, sql in rows if ours.get(name) != sql]
