"""SQL that somebody else's database brings along: told, never taken aboard, and it calls little."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook import store
from logbook.store import archive, book_schema, manifest, strangers, track_schema
from logbook.store.backups import taken_out
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.database import connected
from logbook.store.mending import mended
from logbook.store.restoring import restore
from logbook.store.track_reader import TrackReader
from tests.haste import within_cpu
from tests.store.lines import NOON
from tests.store.test_hostile_backups import repacked
from tests.store.test_restoring import backup, folder, refused, texts

__all__ = ["backup", "folder"]

BRINGS = {
    "a trigger": "CREATE TRIGGER loud AFTER INSERT ON {table} BEGIN SELECT 1; END",
    "a trigger of a view": "CREATE TRIGGER loud INSTEAD OF INSERT ON {view} BEGIN SELECT 1; END",
    "an index": "CREATE INDEX loud ON {table}(hex({column}))",
    "a view": "CREATE VIEW loud AS SELECT 1 AS a",
    "a column that is reckoned": "CREATE TABLE loud (a, b AS (hex(a)) NOT NULL)",
    "a table of a module's": "CREATE VIRTUAL TABLE loud USING fts5(a)",
    "a view in the place of ours": "DROP VIEW {view}; CREATE VIEW {view} AS SELECT 1 AS at",
}
# SQLite reads it so all the same.
CALLED = "PRAGMA writable_schema=on; UPDATE sqlite_master SET type = '{}' WHERE name = 'loud'"
CALLED_OTHERWISE = {
    f"{what}, called {called}": f"{BRINGS[what]}; {CALLED.format(called)}"
    for what, called in (
        ("a trigger", "TRIGGER"),
        ("a trigger", "Trigger"),
        ("a view", "VIEW"),
        ("an index", "INDEX"),
        ("a table of a module's", "TABLE"),
    )
}
BRINGS |= CALLED_OTHERWISE
PARTS = {
    "logbook.db": {"table": "outbox", "view": "log", "column": "body"},
    "track.db": {"table": "points", "view": "track", "column": "gap"},
}


def brought(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database)) as plain:
        plain.executescript(sql.format_map(PARTS[database.name]))


def handed_in(backup: Path, tmp_path: Path, name: str, sql: str) -> Path:
    """Return the backup with SQL of somebody else's in one of its databases, its sums made good."""

    def change(files: dict[str, bytes]) -> None:
        database = tmp_path / name
        database.write_bytes(files[name])
        brought(database, sql)
        files[name] = database.read_bytes()
        said = json.loads(files["manifest.json"])
        said["sums"][name] = hashlib.sha256(files[name]).hexdigest()
        files["manifest.json"] = json.dumps(said).encode()

    return repacked(backup, change)


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("sql", BRINGS.values(), ids=BRINGS.keys())
def test_a_backup_that_brings_its_own_sql_is_refused(
    folder: Path, backup: Path, tmp_path: Path, name: str, sql: str
) -> None:
    assert refused(folder, handed_in(backup, tmp_path, name, sql)) == "backup.not_good"


ENDLESS = "(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n)"
ALTERED = {
    "a table that is a view without an end": "ALTER TABLE meta RENAME TO told;"
    f"CREATE VIEW meta AS SELECT name, value FROM told WHERE {ENDLESS} > 0",
    "a table that checks what is written": "PRAGMA writable_schema=on;"
    "UPDATE sqlite_master SET sql = replace(sql, 'PRIMARY KEY', 'PRIMARY KEY CHECK (hex(9))')"
    " WHERE name = '{table}'; PRAGMA writable_schema=reset; SELECT * FROM {table}",
    "a table that is gone": "DROP TABLE {table}",
}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("sql", ALTERED.values(), ids=ALTERED.keys())
def test_a_backup_whose_tables_are_not_ours_is_refused_before_it_is_asked_anything(
    folder: Path, backup: Path, tmp_path: Path, name: str, sql: str
) -> None:
    file = handed_in(backup, tmp_path, name, sql)
    with within_cpu(5.0):
        assert refused(folder, file) == "backup.not_good"


# A fortieth of a second a row, so that the whole ends where it is asked after all, and too late.
CHECKING = """CREATE TABLE mine (t, CHECK (instr(zeroblob(120000), zeroblob(60000) || t) = 0));
PRAGMA ignore_check_constraints=on;
INSERT INTO mine WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300)
SELECT 'a' FROM c;"""


@pytest.mark.parametrize("name", PARTS)
def test_what_a_table_beside_ours_checks_is_never_asked(
    folder: Path, backup: Path, tmp_path: Path, name: str
) -> None:
    file = handed_in(backup, tmp_path, name, CHECKING)
    with within_cpu(5.0):
        restore(folder, file, NOON)
        assert mended(folder, NOON) == []
        with BookReader(folder) as book, TrackReader(folder) as track:
            assert (book.verify(), track.verify()) == ([], [])


ODD = [
    "UPDATE points SET at_ms = at_ms + (1 << 60)",
    "UPDATE points SET lat_e7 = 900000001",
    "UPDATE points SET lon_e7 = -9223372036854775808",
    "UPDATE quantities SET steps_per_unit = 0",
]


@pytest.mark.parametrize("sql", ODD)
def test_a_track_of_nowhere_is_refused(
    folder: Path, backup: Path, tmp_path: Path, sql: str
) -> None:
    assert refused(folder, handed_in(backup, tmp_path, "track.db", sql)) == "backup.not_good"


def test_a_table_of_the_owner_s_own_beside_ours_is_taken(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    restore(folder, handed_in(backup, tmp_path, "logbook.db", "CREATE TABLE mine (a)"), NOON)
    assert len(texts(folder)) == 5


def test_no_schema_is_believed_and_no_value_fills_the_memory(folder: Path) -> None:
    with (
        Book(folder) as book,
        BookReader(folder) as reader,
        closing(connected(None)) as memory,
        closing(connected(folder / "track.db", "ro&immutable=1")) as track,
    ):
        for conn in (book._db.conn, reader._db.conn, memory, track):
            assert conn.execute("PRAGMA trusted_schema").fetchone() == (0,)
            assert conn.execute("PRAGMA cell_size_check").fetchone() == (1,)
            assert conn.execute("PRAGMA ignore_check_constraints").fetchone() == (1,)
            with pytest.raises(sqlite3.DataError):
                conn.execute("SELECT zeroblob(900000000)").fetchone()


def test_only_one_place_connects_to_sqlite() -> None:
    root = Path(store.__file__).parents[1]
    calls = [path.name for path in root.rglob("*.py") if "sqlite3.connect(" in path.read_text()]
    assert calls == ["database.py"]


def test_a_copy_with_nothing_brought_is_taken(folder: Path, backup: Path, tmp_path: Path) -> None:
    # Shows that those above are refused for what they bring.
    restore(folder, handed_in(backup, tmp_path, "track.db", "ANALYZE"), NOON)
    assert len(texts(folder)) == 5


def test_for_mending_a_track_that_brings_sql_is_left_and_the_book_is_taken(
    backup: Path, tmp_path: Path
) -> None:
    bench = tmp_path / "bench"
    bench.mkdir()
    file = handed_in(backup, tmp_path, "track.db", BRINGS["a view"])
    taken_out(file, bench, ("logbook.db", "track.db"))
    assert [path.name for path in bench.iterdir()] == ["logbook.db"]


@pytest.mark.parametrize("sql", BRINGS.values(), ids=BRINGS.keys())
def test_verify_tells_of_each_in_the_log_that_stands(folder: Path, sql: str) -> None:
    for name in PARTS:
        brought(folder / name, sql)
    with BookReader(folder) as book, TrackReader(folder) as track:
        found = [*book.verify(alone=True), *track.verify()]
    expected = ["loud", "loud"] if "loud" in sql else ["log", "track"]
    assert [(one.name, one.facts["part"]) for one in found] == [
        ("store.stranger", part) for part in expected
    ]


@pytest.mark.parametrize(
    "sql", [BRINGS["a trigger"], *CALLED_OTHERWISE.values()], ids=["a trigger", *CALLED_OTHERWISE]
)
def test_a_backup_of_such_a_log_leaves_it_behind(folder: Path, tmp_path: Path, sql: str) -> None:
    for name in PARTS:
        brought(folder / name, sql)
    made = archive.make(folder, tmp_path / "made.zip", NOON)
    new = tmp_path / "new"
    new.mkdir()
    assert restore(new, made.file, NOON).manifest == manifest.of(made.file)
    with BookReader(new) as book, TrackReader(new) as track:
        assert (book.verify(), track.verify()) == ([], [])


def test_no_table_of_ours_checks_what_is_written() -> None:
    # Its check would never be asked.
    for steps in (book_schema.STEPS, track_schema.STEPS):
        made = [sql for sql in strangers.made(steps).values() if sql is not None]
        assert made
        assert not [sql for sql in made if "CHECK" in sql.upper().split("BEGIN")[0]]
