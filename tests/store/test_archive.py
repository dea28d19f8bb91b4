"""Backups: one checked file, made while the log is written, without secrets, or not at all."""

import json
import os
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.entries import Origin
from logbook.model.observations import TrackPoint
from logbook.model.refusal import Refusal
from logbook.store import archive, manifest
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from tests.store.lines import NOON, hourly, remark
from tests.store.places import small_disk


def points(count: int) -> list[TrackPoint]:
    return [
        TrackPoint(NOON + n, 48.0 + n / 1e5, -4.0, 3.0, 270.0, 2.5, gap=False) for n in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with Book(folder) as book, Track(folder, book.vessel) as track:
        book.append([hourly(hour) for hour in range(5)])
        track.write(points(20), None, [], Origin.AUTO)
    (folder / "files" / "3").mkdir(parents=True)
    (folder / "files" / "3" / "île.jpg").write_bytes(b"a picture")
    (folder / "mattermost.json").write_text('{"token": "very secret"}', encoding="utf-8")
    return folder


def refused(folder: Path, file: Path) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        archive.make(folder, file, NOON)
    return refusal.value


def test_a_backup_holds_the_log_the_track_the_journal_and_the_pictures(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "log.zip"
    made = archive.make(folder, file, NOON)
    with BookReader(folder) as book:
        last = book.entry(5)
        assert last is not None
        said = made.manifest
        assert (said.vessel, said.nature, said.count) == (book.vessel, "real", 5)
    assert (said.root, said.points, said.made_at) == (last.hash, 20, "2026-06-01T12:00:00Z")
    assert manifest.of(file) == said
    with zipfile.ZipFile(file) as packed:
        assert set(packed.namelist()) == {
            "logbook.db",
            "track.db",
            "journal.jsonl",
            "files/3/île.jpg",
            "manifest.json",
        }
        assert packed.read("journal.jsonl") == (folder / "journal.jsonl").read_bytes()
    assert (file.stat().st_mode & 0o777, made.size) == (0o600, file.stat().st_size)
    assert list(tmp_path.glob(".*")) == []


def test_secrets_are_in_it_only_when_they_are_named(folder: Path, tmp_path: Path) -> None:
    plain, full = tmp_path / "a.zip", tmp_path / "b.zip"
    archive.make(folder, plain, NOON)
    archive.make(folder, full, NOON, ["mattermost.json"])
    with zipfile.ZipFile(plain) as packed:
        assert all(b"very secret" not in packed.read(name) for name in packed.namelist())
    with zipfile.ZipFile(full) as packed:
        assert b"very secret" in packed.read("mattermost.json")


def test_a_backup_is_whole_while_the_log_is_written(folder: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    with Book(folder) as book:

        def write() -> None:
            while not stop.is_set():
                book.append([remark("under way")])

        writer = threading.Thread(target=write)
        writer.start()
        try:
            counts = [
                archive.make(folder, tmp_path / f"{n}.zip", NOON).manifest.count for n in range(4)
            ]
        finally:
            stop.set()
            writer.join()
    assert counts == sorted(counts)
    assert counts[0] >= 5
    assert counts[-1] > counts[0]


def test_a_log_that_is_not_whole_makes_no_backup_and_leaves_the_old_one(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "log.zip"
    archive.make(folder, file, NOON)
    before = file.read_bytes()
    data = (folder / "logbook.db").read_bytes()
    (folder / "logbook.db").write_bytes(data.replace("3 h après".encode(), "3 h APRès".encode()))
    refusal = refused(folder, file)
    assert refusal.name == "backup.not_good"
    reason = refusal.facts["reason"]
    assert isinstance(reason, Refusal)
    assert reason.name == "store.altered"
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "log.zip"]


def test_a_disk_that_gives_back_other_bytes_is_found_before_the_backup_stands(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flipped(handle: int, *_: int) -> None:
        at = os.fstat(handle).st_size // 2
        (byte,) = os.pread(handle, 1, at)
        os.pwrite(handle, bytes([byte ^ 0x10]), at)

    monkeypatch.setattr(os, "posix_fadvise", flipped)
    assert refused(folder, tmp_path / "log.zip").name == "backup.not_good"
    assert not (tmp_path / "log.zip").exists()


def test_a_damaged_track_is_left_out_and_said(folder: Path, tmp_path: Path) -> None:
    (folder / "track.db").write_bytes(b"no database " * 900)
    made = archive.make(folder, tmp_path / "log.zip", NOON)
    assert made.without_track is not None
    assert made.without_track.name == "store.damaged"
    assert "track.db" not in made.manifest.sums
    assert made.manifest.points == 0


def test_a_log_without_a_track_or_a_line_has_a_backup_too(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    Book(folder).close()
    made = archive.make(folder, tmp_path / "log.zip", NOON)
    assert (made.manifest.count, made.manifest.root, made.without_track) == (0, "", None)


def test_no_log_makes_no_backup(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert refused(tmp_path / "data", tmp_path / "log.zip").name == "store.no_book"
    assert list(tmp_path.iterdir()) == [tmp_path / "data"]


def test_a_disk_without_room_is_not_filled(folder: Path) -> None:
    with small_disk(2048) as disk:
        refusal = refused(folder, disk / "log.zip")
        assert refusal.name == "backup.no_room"
        assert list(disk.iterdir()) == []


def test_what_a_writer_left_in_its_write_ahead_log_is_in_the_backup(
    folder: Path, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    left.mkdir()
    with Book(folder) as book:
        book.append([remark("only in the write-ahead log")])
        for name in ("logbook.db", "logbook.db-wal", "journal.jsonl"):
            shutil.copy(folder / name, left / name)
    assert archive.make(left, tmp_path / "log.zip", NOON).manifest.count == 6


def test_the_copy_in_a_backup_is_a_plain_database_for_any_tool(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "log.zip"
    archive.make(folder, file, NOON)
    with zipfile.ZipFile(file) as packed:
        packed.extract("logbook.db", tmp_path / "out")
        said = json.loads(packed.read("manifest.json"))
    with closing(sqlite3.connect(tmp_path / "out" / "logbook.db")) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert plain.execute("SELECT count(*) FROM log").fetchone() == (said["count"],)
