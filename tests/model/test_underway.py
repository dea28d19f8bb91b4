"""Under way or not: departures, arrivals, silences, restarts."""

import json

import pytest

from logbook.model.geodesy import displace
from logbook.model.observations import Fix
from logbook.model.underway import UnderWay
from logbook.model.units import KNOT
from tests.model.making_way import BEGIN, HOME, after_start, changes, sail


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


def test_manoeuvres_in_harbour_do_not_move_the_departure_to_the_open_sea() -> None:
    harbour = [(600, 0.0), (60, 2.0), (10, 0.2), (60, 2.0), (10, 0.2), (900, 4.0)]
    found, _ = changes(sail(harbour))
    assert [change.what for change in found] == ["departure"]
    assert after_start(found[0]) == pytest.approx(600, abs=60)


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
