"""The points of the track: how far apart, where a gap is, how far the ship ran."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.model.geodesy import distance_m
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.model.track import SwingTrack
from tests.model.swings import BEGIN, Step, filtered, steps, walk, worst_m


@settings(deadline=None)
@given(st.floats(-80, 80), st.floats(-180, 179.9), steps)
def test_the_distance_run_is_that_of_every_hop_whatever_is_stored(
    lat: float, lon: float, steps: list[Step]
) -> None:
    good = walk(lat, lon, steps)
    hops = sum(distance_m(a.position, b.position) for a, b in pairwise(good))
    assert sum(p.run_m for p in filtered(good, SwingTrack())) == pytest.approx(hops, rel=1e-4)


@settings(deadline=None)
@given(st.floats(-80, 80), st.floats(-180, 179.9), steps)
def test_points_rise_in_time_and_are_at_most_ten_minutes_apart_but_for_gaps(
    lat: float, lon: float, steps: list[Step]
) -> None:
    good = walk(lat, lon, steps)
    points = filtered(good, SwingTrack())
    assert points[0].gap
    for before, after in pairwise(points):
        assert after.at > before.at
        assert after.gap == (after.at - before.at > 60 and _silent(good, before.at, after.at))
        assert after.gap or after.at - before.at <= 600


def _silent(good: Sequence[Fix], since: float, until: float) -> bool:
    return not any(since < fix.at < until for fix in good)


@pytest.mark.parametrize("lon", [-4.5, 179.99])
def test_a_ship_on_a_straight_course_is_stored_every_ten_minutes_only(lon: float) -> None:
    good = walk(48.0, lon, [(1000, 3.0, 1.0, 0.0, 0.0)] * 1801)
    assert [p.at - BEGIN - 1 for p in filtered(good, SwingTrack())] == [0, 600, 1200, 1800]


def test_a_minute_of_silence_is_no_gap_and_a_second_more_is_one() -> None:
    at = [BEGIN, BEGIN + 60, BEGIN + 121]
    good = [Fix(when, Position(10, 20)) for when in at]
    assert [p.gap for p in filtered(good, SwingTrack())] == [True, False, True]


def test_the_last_fix_before_a_gap_is_stored_with_its_run() -> None:
    good = walk(10, 20, [(1000, 5, 0, 0, 0)] * 5)
    after = Fix(good[-1].at + 3600, Position(10.1, 20))
    points = filtered([*good, after], SwingTrack())
    assert [p.at for p in points] == [good[0].at, good[-1].at, after.at]
    assert points[1].run_m == pytest.approx(20, rel=0.01)
    assert points[2].run_m == pytest.approx(distance_m(good[-1].position, after.position))


def test_a_ship_that_leaps_sailed_none_of_the_leap() -> None:
    good = [Fix(BEGIN, Position(10, 20)), Fix(BEGIN + 1, Position(11, 20))]
    points = filtered(good, SwingTrack())
    assert points[1].gap
    assert points[1].run_m == 0


def test_time_that_goes_back_is_a_gap_with_no_run() -> None:
    good = [Fix(BEGIN, Position(10, 20)), Fix(BEGIN - 30, Position(10.001, 20))]
    points = filtered(good, SwingTrack())
    assert [(p.gap, p.run_m) for p in points] == [(True, 0), (True, 0)]


def test_a_repeated_instant_is_not_a_point() -> None:
    track = SwingTrack()
    track.add(Fix(BEGIN, Position(10, 20)))
    assert track.add(Fix(BEGIN + 0.0001, Position(10.0001, 20))) == ()
    assert track.provisional() is None


def test_a_new_run_goes_on_from_the_last_stored_point_without_a_gap() -> None:
    good = walk(10, 20, [(1000, 5, 0, 0, 0)] * 20)
    first = SwingTrack()
    before: list[TrackPoint] = []
    for fix in good[:10]:
        before.extend(first.add(fix))
    last = first.provisional()
    assert last is not None
    after = filtered(good[10:], SwingTrack(after=last))
    assert not any(p.gap for p in after)
    assert worst_m(good, [*before, last, *after]) <= 5
    assert sum(p.run_m for p in after) == pytest.approx(50, rel=0.01)


def test_a_silence_of_more_than_twelve_hours_is_no_distance_sailed() -> None:
    track = SwingTrack()
    track.add(Fix(0.0, Position(47.0, -3.0)))
    (point,) = track.add(Fix(13 * 3600.0, Position(47.2, -3.0)))
    assert (point.gap, point.run_m) == (True, 0.0)
    (point,) = track.add(Fix(14 * 3600.0, Position(47.3, -3.0)))
    assert point.gap
    assert point.run_m > 11_000.0
