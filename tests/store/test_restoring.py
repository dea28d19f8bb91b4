"""Restoring: only what continues the log that stands, whole, and through any cut in between."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.entries import Origin
from logbook.model.refusal import Refusal
from logbook.store import archive, restoring
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.restoring import finished, restore
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import NOON, hourly, remark
from tests.store.test_archive import points


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with Book(folder) as book, Track(folder, book.vessel) as track:
        book.enrol("Anne", "crew", "mm-anne")
        book.append([hourly(hour) for hour in range(5)])
        track.write(points(20), None, [], Origin.AUTO)
    (folder / "files" / "3").mkdir(parents=True)
    (folder / "files" / "3" / "a.jpg").write_bytes(b"a picture")
    return folder


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    return archive.make(folder, tmp_path / "log.zip", NOON).file


def texts(folder: Path) -> list[str]:
    with BookReader(folder) as reader:
        assert reader.verify() == []
        return [entry.draft.text for entry in reader.entries(by_number=True)]


def refused(folder: Path, file: Path) -> str:
    before = state(folder)
    with pytest.raises(Refusal) as refusal:
        restore(folder, file, NOON)
    assert state(folder) == before
    return refusal.value.name


def state(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder; what SQLite makes to read is none of the log."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal", "lock"))
    }


def test_a_backup_makes_an_empty_folder_the_same_log(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    done = restore(new, backup, NOON)
    assert done.kept is None
    assert texts(new) == texts(folder)
    assert (new / "files" / "3" / "a.jpg").read_bytes() == b"a picture"
    with TrackReader(new) as track, BookReader(new) as book:
        assert track.count() == 20
        assert [one.name for one in book.members().values()] == ["Anne"]
    assert (new / "journal.jsonl").read_bytes() == (folder / "journal.jsonl").read_bytes()
    assert sorted(path.name for path in new.iterdir()) == [
        "files",
        "journal.jsonl",
        "logbook.db",
        "track.db",
    ]
    with Book(new) as again:
        assert [entry.number for entry in again.append([remark("and on")])] == [6]
    assert len(texts(new)) == 6


def test_an_older_log_goes_on_to_the_backup_s_end_and_what_stood_is_kept(
    folder: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    with Book(folder) as book:
        book.append([remark("later")])
    newer = archive.make(folder, tmp_path / "newer.zip", NOON).file
    done = restore(older, newer, NOON)
    assert texts(older) == texts(folder)
    assert done.kept == older / "replaced-20260601T120000Z"
    with closing(sqlite3.connect(done.kept / "logbook.db")) as plain:
        assert plain.execute("SELECT count(*) FROM entries").fetchone() == (5,)


def test_a_backup_that_would_lose_lines_is_refused(folder: Path, backup: Path) -> None:
    with Book(folder) as book:
        book.append([remark("later")])
    assert refused(folder, backup) == "restore.shorter"


def test_lines_that_only_the_journal_holds_still_count(folder: Path, backup: Path) -> None:
    with Book(folder) as book:
        book.append([remark("later")])
    (folder / "logbook.db").write_bytes(b"no database " * 900)
    assert refused(folder, backup) == "restore.shorter"


def test_a_backup_of_another_way_that_the_log_went_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    with Book(folder) as book:
        book.append([remark("this way")])
    with Book(other) as book:
        book.append([remark("that way"), remark("and on")])
    file = archive.make(other, tmp_path / "other.zip", NOON).file
    with pytest.raises(Refusal) as refusal:
        restore(folder, file, NOON)
    assert (refusal.value.name, refusal.value.facts["number"]) == ("restore.differs", 6)


def test_another_boat_s_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with Book(other) as book:
        book.append([remark("elsewhere")])
    assert refused(other, backup) == "restore.other_vessel"


def test_a_damaged_log_is_restored_like_any_other(folder: Path, backup: Path) -> None:
    before = texts(folder)
    (folder / "logbook.db").write_bytes(b"no database " * 900)
    (folder / "journal.jsonl").unlink()
    done = restore(folder, backup, NOON)
    assert texts(folder) == before
    assert done.kept is not None
    assert (done.kept / "logbook.db").read_bytes().startswith(b"no database")


def test_a_track_that_goes_on_for_longer_is_left(folder: Path, backup: Path) -> None:
    with Book(folder) as book, Track(folder, book.vessel) as track:
        track.write(points(40), None, [], Origin.AUTO)
    restore(folder, backup, NOON)
    with TrackReader(folder) as track_now:
        assert track_now.count() == 40


class PowerCut(BaseException):
    """Nothing catches it, and nothing is done after it."""


def test_a_cut_anywhere_in_the_swap_is_finished_by_the_next_start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    with Book(folder) as book, Track(folder, book.vessel) as track:
        book.append([remark("later")])
        track.write(points(30), None, [], Origin.AUTO)
    newer = archive.make(folder, tmp_path / "newer.zip", NOON).file
    found: list[tuple[int, int]] = []
    for moves in range(20):
        place = tmp_path / f"cut-{moves}"
        shutil.copytree(older, place)
        with monkeypatch.context() as cutting, contextlib.suppress(PowerCut):
            cut_after(cutting, moves)
            restore(place, newer, NOON)
        finished(place)
        assert not (place / restoring.STAGE).exists()
        with BookReader(place) as reader, TrackReader(place) as track_now:
            assert reader.verify() == []
            found.append((reader.count(), track_now.count()))
        with Book(place) as book:
            book.append([remark("and on")])
    # Before the mark stands all is as it was, after it all is new.
    assert found == sorted(found)
    assert set(found) == {(5, 20), (6, 30)}


def cut_after(cutting: pytest.MonkeyPatch, moves: int) -> None:
    """Let the power go before a file is marked, moved or removed for the `moves`-th time."""
    left = [moves]

    def counted(name: str) -> None:
        kept: Callable[..., object] = getattr(Path, name)

        def move(path: Path, *rest: object, **named: object) -> object:
            if path.name.endswith(".part"):
                return kept(path, *rest, **named)
            left[0] -= 1
            if left[0] < 0:
                raise PowerCut
            return kept(path, *rest, **named)

        cutting.setattr(Path, name, move)

    for name in ("rename", "unlink", "write_text"):
        counted(name)
    # After a cut nobody tidies up.
    cutting.setattr("logbook.store.restoring.shutil.rmtree", lambda *_, **__: None)
