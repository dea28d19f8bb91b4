"""At rest no mile is told or counted, however the receiver wanders; what was sailed still is."""

import random
from pathlib import Path

import pytest

from logbook.model.entries import EntryKind
from logbook.model.geodesy import displace
from logbook.model.observations import Position, Reading, Report
from logbook.model.quantities import SOG
from logbook.recorder import Rules
from tests.recorder.harness import Ship, instant, number

MILE = 1852.0
AT_ANCHOR = Rules(at_anchor=True)


def moored(ship: Ship, hours: float, seed: int = 1) -> None:
    """Let time pass at a berth, while the receiver wanders by some metres."""
    chance = random.Random(seed)
    berth = ship.place
    for _ in range(round(hours * 720)):
        ship.now += 5.0
        here: Position = displace(berth, chance.uniform(0.0, 360.0), abs(chance.gauss(0.0, 5.0)))
        ship.recorder.take(Report("GPRMC", (Reading(SOG, 0.0),), here), ship.now, ship.now)
        ship.recorder.settle()
        ship.recorder.tick(ship.now)
    ship.place = berth


def noise_m(ship: Ship) -> float:
    return ship.recorder.keeper.odometer.total_m


def test_an_hour_at_the_berth_tells_no_miles(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "08:30", AT_ANCHOR)
    moored(ship, 3.0)
    assert noise_m(ship) > 2 * MILE
    hours = ship.lines(EntryKind.HOURLY)
    assert len(hours) == 3
    assert all("M in" not in line.draft.text and "NM" not in line.draft.text for line in hours)
    assert all("run_m" not in line.draft.facts for line in hours)


@pytest.mark.parametrize("restarts", [False, True])
def test_the_noise_before_a_departure_is_in_neither_the_hour_nor_the_leg_nor_the_day(
    tmp_path: Path, restarts: bool
) -> None:
    ship = Ship(tmp_path, "05:10", AT_ANCHOR)
    moored(ship, 5.5)
    if restarts:
        ship.stop()
        ship.start()
        moored(ship, 1 / 60)
    sailed_before = ship.sailed_m
    ship.sail("12:30", 6.0)
    ship.sail("13:02", 6.0)
    sailed = ship.sailed_m - sailed_before
    eleven, one = (line for line in ship.lines(EntryKind.HOURLY) if "run_m" in line.draft.facts)
    (noon,) = ship.lines(EntryKind.NOON)
    assert number(eleven, "run_m") < 2.1 * MILE
    assert number(eleven, "run_m") == pytest.approx(number(eleven, "since_departure_m"), abs=30.0)
    assert number(noon, "run_m") == pytest.approx(number(noon, "since_departure_m"), abs=30.0)
    assert number(one, "run_m") == pytest.approx(6 * MILE, rel=0.01)
    assert number(one, "since_departure_m") == pytest.approx(sailed - 2 * 60 * 3.0867, abs=60.0)


def test_the_day_s_run_after_an_arrival_is_what_was_sailed(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "2026-05-31 11:50", AT_ANCHOR)
    moored(ship, 0.25)
    ship.now = instant("06:30")
    moored(ship, 0.5)
    ship.sail("09:00", 6.0)
    moored(ship, 1.5)
    moored(ship, 1.6, seed=2)
    (arrival,) = ship.lines(EntryKind.ARRIVAL)
    noon = ship.lines(EntryKind.NOON)[-1]
    assert number(arrival, "distance_m") == pytest.approx(12 * MILE, abs=60.0)
    assert number(noon, "run_m") == pytest.approx(12 * MILE, abs=80.0)
    at_rest = [line for line in ship.lines(EntryKind.HOURLY) if line.at > arrival.at + 600.0]
    assert at_rest
    assert all("run_m" not in line.draft.facts for line in at_rest)
