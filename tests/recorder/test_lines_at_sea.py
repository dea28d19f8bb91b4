"""The lines that the log writes by itself while she sails."""

from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, PositionSource
from logbook.model.quantities import AWA, BARO, TWS
from logbook.recorder import Rules
from tests.recorder.harness import WIND, Ship, instant, number, under_way

HOURLY, NOON = EntryKind.HOURLY, EntryKind.NOON


def test_a_passage_has_its_departure_its_hours_its_noon_and_its_arrival(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("12:30", say=WIND)
    ship.sail("13:00", 0.0)
    ship.stop()
    assert ship.told() == [
        ("departure", "10:00"),
        ("hourly", "11:00"),
        ("noon", "12:00"),
        ("arrival", "12:29"),
    ]


def test_the_noon_line_tells_sun_and_moon_and_the_hourly_line_does_not(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("12:10")
    hour, noon = ship.lines(HOURLY, NOON)
    assert "sunset" in noon.draft.text
    assert "nautical dusk" in noon.draft.text
    assert "moon" in noon.draft.text
    assert "sun" not in hour.draft.text


def test_a_departure_tells_the_weather_that_she_left_in(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:50")
    ship.sail("10:00", 0.0, say={BARO: 101_300.0, **WIND})
    ship.sail("10:01", say={BARO: 101_300.0, **WIND})
    ship.sail("10:10", say={BARO: 99_000.0, AWA: 90.0})
    (departure,) = ship.lines()
    assert departure.draft.conditions[BARO].value == pytest.approx(101_300.0)
    assert departure.draft.conditions[AWA].value == pytest.approx(40.0)
    assert departure.draft.position is not None


def test_hourly_figures_are_of_the_hour_and_since_departure(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("12:30")
    first, second = ship.lines(HOURLY, NOON)
    hour_m = 6.0 * 1852.0
    assert number(first, "run_m") == pytest.approx(hour_m, rel=0.01)
    assert number(first, "span_s") == pytest.approx(3600.0, abs=10.0)
    assert number(second, "since_departure_m") == pytest.approx(2 * hour_m, rel=0.01)
    assert first.draft.sog == pytest.approx(3.087, abs=0.01)
    assert first.draft.position_source is PositionSource.GPS


def test_an_hour_in_which_she_left_covers_only_the_time_since(tmp_path: Path) -> None:
    ship = under_way(tmp_path, "10:20", "11:10")
    (line,) = ship.lines(HOURLY)
    assert number(line, "span_s") == pytest.approx(1800.0, abs=10.0)
    assert number(line, "run_m") == pytest.approx(3.0 * 1852.0, rel=0.01)


def test_noon_covers_the_day_since_the_last_noon_or_the_hours_since_departure(
    tmp_path: Path,
) -> None:
    ship = under_way(tmp_path, batch_s=600.0)
    ship.sail("2026-06-03 12:01", every_s=20.0)
    spans = [(number(line, "span_s") / 3600.0, number(line, "run_m")) for line in ship.lines(NOON)]
    assert [hours for hours, _ in spans] == pytest.approx([2.0, 24.0, 24.0], abs=0.01)
    assert [run / 1852.0 for _, run in spans] == pytest.approx([12.0, 144.0, 144.0], rel=0.01)


def test_noon_and_hours_are_ship_s_time(tmp_path: Path) -> None:
    ship = under_way(tmp_path, ship_offset_s=-34_200, batch_s=600.0)
    ship.sail("23:00", every_s=20.0)
    assert ("noon", "21:30") in ship.told()
    assert ("hourly", "22:30") in ship.told()
    assert ("hourly", "22:00") not in ship.told()


def test_at_rest_nothing_is_written_unless_it_is_asked_for(tmp_path: Path) -> None:
    quiet = Ship(tmp_path / "quiet", "09:50")
    quiet.sail("12:10", 0.0)
    asked = Ship(tmp_path / "asked", "09:50", Rules(at_anchor=True))
    asked.sail("12:10", 0.0)
    assert quiet.told() == []
    assert asked.told() == [("hourly", "10:00"), ("hourly", "11:00"), ("hourly", "12:00")]


def test_a_line_with_a_position_within_a_minute_serves_for_the_slot(tmp_path: Path) -> None:
    ship = under_way(tmp_path, interval_s=300)
    ship.recorder.keeper._placed_at = instant("10:15") - 50.0
    ship.sail("10:21")
    assert ("hourly", "10:15") not in ship.told()
    assert ("hourly", "10:20") in ship.told()


def test_what_is_stale_is_not_said(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:57", say={BARO: 101_300.0})
    ship.sail("11:01", say=WIND)
    (line,) = ship.lines(HOURLY)
    assert BARO not in line.draft.conditions
    assert TWS in line.draft.conditions


def test_the_pressure_s_change_is_told_once_three_hours_are_known(tmp_path: Path) -> None:
    ship = under_way(tmp_path, "08:50", "09:05")
    for hour, pascals in ((10, 101_300.0), (11, 101_100.0), (12, 100_900.0), (13, 100_600.0)):
        ship.sail(f"{hour}:02", say={BARO: pascals})
    changes = [line.draft.facts.get("baro_change_pa") for line in ship.lines(HOURLY, NOON)]
    assert changes[:3] == [None, None, pytest.approx(-400.0, abs=1.0)]


def test_a_feed_that_lags_across_the_hour_does_not_write_it_twice(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("12:00")
    for at in (0.4, -0.3, 0.6, -0.1, 1.2):
        ship.recorder.tick(instant("12:00") + at)
    ship.sail("12:05")
    assert ship.told(NOON, HOURLY) == [("hourly", "11:00"), ("noon", "12:00")]
