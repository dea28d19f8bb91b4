"""SQL in a database that is none of ours: what somebody else brings that runs by itself.

Triggers, views, indexes, columns that are reckoned, tables that a module keeps: they run, with the
log's own rights, whenever the log writes, asks or checks the file. A plain table of its owner's
beside ours holds rows and no more.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Final

from sqlite_utils import Database

from logbook.store.database import Step, connected
from logbook.store.findings import Finding

_SQL: Final = "SELECT type, name, sql FROM sqlite_master"
_PLAIN: Final = "CREATE TABLE "
"""How SQLite writes down a table that holds rows and no more, whatever was typed."""
_DROPPED: Final = frozenset({"index", "table", "trigger", "view"})
_IN_SMALL: Final = (
    "PRAGMA writable_schema=on",
    "UPDATE sqlite_master SET type = lower(type) WHERE type <> lower(type)",
    "PRAGMA writable_schema=reset",
)
"""SQLite reads a TRIGGER as a trigger, and drops only what is written in small letters."""
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
    names = dict.fromkeys(name for _, name in _found(conn, steps))
    return [Finding("store.stranger", {"part": name}) for name in names]


def unlike_ours(conn: sqlite3.Connection, steps: Sequence[Step]) -> Finding | None:
    """Return why a file that somebody hands in is not just as `steps` make it, None where it is.

    To be asked before anything else is: a table may be a view that never ends, or check what is
    written by what fills the memory. Tables of their owner's beside ours are none of it.
    """
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    if not 0 < version <= len(steps):
        return Finding("store.schema_gone", {"part": "user_version"})
    held = dict(conn.execute("SELECT name, sql FROM sqlite_master").fetchall())
    wanted = made(steps[:version])
    gone = (name for name, sql in wanted.items() if name not in held or held[name] != sql)
    lacks = (Finding("store.schema_gone", {"part": name}) for name in gone)
    return next(lacks, None) or next(iter(strangers(conn, steps)), None)


def sent_away(conn: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Remove them from a copy that was made of our own database."""
    for sql in _IN_SMALL:
        conn.execute(sql)
    for kind, name in _found(conn, steps):
        quoted = str(name).replace('"', '""')
        # What is none of these nobody can drop: whoever looks at the copy refuses it.
        if kind in _DROPPED:
            conn.execute(f'DROP {kind} IF EXISTS "{quoted}"')


def _found(conn: sqlite3.Connection, steps: Sequence[Step]) -> list[tuple[str, str]]:
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    ours = made(steps[:version])
    rows = conn.execute(_SQL).fetchall()
    found = [(kind, name) for kind, name, sql in rows if not _is_known(kind, name, sql, ours)]
    tables = conn.execute(_TABLES).fetchall()
    return found + [
        ("table", name) for name, kind in tables if name not in ours and _reckons(conn, name, kind)
    ]


def _is_known(kind: object, name: str, sql: object, ours: Mapping[str, str | None]) -> bool:
    """Tell whether a row of the schema is one of ours, a plain table's or an index that has no SQL.

    Whatever is not written just so is nobody's: SQLite goes by the SQL, and reads the kind in
    letters of either size (`sqlite3CheckObjectName` in its build.c).
    """
    if kind == "table":
        # One of ours that was changed is found by `verify`, or is the table that it was.
        return isinstance(sql, str) and sql.startswith(_PLAIN)
    if sql is None:
        return kind == "index"
    return kind in _DROPPED and ours.get(name) == sql


def _reckons(conn: sqlite3.Connection, table: str, kind: str) -> bool:
    """Tell whether a table is more than its rows: a module's, or with columns that are reckoned."""
    return kind != "table" or conn.execute(_RECKONED, [table]).fetchone() is not None
