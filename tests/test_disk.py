"""What the disk may do to a book: full, read-only, another's file, a newer one, damaged, busy."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from logbook.model.entries import Origin
from logbook.model.observations import TrackPoint
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import NAME, STEPS
from logbook.store.database import open_reader, open_writer
from logbook.store.lock import FolderLock
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import NOON, hourly, remark
from tests.store.places import nobody, not_writable, public_folder, small_disk


def refusal_of(action: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(Refusal) as refused:
        action(*arguments)
    return refused.value.name


def until_full(write: Callable[[int], object]) -> int:
    """Return how often `write` could be called before it said that the disk is full."""
    for count in range(10_000):
        try:
            write(count)
        except Refusal as refusal:
            if refusal.name != "store.full":
                raise
            return count
    raise AssertionError("the disk never filled")


def points(first: int, count: int) -> list[TrackPoint]:
    return [
        TrackPoint(NOON + n, 48.0 + n / 1e5, -4.0, 3.0, 270.0, 2.5, gap=False)
        for n in range(first, first + count)
    ]


def test_a_full_book_refuses_whole_and_goes_on_when_there_is_space(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        book.append([hourly(0)], {"underway": "before"})
        pages = book._db.conn.execute("PRAGMA page_count").fetchone()[0]
        book._db.conn.execute(f"PRAGMA max_page_count={pages}")
        long = [remark("x" * 4000, NOON + n) for n in range(5)]
        assert refusal_of(book.append, long, {"underway": "after"}) == "store.full"
        assert (reader.count(), book.state("underway")) == (1, "before")
        book._db.conn.execute("PRAGMA max_page_count=100000")
        assert [entry.number for entry in book.append(long)] == [2, 3, 4, 5, 6]
        assert reader.verify() == []


def test_a_really_full_disk_loses_no_entry_and_no_point_that_was_acknowledged() -> None:
    with small_disk(1024) as folder, Book(folder) as book, Track(folder, book.vessel) as track:
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(300_000))
        entries = until_full(lambda n: book.append([remark("y" * 3000, NOON + n)]))
        held = 500 * until_full(lambda n: track.write(points(500 * n, 500), None, [], Origin.AUTO))
        ballast.unlink()
        assert book.append([remark("there is space again")])[0].number == entries + 1
        track.write(points(held, 500), None, [], Origin.AUTO)
        with BookReader(folder) as reader, TrackReader(folder) as tracks:
            assert reader.count() == entries + 1
            assert reader.verify() == []
            assert tracks.count() == held + 500 == track.count()
            assert tracks.verify() == []


def test_a_folder_that_cannot_be_written_is_refused_to_writers_and_read_by_readers() -> None:
    with public_folder() as folder:
        with Book(folder) as book, Track(folder, book.vessel) as track:
            book.append([hourly(0)])
            track.write(points(0, 3), None, [], Origin.AUTO)
            vessel = book.vessel
        with not_writable(folder):
            assert refusal_of(Book, folder) == "store.read_only"
            assert refusal_of(Track, folder, vessel) == "store.read_only"
            with BookReader(folder) as reader, TrackReader(folder) as tracks:
                assert reader.count() == 1
                assert reader.verify() == []
                assert tracks.count() == 3
        assert not list(folder.glob("*-wal"))


def test_a_folder_that_cannot_be_written_is_read_while_its_writer_runs() -> None:
    with public_folder() as folder, FolderLock(folder), Book(folder) as book:
        book.append([hourly(0)])
        with not_writable(folder), BookReader(folder) as reader:
            assert reader.count() == 1


def test_a_book_left_by_a_crash_where_nobody_may_write_is_never_read_in_half() -> None:
    with public_folder() as folder:
        left = folder / "left"
        left.mkdir()
        with Book(folder) as book:
            book.append([hourly(0)])
            # As a crash leaves it: the entry stands in the write-ahead log alone.
            for name in ("logbook.db", "logbook.db-wal"):
                (left / name).write_bytes((folder / name).read_bytes())
        with not_writable(left):
            assert refusal_of(BookReader, left) == "store.unreachable"
        with BookReader(left) as reader:
            assert reader.count() == 1


def test_a_folder_that_may_not_be_entered_is_not_said_to_be_empty() -> None:
    with public_folder() as folder:
        Book(folder).close()
        folder.chmod(0o600)
        with nobody():
            assert refusal_of(BookReader, folder) == "store.unreachable"
        folder.chmod(0o755)


def test_a_folder_where_nobody_may_write_holds_no_new_book() -> None:
    with public_folder() as folder, not_writable(folder):
        assert refusal_of(Book, folder) in {"store.read_only", "store.unreachable"}


@pytest.mark.parametrize("name", ["logbook.db", "track.db"])
def test_a_database_of_a_newer_release_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    with Book(tmp_path) as book:
        Track(tmp_path, book.vessel).close()
    with closing(sqlite3.connect(tmp_path / name)) as plain:
        plain.execute("PRAGMA user_version=99")
    before = (tmp_path / name).read_bytes()
    writer, reader, known = (
        (lambda: Book(tmp_path), lambda: BookReader(tmp_path), 2)
        if name == "logbook.db"
        else (lambda: Track(tmp_path, "v"), lambda: TrackReader(tmp_path), 1)
    )
    for action in (writer, reader):
        with pytest.raises(Refusal) as refused:
            action()
        assert refused.value.name == "store.newer"
        assert (refused.value.facts["found"], refused.value.facts["known"]) == (99, known)
    assert (tmp_path / name).read_bytes() == before


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "logbook.db")) as plain:
        plain.execute("CREATE TABLE recipes(name)")
    before = (tmp_path / "logbook.db").read_bytes()
    assert refusal_of(Book, tmp_path) == "store.foreign"
    assert refusal_of(BookReader, tmp_path) == "store.foreign"
    assert (tmp_path / "logbook.db").read_bytes() == before


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "logbook.db").write_bytes(b"dear diary, " * 1000)
    assert refusal_of(Book, tmp_path) == "store.damaged"
    assert refusal_of(BookReader, tmp_path) == "store.damaged"


def test_an_empty_file_is_no_book_yet_and_may_become_one(tmp_path: Path) -> None:
    (tmp_path / "logbook.db").touch()
    assert refusal_of(BookReader, tmp_path) == "store.no_book"
    Book(tmp_path).close()
    BookReader(tmp_path).close()


def test_a_book_whose_making_was_cut_short_is_finished_by_the_next_writer(tmp_path: Path) -> None:
    open_writer(tmp_path / NAME, STEPS, page_bytes=4096, wait_s=1.0).close()
    assert refusal_of(BookReader, tmp_path) == "store.no_book"
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        assert reader.vessel == book.vessel


def test_an_owner_who_holds_the_file_is_waited_for_and_then_named(tmp_path: Path) -> None:
    with Book(tmp_path, wait_s=0.05) as book, closing(sqlite3.connect(book.path)) as plain:
        plain.execute("BEGIN IMMEDIATE")
        assert refusal_of(book.append, [hourly(0)]) == "store.busy"
        plain.rollback()
        assert book.append([hourly(0)])[0].number == 1


def test_a_migration_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.db"

    def first(db: Database) -> None:
        db.table("a").create({"n": int}, pk="n", strict=True)

    def second(db: Database) -> None:
        db.table("b").create({"n": int}, pk="n", strict=True)

    def torn(db: Database) -> None:
        second(db)
        raise RuntimeError("the power went")

    open_writer(path, [first], page_bytes=4096, wait_s=1.0).close()
    with pytest.raises(RuntimeError):
        open_writer(path, [first, torn], page_bytes=4096, wait_s=1.0)
    db = open_reader(path, 1)
    assert db.table_names() == ["a"]
    db.close()
    db = open_writer(path, [first, second], page_bytes=4096, wait_s=1.0)
    assert db.table_names() == ["a", "b"]
    assert db.conn.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()
