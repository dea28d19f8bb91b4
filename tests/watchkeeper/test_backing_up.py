"""The daily backup where room is short or a part is damaged: the lines are in it all the same."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store import archive
from logbook.store.backups import BACKUPS, standing
from logbook.store.database import Step
from logbook.store.snapshot import snapshot
from logbook.watchkeeper.backing_up import EVERY_S, PICTURES_SPARE
from tests.watchkeeper.harness import Aboard
from tests.watchkeeper.test_upkeep import aboard, backups

__all__ = ["aboard"]


def test_pictures_without_room_are_left_out_and_the_lines_are_backed_up(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = aboard.folder / "files" / "3" / "a.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(bytes(5_000_000))
    monkeypatch.setattr(archive, "free_bytes", lambda _: PICTURES_SPARE + 3_000_000)
    work, home = backups(aboard), aboard.folder / BACKUPS
    with pytest.raises(Refusal, match=r"backup\.without_pictures"):
        work.work()
    ((_, said),) = standing(home, aboard.watch.vessel)
    assert "logbook.db" in said.sums
    assert "files/3/a.jpg" not in said.sums
    monkeypatch.undo()
    aboard.computer.boot += EVERY_S
    aboard.charts(30.0)
    work.work()
    assert "files/3/a.jpg" in standing(home, aboard.watch.vessel)[-1][1].sums


def test_a_track_that_cannot_be_read_lets_no_backups_pile_up(
    aboard: Aboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path, steps: Sequence[Step], copy: Path) -> None:
        if path.name == "track.db":
            raise Refusal("store.damaged", file=path)
        snapshot(path, steps, copy)

    monkeypatch.setattr(archive, "snapshot", damaged)
    work, home = backups(aboard), aboard.folder / BACKUPS
    for _ in range(4):
        with pytest.raises(Refusal, match=r"store\.damaged"):
            work.work()
        aboard.computer.boot += EVERY_S
        aboard.charts(30.0)
    assert len(standing(home, aboard.watch.vessel)) == 2


def test_a_backup_in_which_no_name_can_be_replaced_keeps_no_new_one_from_the_stick(
    aboard: Aboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(folder: Path, *_: object) -> None:
        raise Refusal("store.disk_fails", file=folder, reason="one file of it")

    stick = tmp_path / "stick"
    stick.mkdir()
    member = aboard.watch._book.enrol("Anne", "crew", "mm-anne")
    aboard.watch._book.rename(member.id, "Le Rouge")
    monkeypatch.setattr("logbook.watchkeeper.backing_up.rename_in_backups", refusing)
    with pytest.raises(Refusal, match=r"store\.disk_fails"):
        backups(aboard, second=str(stick)).work()
    assert len(standing(stick, aboard.watch.vessel)) == 1
