"""The day's run is all that was sailed since the last noon: every leg, over restarts too."""

from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, LogEntry
from tests.recorder.harness import Ship, instant, number
from tests.recorder.test_at_rest import AT_ANCHOR, MILE, moored

HOUR = 3600.0


def _yesterday(folder: Path) -> Ship:
    """Return a ship at her berth, whose log knows the noon before."""
    ship = Ship(folder, "2026-05-31 11:50", AT_ANCHOR)
    moored(ship, 0.25)
    ship.now = instant("05:30")
    moored(ship, 0.5)
    return ship


def _two_legs(ship: Ship, restart_at: str = "") -> None:
    """Sail from six to half past seven, and from ten o'clock past noon."""
    ship.sail("07:30", 6.0)
    moored(ship, 1.0)
    if restart_at == "berth":
        _again(ship)
    moored(ship, 1.5)
    ship.sail("10:30", 6.0)
    if restart_at == "sea":
        _again(ship)
    ship.sail("12:01", 6.0)


def _again(ship: Ship) -> None:
    ship.kill()
    ship.start()


def _noon(ship: Ship) -> LogEntry:
    (noon,) = (line for line in ship.lines(EntryKind.NOON) if line.at == instant("12:00"))
    return noon


@pytest.mark.parametrize("restart_at", ["", "berth", "sea"])
def test_the_day_s_run_is_of_all_legs_since_the_last_noon_and_of_their_hours(
    tmp_path: Path, restart_at: str
) -> None:
    ship = _yesterday(tmp_path)
    _two_legs(ship, restart_at)
    noon = _noon(ship)
    assert number(noon, "run_m") == pytest.approx((9.0 + 12.0) * MILE, abs=80.0)
    assert number(noon, "span_s") == pytest.approx(3.5 * HOUR, abs=60.0)
    assert number(noon, "since_departure_m") == pytest.approx(12.0 * MILE, abs=60.0)
    assert "21.0 NM in 3 h 30 min · mean 6.0 kn" in noon.draft.text


@pytest.mark.parametrize("restarts", [False, True])
def test_a_ship_that_lies_at_noon_has_her_day_s_run_all_the_same(
    tmp_path: Path, *, restarts: bool
) -> None:
    ship = _yesterday(tmp_path)
    ship.sail("07:30", 6.0)
    moored(ship, 2.0)
    if restarts:
        _again(ship)
    moored(ship, 2.6)
    noon = _noon(ship)
    assert number(noon, "run_m") == pytest.approx(9.0 * MILE, abs=80.0)
    assert number(noon, "span_s") == pytest.approx(1.5 * HOUR, abs=60.0)


def test_a_leg_that_was_under_way_at_noon_counts_from_noon_on(tmp_path: Path) -> None:
    ship = _yesterday(tmp_path)
    _two_legs(ship)
    ship.sail("14:00", 6.0)
    moored(ship, 1.0)
    _again(ship)
    ship.now = instant("2026-06-02 09:50")
    moored(ship, 0.17)
    ship.sail("2026-06-02 12:01", 6.0)
    noon = ship.lines(EntryKind.NOON)[-1]
    assert number(noon, "run_m") == pytest.approx((12.0 + 12.0) * MILE, rel=0.01)
    assert number(noon, "span_s") == pytest.approx(4.0 * HOUR, abs=120.0)


def test_a_restart_at_a_berth_that_she_did_not_leave_makes_no_noon(tmp_path: Path) -> None:
    ship = _yesterday(tmp_path)
    _again(ship)
    moored(ship, 6.2)
    assert ship.lines(EntryKind.NOON) == []
