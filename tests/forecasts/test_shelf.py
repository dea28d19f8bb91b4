"""The shelf: each file once, the oldest runs leave, and no disk can stop the log."""

from pathlib import Path

import pytest

from logbook.forecasts.asked import Holding, Run
from logbook.forecasts.shelf import Shelf
from logbook.model.refusal import Refusal

DAY = 86_400.0
EUROPE = (40.0, -20.0, 60.0, 10.0)


def holding(day: int, area: tuple[float, float, float, float] = EUROPE) -> Holding:
    at = day * DAY
    return Holding((Run(7, 96, at, area, (at, at + DAY), ("msl", "u", "v")),), {})


def test_a_file_is_kept_once_under_what_it_holds(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    kept = shelf.keep(b"one", "gfs.grb", holding(1), 100.0)
    assert shelf.path(kept).read_bytes() == b"one"
    assert shelf.known(b"one") == kept
    assert shelf.known(b"two") is None
    shelf.keep(b"one", "again.grb", holding(1), 200.0)
    assert [one.name for one in shelf.kept()] == ["again.grb"]
    assert sorted(path.name for path in shelf.folder.iterdir()) == [kept.digest, "index.json"]


def test_the_oldest_runs_leave_first_whenever_they_came(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most_files=3)
    for day in (5, 2, 4, 3):
        shelf.keep(b"%d" % day, f"{day}.grb", holding(day), 100.0)
    assert [one.name for one in shelf.kept()] == ["5.grb", "4.grb", "3.grb"]
    assert len(list(shelf.folder.iterdir())) == 4


def test_an_old_file_that_has_just_come_is_kept_all_the_same(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most_files=2)
    for day in (5, 6, 1):
        shelf.keep(b"%d" % day, f"{day}.grb", holding(day), 100.0)
    assert [one.name for one in shelf.kept()] == ["6.grb", "1.grb"]


def test_all_together_they_take_no_more_than_their_share(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most_total=250)
    for day in range(1, 6):
        shelf.keep(b"%d" % day * 100, f"{day}.grb", holding(day), 100.0)
    assert [one.name for one in shelf.kept()] == ["5.grb", "4.grb"]


def test_another_run_of_the_program_finds_what_was_kept(tmp_path: Path) -> None:
    kept = Shelf(tmp_path).keep(b"one", "gfs.grb", holding(1), 100.0)
    assert Shelf(tmp_path).kept() == [kept]


def test_a_shelf_that_cannot_be_read_is_empty(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep(b"one", "gfs.grb", holding(1), 100.0)
    (shelf.folder / "index.json").write_text('[{"digest": 1}')
    assert shelf.kept() == []
    shelf.keep(b"two", "icon.grb", holding(2), 100.0)
    assert [one.name for one in shelf.kept()] == ["icon.grb"]


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "forecasts").write_text("in the way")
    shelf = Shelf(tmp_path)
    with pytest.raises(Refusal) as told:
        shelf.keep(b"one", "gfs.grb", holding(1), 100.0)
    assert told.value.name == "forecasts.not_kept"
    with pytest.raises(Refusal), shelf.laid_out(b"one"):
        pass


@pytest.mark.parametrize(
    ("area", "lon", "inside"),
    [
        (EUROPE, -20.0, True),
        (EUROPE, 11.0, False),
        ((40.0, 170.0, 60.0, 190.0), -175.0, True),
        ((40.0, 170.0, 60.0, 190.0), 165.0, False),
        ((40.0, -180.0, 60.0, 180.0), 12.0, True),
    ],
)
def test_an_area_may_lie_across_the_antimeridian(
    tmp_path: Path, area: tuple[float, float, float, float], lon: float, *, inside: bool
) -> None:
    kept = Shelf(tmp_path).keep(b"one", "gfs.grb", holding(1, area), 100.0)
    assert kept.covers(50.0, lon, 1.5 * DAY) is inside
    assert not kept.covers(50.0, lon, 2.5 * DAY)
    assert not kept.covers(70.0, lon, 1.5 * DAY)
