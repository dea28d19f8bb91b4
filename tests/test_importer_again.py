"""An import torn, killed or stopped by the disk, and done again: as if it was done once."""

from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from tests.imported import LINES, Killed, Stands, stands, take
from tests.recordings import recording


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Stands:
    """What one undisturbed import gives."""
    folder = tmp_path_factory.mktemp("clean")
    take(folder, LINES)
    return stands(folder)


@pytest.mark.parametrize("cut", [0.1, 0.42, 0.5, 0.93])
def test_the_whole_file_after_a_torn_one_adds_only_the_rest(
    tmp_path: Path, clean: Stands, cut: float
) -> None:
    take(tmp_path, LINES[: round(len(LINES) * cut)])
    take(tmp_path, LINES)
    found = stands(tmp_path)
    assert found.lines == clean.lines
    assert found.samples == clean.samples
    assert [point.gap for point in found.points].count(True) == 1
    run_m = sum(point.run_m for point in found.points)
    assert run_m == pytest.approx(sum(point.run_m for point in clean.points), rel=0.001)


def _writes(folder: Path) -> int:
    told: list[str] = []
    take(folder, LINES, kill=told.append)
    return len(told)


def test_killed_at_any_write_and_done_again_it_is_as_if_done_once(
    tmp_path: Path, clean: Stands
) -> None:
    writes = _writes(tmp_path / "counted")
    assert writes > 8
    for killed_at in range(1, writes, 3):
        folder = tmp_path / str(killed_at)
        left = killed_at

        def kill(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        with pytest.raises(Killed):
            take(folder, LINES, kill=kill)
        take(folder, LINES)
        assert stands(folder) == clean, f"killed at write {killed_at}"


def test_killed_twice_and_done_again_it_is_as_if_done_once(tmp_path: Path, clean: Stands) -> None:
    for writes in (3, 5):
        left = writes

        def kill(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        with pytest.raises(Killed):
            take(tmp_path, LINES, kill=kill)
    take(tmp_path, LINES)
    assert stands(tmp_path) == clean


@pytest.mark.parametrize(
    "name",
    [
        "nmea0183/rob-pacific-2010-11-21.nmea.gz",
        "nmea0183/avnav-ijsselmeer-2016-08-15.nmea.gz",
    ],
)
def test_a_real_recording_killed_and_done_again_is_as_if_done_once(
    tmp_path: Path, name: str
) -> None:
    lines = recording(name).splitlines()
    once, twice = tmp_path / "once", tmp_path / "twice"
    take(once, lines, batch_s=600.0)
    take(twice, lines[: len(lines) // 2], batch_s=600.0, closes=False)
    take(twice, lines, batch_s=600.0)
    assert stands(twice) == stands(once)


def test_a_full_disk_ends_the_import_and_the_next_one_completes_it(
    tmp_path: Path, clean: Stands
) -> None:
    left = 4

    def full(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Refusal("store.full", file="track.db")

    with pytest.raises(Refusal, match=r"store\.full"):
        take(tmp_path, LINES, kill=full)
    take(tmp_path, LINES)
    assert stands(tmp_path) == clean
