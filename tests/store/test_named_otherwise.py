"""A database that somebody hands in, as its head and its schema name it: nothing of it runs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.store.believed import for_rows
from logbook.store.book_reader import BookReader
from logbook.store.database import connected
from logbook.store.mending import mended
from tests.haste import within_cpu
from tests.store.lines import NOON
from tests.store.test_restoring import backup, folder, refused, texts
from tests.store.test_strangers import ALTERED, BRINGS, PARTS, brought, handed_in

__all__ = ["backup", "folder"]

LONG = ALTERED["a table that is a view without an end"].replace(
    "FROM n)", "FROM n WHERE x < 30000000)", 1
)
MARKS = ["user_version=0", "user_version=99", "user_version=-1", "application_id=5"]


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_backup_s_database_of_no_version_of_ours_is_refused(
    folder: Path, backup: Path, tmp_path: Path, name: str, mark: str
) -> None:
    file = handed_in(backup, tmp_path, name, f"PRAGMA {mark}")
    assert refused(folder, file) == "backup.not_good"


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_backup_s_database_of_no_version_of_ours_is_asked_nothing(
    folder: Path, backup: Path, tmp_path: Path, name: str, mark: str
) -> None:
    # An end, but one that is seen: what is asked takes some seconds.
    file = handed_in(backup, tmp_path, name, f"{LONG}; PRAGMA {mark}")
    with within_cpu(1.5):
        assert refused(folder, file) == "backup.not_good"


def test_a_log_that_stands_with_such_a_trigger_is_made_again_without_it(folder: Path) -> None:
    # As a release that did not see it may have restored it.
    brought(folder / "logbook.db", BRINGS["a trigger, called Trigger"])
    (done,) = mended(folder, NOON)
    assert (done.name, done.reason.facts["part"]) == ("upkeep.book", "loud")
    assert len(texts(folder)) == 5
    with BookReader(folder) as book:
        assert book.verify() == []


def test_a_guard_s_name_hides_nothing_that_is_not_the_guard(folder: Path) -> None:
    with closing(connected(folder / "logbook.db")) as plain:
        plain.execute("PRAGMA writable_schema=on")
        plain.execute(
            "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)"
            " SELECT 'TRIGGER', name, tbl_name, 0,"
            " 'CREATE TRIGGER IF NOT EXISTS ' || substr(sql, 16)"
            " FROM sqlite_master WHERE name = 'entries_never_removed'"
        )
    with BookReader(folder) as book:
        found = [(one.name, one.facts.get("part")) for one in book.verify(alone=True)]
    assert found == [("store.stranger", "entries_never_removed")]


@pytest.mark.parametrize("sql", [BRINGS["a trigger"], BRINGS["a trigger, called TRIGGER"]])
def test_what_was_handed_in_runs_nothing_while_it_is_written(folder: Path, sql: str) -> None:
    brought(folder / "logbook.db", sql)
    insert = "INSERT INTO outbox (uid, created, kind, body) VALUES ('u', 'c', 'k', 'b')"
    with for_rows(folder / "logbook.db") as conn:
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            conn.execute(insert)
        assert conn.execute("SELECT count(*) FROM outbox WHERE uid = 'u'").fetchone() == (0,)
        conn.execute("DROP TRIGGER loud")
        conn.execute(insert)
