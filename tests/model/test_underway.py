"""Under way or not: departures, arrivals, moored noise, silences, restarts, real recordings."""

import json
import math
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import pytest

from logbook.model.geodesy import displace
from logbook.model.observations import Fix, Position
from logbook.model.outliers import FixCheck
from logbook.model.underway import Change, UnderWay
from logbook.model.units import KNOT
from tests.model.rmc import fixes

BEGIN = 1_700_000_000.0
HOME = Position(48.3735, -4.4978)


def changes(fixes: Iterable[Fix], state: UnderWay | None = None) -> tuple[list[Change], UnderWay]:
    state = UnderWay() if state is None else state
    found = []
    for fix in fixes:
        state, change = state.after(fix)
        if change is not None:
            found.append(change)
    return found, state


def sail(
    parts: Sequence[tuple[int, float]], *, sog: bool = True, start: Position = HOME, every: int = 1
) -> list[Fix]:
    """Return the fixes of a ship that goes west: each part (seconds, knots)."""
    place, at, found = start, BEGIN, []
    for seconds, speed_kn in parts:
        for _ in range(0, seconds, every):
            at += every
            place = displace(place, 270, speed_kn * KNOT * every)
            found.append(Fix(at, place, speed_kn * KNOT if sog else None))
    return found


def after_start(change: Change) -> float:
    return change.fix.at - BEGIN


@pytest.mark.parametrize("sog", [True, False])
def test_a_passage_departs_when_it_began_to_move_and_arrives_when_it_stopped(sog: bool) -> None:
    found, state = changes(sail([(1200, 0.0), (3600, 4.0), (1500, 0.05)], sog=sog))
    assert [change.what for change in found] == ["departure", "arrival"]
    assert after_start(found[0]) == pytest.approx(1200, abs=30)
    assert after_start(found[1]) == pytest.approx(4800, abs=40)
    assert not state.moving


def test_a_log_that_begins_at_sea_departs_at_its_first_fix() -> None:
    found, state = changes(sail([(600, 5.0)]))
    assert [(change.what, after_start(change)) for change in found] == [("departure", 1)]
    assert state.moving


def test_a_ship_that_stops_for_nine_minutes_is_still_under_way() -> None:
    found, state = changes(sail([(900, 4.0), (540, 0.0), (900, 4.0)]))
    assert [change.what for change in found] == ["departure"]
    assert state.moving


def test_a_race_that_waits_in_circles_before_the_line_is_under_way() -> None:
    circling = [Fix(BEGIN + i, displace(HOME, i * 6.0, 40.0), 4 * KNOT) for i in range(0, 5400, 2)]
    out = sail([(900, 4.0)])
    begun, state = changes(out)
    moved = [fix._replace(at=out[-1].at + 1 + fix.at - BEGIN) for fix in circling]
    later, state = changes(moved, state)
    assert [change.what for change in begun + later] == ["departure"]
    assert state.moving


def test_a_drift_of_a_third_of_a_knot_does_not_depart() -> None:
    assert changes(sail([(7200, 0.35)]))[0] == []


def test_manoeuvres_in_harbour_do_not_move_the_departure_to_the_open_sea() -> None:
    harbour = [(600, 0.0), (60, 2.0), (10, 0.2), (60, 2.0), (10, 0.2), (900, 4.0)]
    found, _ = changes(sail(harbour))
    assert [change.what for change in found] == ["departure"]
    assert after_start(found[0]) == pytest.approx(600, abs=60)


@pytest.mark.parametrize("sog_noise", [0.15, 0.4, None])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_moored_receiver_with_seven_metres_of_noise_never_departs_in_a_day(
    sog_noise: float | None, seed: int
) -> None:
    chance = random.Random(seed)
    degree = 111_195 * math.cos(math.radians(HOME.lat))
    moored = (
        Fix(
            BEGIN + i,
            Position(
                HOME.lat + chance.gauss(0, 7) / 111_195, HOME.lon + chance.gauss(0, 7) / degree
            ),
            None if sog_noise is None else abs(chance.gauss(0, sog_noise)),
        )
        for i in range(86_400)
    )
    found, state = changes(moored)
    assert found == []
    assert not state.moving


def test_a_moored_receiver_that_shows_speed_for_hours_goes_nowhere() -> None:
    chance = random.Random(3)
    moored = (
        Fix(BEGIN + i, displace(HOME, chance.uniform(0, 360), abs(chance.gauss(0, 7))), 1.0)
        for i in range(21_600)
    )
    assert changes(moored)[0] == []


def test_noise_at_the_mooring_does_not_put_the_arrival_off() -> None:
    chance = random.Random(4)
    passage = sail([(1800, 4.0)])
    there = passage[-1]
    moored = [
        Fix(
            there.at + i,
            displace(there.position, chance.uniform(0, 360), abs(chance.gauss(0, 7))),
            abs(chance.gauss(0, 0.15)),
        )
        for i in range(1, 3600)
    ]
    found, state = changes([*passage, *moored])
    assert [change.what for change in found] == ["departure", "arrival"]
    assert after_start(found[1]) == pytest.approx(1800, abs=60)
    assert not state.moving


def test_more_than_twelve_hours_of_silence_at_sea_is_an_arrival_before_it() -> None:
    out = sail([(1800, 5.0)])
    later = [fix._replace(at=fix.at + 13 * 3600 + 1800) for fix in out]
    found, _ = changes([*out, *later])
    assert [change.what for change in found] == ["departure", "arrival", "departure"]
    assert found[1].fix == out[-1]
    assert found[2].fix.at == later[0].at


def test_nine_hours_of_silence_at_sea_do_not_end_the_leg() -> None:
    out = sail([(1800, 5.0)])
    on = sail([(1800, 5.0)], start=displace(out[-1].position, 270, 80_000))
    later = [fix._replace(at=fix.at + 9 * 3600) for fix in on]
    found, state = changes([*out, *later])
    assert [change.what for change in found] == ["departure"]
    assert state.moving


def test_instruments_switched_off_at_the_berth_arrive_when_they_are_on_again() -> None:
    out = sail([(1800, 5.0), (240, 0.0)])
    morning = [Fix(out[-1].at + 9 * 3600 + i, out[-1].position, 0.0) for i in range(60)]
    found, state = changes([*out, *morning])
    assert [change.what for change in found] == ["departure", "arrival"]
    assert found[1].fix.at == pytest.approx(out[-1].at, abs=10)
    assert not state.moving


def test_a_ship_moved_while_all_was_off_has_not_departed() -> None:
    before = sail([(1200, 0.0)])
    elsewhere = displace(HOME, 90, 30_000)
    after = [Fix(before[-1].at + 9 * 3600 + i, elsewhere, 0.05) for i in range(1800)]
    assert changes([*before, *after])[0] == []


def test_no_change_is_dated_before_the_one_before_it() -> None:
    found, _ = changes(sail([(900, 0.0), (500, 1.0), (700, 0.1)] * 8, sog=False))
    instants = [change.fix.at for change in found]
    assert len(found) > 2
    assert instants == sorted(instants)
    assert [change.what for change in found] == ["departure", "arrival"] * (len(found) // 2)


def test_a_repeated_instant_and_a_small_step_back_change_nothing() -> None:
    out = sail([(1800, 5.0)])
    found, state = changes(out)
    again, same = changes([out[-1]], state)
    assert (again, same) == ([], state)
    later, state = changes([fix._replace(at=fix.at - 60) for fix in out[-600:]], state)
    assert later == []
    assert state.moving
    assert len(found) == 1


def test_points_ten_minutes_apart_are_enough_to_depart_and_arrive() -> None:
    found, _ = changes(sail([(7200, 5.0), (7200, 0.0)], every=600))
    assert [change.what for change in found] == ["departure", "arrival"]


@pytest.mark.parametrize("cut", [1, 600, 1300, 1400, 4000, 4900, 5300])
def test_the_state_outlives_a_restart(cut: int) -> None:
    whole = sail([(1200, 0.0), (3600, 4.0), (1500, 0.05)])
    early, state = changes(whole[:cut])
    kept = UnderWay.from_stored(json.loads(json.dumps(state.stored())))
    assert kept == state
    late, _ = changes(whole[cut:], kept)
    assert early + late == changes(whole)[0]


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"moving": 1, "marks": []},
        {"moving": True, "marks": None},
        {"moving": True, "marks": [[1, 2]]},
        {"moving": True, "marks": [], "last": [1, 2, "x", None, None]},
        {"moving": True, "marks": [], "last": [1, 95, 2, None, None]},
        {"moving": True, "marks": [], "last": "yesterday"},
    ],
)
def test_a_stored_state_that_is_none_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        UnderWay.from_stored(stored)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nmea0183/rob-groix-2023-06-23.nmea.gz", ["departure 2023-06-23 16:50:48"]),
        ("nmea0183/pacific-cup-2008-start.nmea.gz", ["departure 2008-07-14 19:43:10"]),
        ("nmea0183/rob-taiohae-marquesas-2010-11-03.nmea.gz", ["departure 2010-11-03 19:11:16"]),
        ("nmea0183/rob-groix-gavres-2024-09-23.nmea.gz", ["departure 2024-09-23 14:30:05"]),
        ("nmea0183/signalk-gps-2014-04-03.nmea.gz", []),
    ],
)
def test_a_recording_departs_and_arrives_as_seen(name: str, expected: list[str]) -> None:
    found = _found(name)
    assert [_said(change) for change in found] == expected


def test_seven_years_of_one_yacht_begin_as_seen() -> None:
    found = _found("long/longtrack-irene-2007-2014.nmea.gz")
    assert [_said(change) for change in found[:5]] == [
        "departure 2007-11-03 12:15:06",
        "arrival 2007-11-03 14:17:42",
        "departure 2007-12-01 12:29:40",
        "arrival 2007-12-01 13:17:18",
        "departure 2007-12-01 13:21:28",
    ]
    assert len(found) == 65


@pytest.mark.parametrize("sog", [True, False])
def test_seven_years_of_one_yacht_alternate_departures_and_arrivals(sog: bool) -> None:
    found = _found("long/longtrack-irene-2007-2014.nmea.gz", sog=sog)
    assert [change.what for change in found] == [
        ("departure", "arrival")[count % 2] for count in range(len(found))
    ]
    instants = [change.fix.at for change in found]
    assert len(found) > 60
    assert instants == sorted(instants)


def _found(name: str, *, sog: bool = True) -> list[Change]:
    check = FixCheck()
    good = (fix for fix in fixes(name) if check.reason(fix) is None)
    return changes(fix if sog else fix._replace(sog=None) for fix in good)[0]


def _said(change: Change) -> str:
    at = datetime.fromtimestamp(change.fix.at, UTC)
    return f"{change.what} {at:%Y-%m-%d %H:%M:%S}"
