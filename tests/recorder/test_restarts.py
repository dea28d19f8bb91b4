"""Switched off at sea, or killed: she is still under way, on the same leg, at the same mile."""

import json
import sqlite3
from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, Origin
from logbook.model.observations import TrackPoint
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from tests.recorder.harness import MOVES, Ship, instant, number, under_way

HOURLY, NOON, GAP = EntryKind.HOURLY, EntryKind.NOON, EntryKind.GAP


def _restarted(ship: Ship, at: str, *, kill: bool, away_kn: float = 6.0) -> None:
    """Leave the log, by a stop or a kill, and take it up again at `at`, sailed on meanwhile."""
    if kill:
        ship.kill()
    else:
        ship.stop()
    kept = ship.recorder
    ship.recorder = _Deaf()  # type: ignore[assignment] # she sails on unheard
    ship.sail(at, away_kn, every_s=10.0)
    ship.recorder = kept
    ship.start()


class _Deaf:
    def take(self, *_: object) -> None: ...

    def settle(self) -> None: ...

    def tick(self, _: float) -> None: ...


@pytest.mark.parametrize("kill", [False, True])
def test_a_restart_right_over_the_hour_neither_loses_nor_doubles_it(
    tmp_path: Path, *, kill: bool
) -> None:
    ship = under_way(tmp_path)
    ship.sail(instant("11:00") - 15.0)
    _restarted(ship, "11:00:30", kill=kill)
    ship.sail("13:01")
    assert ship.told() == [
        ("departure", "10:00"),
        ("hourly", "11:00"),
        ("noon", "12:00"),
        ("hourly", "13:00"),
    ]
    runs = [number(line, "run_m") / 1852.0 for line in ship.lines(HOURLY, NOON)]
    assert runs == pytest.approx([6.0, 12.0, 6.0], rel=0.02)


@pytest.mark.parametrize("kill", [False, True])
@pytest.mark.parametrize("left_at", ["11:00", "11:00:05"])
def test_a_restart_just_after_the_hour_does_not_write_it_again(
    tmp_path: Path, left_at: str, *, kill: bool
) -> None:
    ship = under_way(tmp_path)
    ship.sail(left_at)
    _restarted(ship, "11:00:40", kill=kill)
    ship.sail("11:30")
    assert ship.told() == [("departure", "10:00"), ("hourly", "11:00")]


@pytest.mark.parametrize("kill", [False, True])
def test_a_server_that_was_off_for_hours_is_one_gap_with_its_cause(
    tmp_path: Path, *, kill: bool
) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    _restarted(ship, "13:20", kill=kill)
    ship.sail("14:01")
    assert [kind for kind, _ in ship.told(GAP, HOURLY, NOON)] == ["gap", "hourly"]
    (gap,) = ship.lines(GAP)
    # A kill costs the seconds that were not on disk yet.
    assert 0.0 <= instant("10:30") - gap.at <= 10.0
    assert gap.draft.facts["cause"] == "off"


def test_a_gps_that_stays_silent_after_a_quick_restart_is_what_was_at_fault(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    _restarted(ship, "10:31", kill=False)
    ship.sail("12:30", gps=False)
    ship.sail("12:35")
    (gap,) = ship.lines(GAP)
    assert gap.draft.facts["cause"] == "silent"


@pytest.mark.parametrize("kill", [False, True])
def test_the_distances_since_departure_and_noon_go_on_over_a_restart(
    tmp_path: Path, *, kill: bool
) -> None:
    ship = under_way(tmp_path, batch_s=240.0)
    ship.sail("2026-06-02 09:30", every_s=20.0)
    _restarted(ship, "2026-06-02 09:31", kill=kill)
    ship.sail("2026-06-02 12:01", every_s=20.0)
    ten, noon = ship.lines(HOURLY, NOON)[-3], ship.lines(NOON)[-1]
    assert number(ten, "run_m") == pytest.approx(6.0 * 1852.0, rel=0.02)
    assert number(ten, "span_s") == pytest.approx(3600.0, abs=1.0)
    assert number(noon, "run_m") == pytest.approx(144.0 * 1852.0, rel=0.01)
    assert number(noon, "span_s") == pytest.approx(86_400.0, abs=1.0)
    assert number(noon, "since_departure_m") == pytest.approx(156.0 * 1852.0, rel=0.01)


@pytest.mark.parametrize("kill", [False, True])
def test_an_arrival_after_a_restart_tells_the_whole_leg(tmp_path: Path, *, kill: bool) -> None:
    ship = under_way(tmp_path)
    ship.sail("12:30")
    _restarted(ship, "12:31", kill=kill)
    ship.sail("13:00")
    ship.sail("13:20", 0.0)
    (arrival,) = ship.lines(EntryKind.ARRIVAL)
    assert number(arrival, "distance_m") == pytest.approx(18.0 * 1852.0, rel=0.01)
    assert number(arrival, "took_s") == pytest.approx(3.0 * 3600.0, abs=60.0)
    assert ship.told(*MOVES) == [("departure", "10:00"), ("arrival", "12:59")]


def test_a_departure_that_was_being_found_out_when_the_power_went_is_not_lost(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, "09:40")
    ship.sail("10:00", 0.0)
    ship.sail("10:02:30")
    _restarted(ship, "10:03:30", kill=True)
    ship.sail("10:15")
    assert ship.told() == [("departure", "10:00")]


def test_a_departure_that_only_the_track_tells_is_written_at_the_next_fix(tmp_path: Path) -> None:
    ship = under_way(tmp_path, until="10:40")
    ship.stop()
    # As if the line and the state had not reached the disk: only the track tells of it all.
    (tmp_path / "logbook.db").rename(tmp_path / "old.db")
    (tmp_path / "journal.jsonl").unlink(missing_ok=True)
    with sqlite3.connect(tmp_path / "track.db") as plain:
        plain.execute("DELETE FROM meta")
    ship.start()
    ship.sail("10:41")
    (departure,) = ship.lines()
    assert departure.draft.kind is EntryKind.DEPARTURE
    # Points of a straight course are ten minutes apart.
    assert 0.0 <= departure.at - instant("10:00") <= 600.0
    ship.sail("11:01")
    (hourly,) = ship.lines(HOURLY)
    sailed_m = (instant("11:00") - departure.at) / 600.0 * 1852.0
    assert number(hourly, "since_departure_m") == pytest.approx(sailed_m, rel=0.02)


def test_a_ship_that_stopped_while_the_server_was_off_arrives_where_she_lies(
    tmp_path: Path,
) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    _restarted(ship, "10:38", kill=True)
    ship.sail("11:00", 0.0)
    assert ship.told(*MOVES) == [("departure", "10:00"), ("arrival", "10:38")]


def test_a_slow_minute_before_the_stop_is_no_arrival_long_after(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:58")
    ship.sail("11:00:10", 0.1)
    ship.sail("11:40")
    _restarted(ship, "11:40:40", kill=True)
    ship.sail("11:42", 0.1)
    ship.sail("11:55")
    assert ship.told(*MOVES) == [("departure", "10:00")]


def test_an_unreadable_state_does_not_keep_the_log_from_going_on(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    ship.stop()
    with sqlite3.connect(tmp_path / "logbook.db") as plain:
        plain.execute("UPDATE state SET value = ? WHERE name = 'way'", [json.dumps({"moving": 7})])
    ship.start()
    assert ship.recorder.way.moving
    ship.sail("11:01")
    assert ("hourly", "11:00") in ship.told()


def test_imported_points_are_no_part_of_where_the_log_was_left(tmp_path: Path) -> None:
    ship = under_way(tmp_path)
    ship.sail("10:30")
    ship.stop()
    later = TrackPoint(instant("2026-06-09 10:00"), 10.0, 20.0, None, None, 0.0, True)
    with BookReader(tmp_path) as reader, Track(tmp_path, reader.vessel) as track:
        track.write([later], None, [], Origin.IMPORT)
    ship.start()
    assert ship.recorder.way.moving
    ship.sail("11:01")
    assert ship.told() == [("departure", "10:00"), ("hourly", "11:00")]
