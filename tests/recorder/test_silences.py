"""What the log says of the time in which nothing was heard."""

from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, PositionSource
from logbook.model.geodesy import displace, distance_m
from logbook.model.quantities import TWS
from logbook.model.units import KNOT
from tests.recorder.harness import BREST, WIND, Ship, clock, instant, number, under_way

HOURLY, NOON, GAP = EntryKind.HOURLY, EntryKind.NOON, EntryKind.GAP


def test_a_slot_within_a_short_silence_has_its_place_from_the_track(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:57")
    ship.sail("11:03", gps=False)
    assert ship.lines(HOURLY) == []
    ship.sail("12:01")
    eleven, noon = ship.lines(HOURLY, NOON)
    assert clock(eleven.at) == "11:00"
    assert eleven.draft.position_source is PositionSource.TRACK
    assert eleven.draft.position is not None
    there = displace(BREST, 270.0, 6.0 * KNOT * 3600.0)
    assert distance_m(eleven.draft.position, there) < 30.0
    assert eleven.draft.sog is None
    assert number(eleven, "run_m") == pytest.approx(6.0 * 1852.0, rel=0.01)
    assert number(eleven, "span_s") == pytest.approx(3600.0, abs=10.0)
    assert number(noon, "run_m") == pytest.approx(12.0 * 1852.0, rel=0.01)
    assert ship.lines(GAP) == []


def test_the_span_after_such_a_slot_begins_at_the_slot(tmp_path: Path) -> None:
    ship = under_way(tmp_path, "10:50", "11:10")
    ship.sail("12:57")
    ship.sail("13:05", gps=False)
    ship.sail("14:01")
    thirteen, fourteen = ship.lines(HOURLY)
    assert number(thirteen, "run_m") == pytest.approx(6.0 * 1852.0, rel=0.01)
    assert number(fourteen, "run_m") == pytest.approx(6.0 * 1852.0, rel=0.01)


def test_such_a_slot_keeps_what_the_instruments_said_on_the_hour(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:57", say=WIND)
    ship.sail("11:03", gps=False, say=WIND)
    ship.sail("11:05")
    (line,) = ship.lines(HOURLY)
    assert line.draft.position_source is PositionSource.TRACK
    assert TWS not in line.draft.conditions
    assert {"awa", "aws"} <= set(line.draft.conditions)


def test_a_silence_of_ten_minutes_is_one_gap_and_no_hour_is_invented(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    ship.sail("13:20", gps=False)
    ship.sail("14:01")
    assert ship.told(GAP, HOURLY, NOON) == [("gap", "10:30"), ("hourly", "14:00")]
    gap, fourteen = ship.lines(GAP, HOURLY)
    assert gap.draft.facts["cause"] == "silent"
    assert str(gap.draft.facts["until"]).startswith("2026-06-01T13:20")
    assert gap.draft.position is None
    assert number(gap, "across_m") == pytest.approx(17.0 * 1852.0, rel=0.01)
    assert number(fourteen, "span_s") == pytest.approx(2400.0, abs=10.0)
    assert number(fourteen, "run_m") == pytest.approx(4.0 * 1852.0, rel=0.01)
    assert number(fourteen, "since_departure_m") == pytest.approx(24.0 * 1852.0, rel=0.01)


def test_instruments_go_on_being_logged_while_the_gps_is_silent(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30", say=WIND)
    ship.sail("12:30", gps=False, say=WIND)
    assert ship.told(HOURLY, NOON) == [("hourly", "11:00"), ("noon", "12:00")]
    assert all(line.draft.position is None for line in ship.lines(HOURLY, NOON))
    ship.sail("12:35", say=WIND)
    assert ship.told(GAP) == [("gap", "10:30")]


def test_a_slot_waits_for_the_gps_ten_minutes_and_no_longer(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:57", say=WIND)
    ship.sail("11:06", gps=False, say=WIND)
    assert ship.lines(HOURLY) == []
    ship.sail("11:08", gps=False, say=WIND)
    assert ship.told(HOURLY) == [("hourly", "11:00")]
    ship.sail("11:20")
    assert ship.told(HOURLY, GAP) == [("hourly", "11:00"), ("gap", "10:57")]


def test_half_a_day_of_silence_is_an_arrival_that_is_said_to_be_supposed(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    ship.now = instant("2026-06-02 00:30")
    ship.sail("2026-06-02 00:40", 0.0)
    told = ship.told()
    assert told == [("departure", "10:00"), ("gap", "10:30"), ("arrival", "10:30")]
    assert number(ship.lines(EntryKind.ARRIVAL)[0], "silent_s") > 12 * 3600.0


def test_a_ship_that_was_moved_while_nobody_listened_is_found_out(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00")
    ship.sail("09:20", 0.0)
    ship.stop()
    ship.now, ship.place = instant("13:00"), displace(BREST, 200.0, 9_000.0)
    ship.start()
    ship.sail("13:20", 0.0)
    (gap,) = ship.lines()
    assert (gap.draft.kind, gap.draft.facts["cause"]) == (GAP, "off")
    assert number(gap, "across_m") == pytest.approx(9_000.0, rel=0.01)


def test_a_ship_at_her_berth_makes_no_gap_line_of_the_winter(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00")
    ship.sail("09:20", 0.0)
    ship.stop()
    ship.now, ship.place = instant("2026-09-01 13:00"), displace(BREST, 10.0, 12.0)
    ship.start()
    ship.sail("2026-09-01 13:20", 0.0)
    assert ship.lines() == []
