"""The book's writer: numbers, hashes, keys, state, members, and one transaction each time."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.plugins import pm

from logbook.model.chain import FIELDS_FORM_1, FORM, GENESIS, digest
from logbook.model.entries import Origin
from logbook.model.refusal import Refusal
from logbook.store.book import Book, Nature
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import COLUMNS
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import NOON, clock_fix, host_timed, hourly, remark

REPOSITORY = Path(__file__).parents[2]


def plain(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "logbook.db")


def test_entries_are_numbered_from_one_and_each_carries_the_hash_before(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        written = [*book.append([hourly(0), hourly(1)]), *book.append([remark("anchor up")])]
        vessel = book.vessel
    assert [entry.number for entry in written] == [1, 2, 3]
    assert written[0].prev == GENESIS
    assert [entry.prev for entry in written[1:]] == [entry.hash for entry in written[:-1]]
    rows = plain(tmp_path).execute(f"SELECT {', '.join(COLUMNS)} FROM entries").fetchall()
    for row, entry in zip(rows, written, strict=True):
        stored = dict(zip(FIELDS_FORM_1, row, strict=False))
        texts = {k: None if v is None else str(v) for k, v in stored.items()}
        assert stored["vessel"] == vessel
        assert row[-3:] == (entry.prev, digest(texts, entry.prev), FORM)


def test_what_append_returns_is_what_a_reader_reads(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        written = book.append([hourly(0), remark("dauphins à l'étrave\x00✓", author="ab12")])
        assert list(reader.entries(by_number=True)) == written
        assert reader.entry(2) == written[1]
        assert reader.entry(3) is None
        assert reader.count() == 2


def test_a_key_is_held_once_whoever_brings_it_again(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        assert len(book.append([hourly(0), hourly(0), hourly(1)])) == 2
        assert book.append([hourly(1), hourly(0, origin=Origin.IMPORT)]) == []
        assert [entry.number for entry in book.append([hourly(1), hourly(2)])] == [3]
        assert len(book.append([remark("same words"), remark("same words")])) == 2


def test_state_is_kept_with_the_entries_or_not_at_all(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        book.append([hourly(0)], {"underway": {"since": 1.5, "held": [1, None]}, "day": "été"})
        with pytest.raises(ValueError, match=r"."):
            book.append([hourly(1)], {"underway": float("nan")})
        with pytest.raises(ValueError, match=r"."):
            book.append([hourly(1), remark("half a pair \ud800")], {"underway": "lost"})
        assert book.state("underway") == {"since": 1.5, "held": [1, None]}
        book.keep({"underway": 2})
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        assert (book.state("underway"), book.state("day"), book.state("none")) == (2, "été", None)
        assert reader.state("underway") == 2
        assert reader.count() == 1
        assert [entry.number for entry in book.append([hourly(1)])] == [2]


def test_nothing_to_write_writes_nothing(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        before = book._db.conn.total_changes
        assert book.append([]) == []
        assert book._db.conn.total_changes == before


def test_a_book_keeps_its_vessel_and_its_nature(tmp_path: Path) -> None:
    real, replay = tmp_path / "real", tmp_path / "replay"
    real.mkdir()
    replay.mkdir()
    with Book(real) as other, Book(replay, Nature.REPLAY) as book:
        assert len(book.vessel) == 32
        assert other.vessel != book.vessel
        assert other.nature is Nature.REAL
        vessel = book.vessel
    with Book(replay) as book, BookReader(replay) as reader:
        assert (book.vessel, book.nature) == (vessel, Nature.REPLAY)
        assert (reader.vessel, reader.nature) == (vessel, Nature.REPLAY)
    with pytest.raises(Refusal) as refused:
        Book(replay, Nature.REAL)
    assert refused.value.name == "store.replay_book"
    with pytest.raises(Refusal) as refused:
        Book(real, Nature.REPLAY)
    assert refused.value.name == "store.real_book"


def test_a_members_name_may_change_but_never_the_id_that_entries_carry(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        anne = book.enrol("Anne", "skipper", "mm-anne")
        guest = book.enrol("Léo", "guest")
        entry = book.append([remark("cap à l'ouest", author=anne.id)])[0]
        renamed = book.enrol("Annick", "crew", "mm-anne")
        assert renamed.id == anne.id
        assert reader.members() == {anne.id: renamed, guest.id: guest}
        assert reader.entry(1) == entry
        assert reader.verify() == []
    row = plain(tmp_path).execute("SELECT author, author_name FROM log").fetchone()
    assert row == (anne.id, "Annick")


def test_the_numbers_that_the_host_timed_in_one_boot_are_found(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        book.append([hourly(0), host_timed("a", NOON), hourly(1), host_timed("b", NOON)])
        book.append([host_timed("other boot", NOON, "warm-boot")])
        assert book.host_timed("cold-boot") == (2, 4)
        assert book.host_timed("warm-boot") == (5, 5)
        assert book.host_timed("no-boot") is None


def test_threads_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:

        def write(name: str) -> None:
            for count in range(25):
                book.append([remark(f"{name} {count}")], {name: count})

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert reader.count() == 100
        assert {entry.draft.text for entry in reader.entries()} == {
            f"{name} {count}" for name in "abcd" for count in range(25)
        }
        assert reader.verify() == []


WRITER = """
import sys
from pathlib import Path
from logbook.store.book import Book
from tests.store.lines import remark
with Book(Path(sys.argv[1])) as book:
    for count in range(50):
        book.append([remark(f"{sys.argv[2]} {count}")], {sys.argv[2]: count})
"""


def test_processes_that_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    # The folder's lock keeps a second writer out; were it lost, the book must still hold.
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], cwd=REPOSITORY)
        for name in ("a", "b", "c")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with BookReader(tmp_path) as reader:
        assert reader.count() == 150
        assert reader.verify() == []


def test_no_plugin_of_sqlite_utils_touches_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[sqlite3.Connection] = []

    def prepare_connection(conn: sqlite3.Connection) -> None:
        shown.append(conn)

    monkeypatch.setattr(pm.hook, "prepare_connection", prepare_connection)
    with Book(tmp_path) as book, BookReader(tmp_path):
        Track(tmp_path, book.vessel).close()
        TrackReader(tmp_path).close()
    assert shown == []
    Database(":memory:")
    assert len(shown) == 1


def test_a_whole_life_of_a_book_makes_no_table_beyond_its_own(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        member = book.enrol("Anne", "crew", "x")
        book.append([hourly(0), remark("a", author=member.id)], {"underway": 1})
        book.append([host_timed("b", NOON), clock_fix(NOON, 60.0, (3, 3))])
    tables = plain(tmp_path).execute(
        "SELECT name, strict FROM pragma_table_list WHERE type='table'"
    )
    assert dict(tables) == {
        "sqlite_schema": 0,
        "sqlite_temp_schema": 0,
        "meta": 1,
        "entries": 1,
        "members": 1,
        "state": 1,
        "outbox": 1,
    }


def test_every_commit_is_durable_and_only_whole(tmp_path: Path) -> None:
    with Book(tmp_path) as book, Track(tmp_path, book.vessel) as track:
        for db in (book._db, track._db):
            assert db.conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
            assert db.conn.execute("PRAGMA synchronous").fetchone()[0] == 2
            assert db.conn.isolation_level is None
