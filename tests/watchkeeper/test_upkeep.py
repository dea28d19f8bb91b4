"""The upkeep of the log's files by the watch: what is told, backed up, checked, and called out."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from demo.standin import StandIn
from demo.standin.faults import Fault
from logbook.chat import secrets
from logbook.model.entries import EntryKind
from logbook.model.refusal import Refusal
from logbook.store.backups import BACKUPS, standing
from logbook.store.mending import RECHECK
from logbook.watchkeeper.backing_up import EVERY_S, SETTLED_S, Backups
from logbook.watchkeeper.distress import LASTING, Distress
from logbook.watchkeeper.night import NightCheck
from logbook.watchkeeper.room import Room
from tests.chat.setting_up import SetUp
from tests.store.test_verify import tamper
from tests.watchkeeper.harness import Aboard, Computer

HOST = "2027-06-01T11:50:00Z"
GPS = "2027-06-01T11:59:10Z"


@pytest.fixture
def aboard(tmp_path: Path) -> Iterator[Aboard]:
    with closing(Aboard(tmp_path / "data", Computer(HOST), GPS, at_anchor=True)) as ship:
        ship.run(90.0, ship.gps)
        yield ship


def chore(ship: Aboard, name: str) -> object:
    return next(one for one in ship.watch._chores._chores if one.name == name)


def backups(ship: Aboard, second: str = "") -> Backups:
    return Backups(
        ship.folder,
        ship.watch._readers,
        keep=2,
        second=second,
        steady=lambda: ship.computer.boot,
        now=lambda: ship.now,
    )


def alarms(ship: Aboard) -> list[str]:
    return [line.draft.text for line in ship.lines() if line.draft.kind is EntryKind.ALARM]


def test_what_was_mended_is_told_in_the_log_once_and_in_health(tmp_path: Path) -> None:
    with closing(Aboard(tmp_path, Computer(HOST), GPS, at_anchor=True)) as ship:
        ship.run(90.0, ship.gps)
        count = len(ship.lines())
    (tmp_path / "logbook.db").write_bytes(b"no database " * 900)
    with closing(Aboard(tmp_path, Computer(HOST), GPS)) as ship:
        ship.watch._chores.look()
        ship.watch._chores.look()
        (told,) = alarms(ship)
        assert "made again" in told
        assert "No line is lost" in told
        assert len(ship.lines()) == count + 1
        faults = ship.watch.health()["faults"]
        assert any("made again" in str(fault) for fault in faults)  # type: ignore[attr-defined] # JSON-able


def test_a_backup_is_made_a_day_and_the_fullest_are_kept(aboard: Aboard) -> None:
    work = backups(aboard)
    home = aboard.folder / BACKUPS
    work.work()
    work.work()
    assert len(standing(home, aboard.watch.vessel)) == 1
    for _ in range(3):
        aboard.computer.boot += EVERY_S
        aboard.charts(30.0)
        work.work()
    found = standing(home, aboard.watch.vessel)
    assert len(found) == 2
    assert found[0][1].made_at < found[1][1].made_at


def test_nothing_new_makes_no_new_backup(aboard: Aboard) -> None:
    aboard.watch._recorder.close()
    work = backups(aboard)
    work.work()
    aboard.computer.boot += 2 * EVERY_S
    work.work()
    assert len(standing(aboard.folder / BACKUPS, aboard.watch.vessel)) == 1


def test_a_start_comes_before_its_backup(aboard: Aboard) -> None:
    work = backups(aboard)
    work.look()
    assert not (aboard.folder / BACKUPS).exists()
    aboard.computer.boot += SETTLED_S
    work.look()
    assert work._errand.wait(20.0)
    assert len(standing(aboard.folder / BACKUPS, aboard.watch.vessel)) == 1


def test_a_second_folder_gets_a_copy_whenever_it_is_there(aboard: Aboard, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    work = backups(aboard, str(stick))
    work.work()
    assert not stick.exists()
    stick.mkdir()
    work.work()
    (copy,) = stick.iterdir()
    assert copy.read_bytes() == (aboard.folder / BACKUPS / copy.name).read_bytes()


def test_a_name_that_is_replaced_is_replaced_in_backups_too(aboard: Aboard, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    anne = aboard.watch._book.enrol("Anne Le Guen", "crew", "mm-anne")
    work = backups(aboard, str(stick))
    work.work()
    aboard.watch._book.rename(anne.id, "Équipier 2")
    work.work()
    for folder in (aboard.folder / BACKUPS, stick):
        (file,) = folder.iterdir()
        out = tmp_path / "out"
        shutil.unpack_archive(file, out, "zip")
        data = b"".join(path.read_bytes() for path in sorted(out.iterdir()))
        assert "Équipier 2".encode() in data
        assert b"Le Guen" not in data
        shutil.rmtree(out)
    before = [path.stat().st_mtime_ns for path in stick.iterdir()]
    work.work()
    assert [path.stat().st_mtime_ns for path in stick.iterdir()] == before


def test_a_backup_that_cannot_be_made_is_told_and_costs_nothing_else(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("logbook.store.archive.free_bytes", lambda _: 1000)
    work = backups(aboard)
    aboard.computer.boot += SETTLED_S
    with contextlib.suppress(Refusal):
        # It may have failed before the look is over.
        work.look()
    assert work._errand.wait(20.0)
    with pytest.raises(Refusal) as refused:
        work.look()
    assert refused.value.name == "backup.no_room"
    assert list((aboard.folder / BACKUPS).iterdir()) == []


def test_the_nightly_check_tells_what_is_wrong_once_and_the_next_start_mends_it(
    aboard: Aboard, tmp_path: Path
) -> None:
    check = chore(aboard, "check")
    assert isinstance(check, NightCheck)
    check.work()
    assert aboard.watch._book.state("checked") is not None
    check.look()
    path = aboard.folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"kind":"clock"', b'"kind":"CLOCK"'))
    check.work()
    check.work()
    assert (aboard.folder / RECHECK).exists()
    with pytest.raises(Refusal) as refused:
        check.look()
    assert refused.value.name == "upkeep.check"
    with aboard.watch._readers.book() as book:
        lines = list(book.entries(kinds=(EntryKind.ALARM,)))
    assert len(lines) == 1
    assert "otherwise in the journal" in lines[0].draft.text
    later = tmp_path / "later"
    shutil.copytree(aboard.folder, later)
    with closing(Aboard(later, Computer(HOST), GPS)) as again:
        assert again.lines()
        assert not (later / RECHECK).exists()


def test_a_full_disk_is_one_line_and_its_end_another(aboard: Aboard) -> None:
    room = chore(aboard, "reserve")
    assert isinstance(room, Room)
    room.look()
    reserve = aboard.watch._book.reserve
    assert (aboard.folder / "reserve").exists()
    reserve._spare = 1 << 60
    reserve.give_up()
    reserve.spent = True
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            room.look()
        assert refused.value.name == "upkeep.reserve_spent"
    aboard.run(30.0, aboard.gps)
    aboard.watch._tracker.stop()
    fault = aboard.watch._tracker.fault
    assert fault is not None
    assert fault.name == "store.full"
    reserve._spare = 0
    room.look()
    room.look()
    assert ["full" in text or "room" in text for text in alarms(aboard)] == [True, True]


def test_a_log_that_cannot_be_written_is_called_out_in_the_channel_once(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with StandIn() as server:
        secrets.save(aboard.folder, SetUp(server).run())
        distress = chore(aboard, "distress")
        assert isinstance(distress, Distress)
        distress.look()
        monkeypatch.setattr(os, "access", lambda *_: False)
        for _ in range(LASTING + 2):
            with pytest.raises(Refusal) as refused:
                distress.look()
            assert refused.value.name == "store.read_only"
        assert aboard.watch.health()["status"] == "failing"
        monkeypatch.undo()
        distress.look()
        distress.look()
        posts = server.board.of_channel(server.channel.id)
        said = [post.message for post in posts if "log" in post.message.lower()]
        assert ["CANNOT BE WRITTEN" in text for text in said] == [True, False]


def test_a_call_whose_answer_was_lost_is_not_made_twice(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with StandIn() as server:
        secrets.save(aboard.folder, SetUp(server).run())
        distress = chore(aboard, "distress")
        assert isinstance(distress, Distress)
        monkeypatch.setattr(os, "access", lambda *_: False)
        server.faults.plan(Fault.STORE_THEN_HANG_UP, method="POST", part="posts")
        for _ in range(LASTING + 3):
            with pytest.raises(Refusal):
                distress.look()
        posts = server.board.of_channel(server.channel.id)
        assert sum("CANNOT BE WRITTEN" in post.message for post in posts) == 1


def test_a_database_that_lost_its_end_while_off_is_whole_again(tmp_path: Path) -> None:
    with closing(Aboard(tmp_path, Computer(HOST), GPS, at_anchor=True)) as ship:
        ship.run(90.0, ship.gps)
        before = [line.hash for line in ship.lines()]
    tamper(tmp_path, f"DELETE FROM entries WHERE number = {len(before)}")
    with closing(Aboard(tmp_path, Computer(HOST), GPS)) as ship:
        assert [line.hash for line in ship.lines()][: len(before)] == before
