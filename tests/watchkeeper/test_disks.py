"""A track or a disk that fails, and who is told: the log goes on, and loses nothing."""

import contextlib
import sqlite3
import time
from pathlib import Path

from logbook.config import Config
from logbook.model.entries import EntryKind, LogEntry
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader
from tests.store.places import small_disk
from tests.watchkeeper.harness import kept, soon
from tests.watchkeeper.receiver import HOUR, receiver


def test_a_damaged_track_does_not_stop_the_log(tmp_path: Path) -> None:
    tmp_path.joinpath("track.db").write_bytes(b"no database at all " * 500)
    with receiver(HOUR - 4.0) as gps:
        config = Config(feeds=(gps.server.address,), at_anchor=True, batch_s=1.0)
        with kept(config, tmp_path) as watch:
            assert soon(lambda: watch.health()["entries"] == 3)
            assert watch.health()["status"] == "degraded"
            assert watch.faults() == []
            assert soon(lambda: watch.health()["track_points"] != 0)
    with BookReader(tmp_path) as book:
        kinds = [entry.draft.kind for entry in book.entries()]
    assert sorted(kinds) == [EntryKind.ALARM, EntryKind.CLOCK, EntryKind.HOURLY]


def test_no_line_waits_for_a_track_that_somebody_else_holds(tmp_path: Path) -> None:
    with receiver(HOUR - 5.0) as gps:
        config = Config(feeds=(gps.server.address,), at_anchor=True, batch_s=1.0)
        with (
            kept(config, tmp_path) as watch,
            contextlib.closing(sqlite3.connect(tmp_path / "track.db")) as owner,
        ):
            assert soon(lambda: watch.health()["entries"] == 1)
            owner.execute("BEGIN IMMEDIATE")
            begun = time.monotonic()
            assert soon(lambda: watch.health()["entries"] == 2)
            assert time.monotonic() - begun < 6.0
            assert watch.health()["track_points"] in {0, 1}
            owner.execute("ROLLBACK")
            assert soon(lambda: watch.health()["track_points"] == 2)


def test_a_full_disk_is_said_and_nothing_is_lost_once_there_is_space() -> None:
    with small_disk(1024) as disk, receiver(HOUR - 5.0) as gps:
        config = Config(feeds=(gps.server.address,), at_anchor=True, batch_s=1.0)
        ballast = disk / "ballast"
        with kept(config, disk / "data") as watch:
            assert soon(lambda: watch.health()["entries"] == 1)
            with contextlib.suppress(OSError), ballast.open("wb") as file:
                while True:
                    file.write(b"\0" * 4096)
                    file.flush()
            assert soon(lambda: watch.health()["status"] == "failing")
            assert {fault.name for fault in watch.faults()} == {"store.full"}
            assert watch.health()["entries"] == 1
            ballast.unlink()
            assert soon(lambda: watch.health()["entries"] == 2)
            assert watch.health()["status"] != "failing"
        with BookReader(disk / "data") as book:
            assert not book.verify()
            assert [entry.at for entry in book.entries(kinds=[EntryKind.HOURLY])] == [HOUR]


def test_who_is_told_of_a_line_and_fails_does_not_stop_the_log(tmp_path: Path) -> None:
    def deaf(_: LogEntry) -> None:
        raise BrokenPipeError

    with receiver(HOUR - 4.0) as gps:
        config = Config(feeds=(gps.server.address,), at_anchor=True)
        with kept(config, tmp_path, deaf) as watch:
            assert soon(lambda: watch.health()["entries"] == 2)
            assert watch.faults() == []


def test_what_was_heard_is_on_disk_once_it_has_stopped(tmp_path: Path) -> None:
    with receiver(HOUR + 600.0) as gps:
        with kept(Config(feeds=(gps.server.address,)), tmp_path) as watch:
            assert soon(lambda: watch.health()["entries"] == 1)
            assert soon(lambda: watch._recorder.counts.fixes > 10)
        assert watch.faults() == []
    with TrackReader(tmp_path) as track:
        last = track.last(live=True)
    assert last is not None
    assert last.at > HOUR + 600.0
