"""Triggers and views in a database that are none of ours: SQL that somebody else's file brings.

They run, with the log's own rights, whenever the log writes or asks.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from sqlite_utils import Database

from logbook.store.database import Step
from logbook.store.findings import Finding

_SQL: Final = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"


def made(steps: Sequence[Step]) -> dict[str, str | None]:
    """Return the SQL of everything that a file brought up by `steps` holds, by name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        db = Database(conn, execute_plugins=False)
        for step in steps:
            step(db)
        return dict(conn.execute("SELECT name, sql FROM sqlite_master").fetchall())


def strangers(conn: sqlite3.Connection, steps: Sequence[Step]) -> list[Finding]:
    """Return the triggers and views in a database that none of `steps` made as it stands."""
    return [Finding("store.stranger", {"part": name}) for _, name in _found(conn, steps)]


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
