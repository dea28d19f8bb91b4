"""What a cut left half written beside a database, or in it, gets into no log that stands."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.mending import mended
from logbook.store.track import Track
from tests.store.lines import NOON, remark
from tests.store.test_mending import folder, hashes

__all__ = ["folder"]


def cut_amid_writing(path: Path) -> None:
    """Leave a database as a cut does amid its first steps, or just after it was restored."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        assert plain.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
        plain.execute("PRAGMA cache_size=1")
        plain.execute("BEGIN")
        plain.execute("CREATE TABLE novelty (x)")
        plain.executemany("INSERT INTO novelty VALUES (?)", [("y" * 3000,) for _ in range(50)])
        for name in (path.name, f"{path.name}-journal"):
            shutil.copy(path.with_name(name), path.with_name(f"{name}.cut"))
        plain.execute("ROLLBACK")
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(f"{name}.cut").replace(path.with_name(name))


@pytest.mark.parametrize("name", ["logbook.db", "track.db"])
def test_what_a_cut_left_half_written_is_taken_back_at_the_next_start(
    folder: Path, name: str
) -> None:
    whole = hashes(folder)
    cut_amid_writing(folder / name)
    assert mended(folder, NOON) == []
    assert hashes(folder) == whole
    with Book(folder) as book, Track(folder, book.vessel) as track:
        assert track.count() == 20
        book.append([remark("goes on")])
    assert hashes(folder)[:6] == whole


def test_who_only_reads_is_told_that_a_start_takes_it_back(folder: Path) -> None:
    cut_amid_writing(folder / "logbook.db")
    with pytest.raises(Refusal) as refused:
        BookReader(folder)
    assert refused.value.name == "store.half_written"


def test_what_was_half_written_does_not_get_into_what_is_made_again(folder: Path) -> None:
    whole = hashes(folder)
    cut_amid_writing(folder / "logbook.db")
    (folder / "logbook.db").write_bytes(b"no database " * 900)
    (done,) = mended(folder, NOON)
    assert (done.name, done.facts["lost"]) == ("upkeep.book", 0)
    assert hashes(folder) == whole
    assert not (folder / "logbook.db-journal").exists()


def test_what_is_owed_and_makes_no_sense_is_left_out_of_what_is_made_again(folder: Path) -> None:
    whole, path = hashes(folder), folder / "logbook.db"
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("PRAGMA writable_schema=ON")
        said = "sql = replace(sql, '\"tries\" INTEGER NOT NULL', '\"tries\" INTEGER')"
        plain.execute(f"UPDATE sqlite_master SET {said} WHERE name = 'outbox'")
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE outbox SET tries = NULL WHERE entry = 2")
    (done,) = mended(folder, NOON)
    assert done.facts["outbox"] == "database"
    assert hashes(folder) == whole
    with Book(folder) as book:
        assert [owed.entry for owed in book.outbox.waiting()] == [1, 3, 4, 5, 6]
