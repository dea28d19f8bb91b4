"""The clock is set while the log is kept: no hour is lost for it, none is told in two times."""

from pathlib import Path

import pytest

from logbook.model.entries import ClockSource, EntryKind, Timing
from logbook.model.quantities import BARO
from logbook.recorder import Rules
from tests.recorder.harness import WIND, Ship, instant, number, under_way

HOURLY = EntryKind.HOURLY
BOOT = "a-boot"


def _host_timed(folder: Path, start: str) -> Ship:
    """Return a ship without a GPS date, whose lines the host times; boot was at 08:00."""
    ship = Ship(folder, start, Rules(at_anchor=True))
    _by_host(ship, instant(start) - instant("08:00"))
    return ship


def _by_host(ship: Ship, boot_s: float) -> None:
    ship.timing = Timing(ClockSource.HOST, 0.0, BOOT, boot_s)


def _set(ship: Ship, at: str, source: ClockSource) -> None:
    now = instant(at)
    ship.recorder.retimed(now - ship.now, now)
    boot_s = ship.timing.boot_s
    ship.now = now
    ship.timing = Timing(source, 0.0, BOOT, boot_s)


def test_an_hour_that_comes_again_after_the_clock_was_ahead_is_written_again(
    tmp_path: Path,
) -> None:
    ship = _host_timed(tmp_path, "11:50")
    ship.sail("12:01", 0.0, gps=False, say={BARO: 101_300.0})
    _set(ship, "10:50", ClockSource.GPS)
    ship.sail("12:01", 0.0, gps=False, say={BARO: 101_300.0})
    assert ship.told() == [("hourly", "12:00"), ("hourly", "11:00"), ("hourly", "12:00")]


def test_so_it_is_when_the_host_alone_steps_back_and_times_the_hour_twice(tmp_path: Path) -> None:
    ship = _host_timed(tmp_path, "11:50")
    ship.sail("12:01", 0.0, gps=False, say={BARO: 101_300.0})
    _by_host(ship, 14_460.0)
    _set(ship, "11:50", ClockSource.HOST)
    _by_host(ship, 14_400.0 + 660.0)
    ship.sail("12:01", 0.0, gps=False, say={BARO: 101_300.0})
    assert ship.told() == [("hourly", "12:00"), ("hourly", "12:00")]


def test_a_step_forward_invents_no_hours(tmp_path: Path) -> None:
    ship = _host_timed(tmp_path, "10:50")
    ship.sail("10:55", 0.0, gps=False, say=WIND)
    _set(ship, "2026-06-03 10:50", ClockSource.GPS)
    ship.sail("2026-06-03 11:01", 0.0, gps=False, say=WIND)
    assert ship.told() == [("hourly", "11:00")]


def test_of_the_span_in_which_the_clock_was_set_only_the_part_since_is_told(
    tmp_path: Path,
) -> None:
    ship = under_way(tmp_path, batch_s=60.0)
    ship.sail("11:30")
    # The receiver's own time moves on: a step of its clock, not a silence.
    _set(ship, "11:33", ClockSource.GPS)
    ship.sail("12:01")
    ship.sail("13:01")
    line = ship.lines(HOURLY)[-1]
    assert number(line, "span_s") == pytest.approx(3600.0, abs=1.0)
    assert number(line, "run_m") == pytest.approx(6.0 * 1852.0, rel=0.01)


def test_no_line_tells_a_span_that_ran_backwards(tmp_path: Path) -> None:
    ship = under_way(tmp_path, "12:50", "13:30", batch_s=60.0)
    _set(ship, "11:40", ClockSource.GPS)
    ship.sail("14:31")
    for line in ship.lines(HOURLY, EntryKind.NOON):
        assert number(line, "span_s") > 0.0
        assert "run_m" not in line.draft.facts or number(line, "run_m") >= 0.0
    assert ("noon", "12:00") in ship.told()
