"""The track keeps its bound: as a property, over the antimeridian, at the poles, on recordings."""

import math
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from logbook.model.geodesy import distance_m, interpolate
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.model.outliers import FixCheck
from logbook.model.track import SwingTrack
from tests.model.rmc import fixes
from tests.model.test_geodesy import haversine_m

BEGIN = 1_700_000_000.0
Step = tuple[int, float, float, float, float]

steps = st.lists(
    st.tuples(
        st.sampled_from([1, 200, 1000, 1000, 1000, 10_000, 59_000, 61_000, 700_000]),
        st.floats(-20, 20),
        st.floats(-20, 20),
        st.floats(-6, 6),
        st.floats(-6, 6),
    ),
    min_size=1,
    max_size=120,
)


def walk(lat: float, lon: float, steps: Sequence[Step]) -> list[Fix]:
    """Return the fixes of a ship of changing velocity (m/s), each with its noise (m)."""
    at = BEGIN
    found = []
    for milliseconds, north, east, noise_n, noise_e in steps:
        at = round(at + milliseconds / 1000, 3)
        # Near a pole east is a fast way round, but never so fast that it is a jump.
        degree = 111_195 * max(0.02, math.cos(math.radians(lat)))
        lat = max(-90.0, min(90.0, lat + north * milliseconds / 1000 / 111_195))
        lon += east * milliseconds / 1000 / degree
        found.append(
            Fix(
                at,
                Position(
                    max(-90.0, min(90.0, lat + noise_n / 111_195)),
                    (lon + noise_e / degree + 180) % 360 - 180,
                ),
                math.hypot(north, east),
            )
        )
    return found


def filtered(good: Sequence[Fix], track: SwingTrack) -> list[TrackPoint]:
    points: list[TrackPoint] = []
    for fix in good:
        points.extend(track.add(fix))
    points.extend(track.close())
    return points


def worst_m(good: Sequence[Fix], points: Sequence[TrackPoint]) -> float:
    """Return how far (m) the fix worst served lies from the line, on either figure of the Earth."""
    worst, index = 0.0, 0
    for fix in good:
        while index + 1 < len(points) and points[index + 1].at <= fix.at:
            index += 1
        here = place(points[index])
        if points[index].at != fix.at:
            after = points[index + 1]
            assert not after.gap, "a good fix lies in a gap"
            share = (fix.at - points[index].at) / (after.at - points[index].at)
            here = interpolate(here, place(after), share)
        worst = max(worst, distance_m(here, fix.position), haversine_m(here, fix.position))
    return worst


def place(point: TrackPoint) -> Position:
    return Position(point.lat, point.lon)


@settings(max_examples=300, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 179.9), steps)
@example(88.9999, 10.0, [(1000, 20.0, 20.0, 0.0, 0.0)] * 50)
@example(0.0, 179.999, [(1000, 3.0, 15.0, 0.0, 0.0)] * 90)
@example(88.5, -179.99, [(1000, 10.0, -20.0, 3.0, -3.0)] * 90)
def test_no_good_fix_lies_farther_than_the_bound_from_the_line(
    lat: float, lon: float, steps: list[Step]
) -> None:
    good = walk(lat, lon, steps)
    points = filtered(good, SwingTrack())
    assert worst_m(good, points) <= 5.0
    whole = {(fix.at, fix.position.lat, fix.position.lon, fix.sog) for fix in good}
    assert all((p.at, p.lat, p.lon, p.sog) in whole for p in points), "a point is a real fix"


@settings(max_examples=60, deadline=None)
@given(st.floats(-85, 85), st.floats(-180, 179.9), steps, st.floats(1, 50))
def test_a_power_cut_at_any_fix_leaves_the_promise_with_the_provisional_row(
    lat: float, lon: float, steps: list[Step], bound: float
) -> None:
    good = walk(lat, lon, steps[:40])
    track = SwingTrack(bound)
    stored: list[TrackPoint] = []
    for count, fix in enumerate(good, start=1):
        stored.extend(track.add(fix))
        open_end = track.provisional()
        points = stored if open_end is None else [*stored, open_end]
        assert points[-1].at == fix.at
        assert worst_m(good[:count], points) <= bound


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


@pytest.mark.parametrize("east", [4.6, 4.7, 4.8, 4.9, 5.0, 5.1])
def test_degrees_of_longitude_that_grow_on_the_way_do_not_stretch_the_bound(east: float) -> None:
    steady = (1000, -20.0, 0.0, 0.0, 0.0)
    good = walk(88.8, 10.0, [*[steady] * 590, (1000, -20.0, 0.0, 1.8, east), *[steady] * 10])
    assert worst_m(good, filtered(good, SwingTrack())) <= 5.0


def test_within_a_degree_of_a_pole_every_fix_is_stored() -> None:
    for lat in (89.2, -89.2):
        good = walk(lat, 5.0, [(1000, 0.0, 1.0, 0.0, 0.0)] * 20)
        assert [p.at for p in filtered(good, SwingTrack())] == [fix.at for fix in good]


def test_entering_the_polar_circle_of_a_degree_loses_no_fix_before_it() -> None:
    good = walk(88.9999, 0.0, [(1000, 1.0, 0.0, 0.0, 0.0)] * 20)
    points = filtered(good, SwingTrack())
    polar = [fix for fix in good if fix.position.lat >= 89]
    assert polar
    assert {fix.at for fix in polar} <= {p.at for p in points}
    assert worst_m(good, points) <= 5


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


@pytest.mark.parametrize(
    ("name", "most_percent"),
    [
        ("nmea0183/rob-groix-2023-06-23.nmea.gz", 1.1),
        ("nmea0183/pacific-cup-2008-start.nmea.gz", 35),
        ("nmea0183/rob-taiohae-marquesas-2010-11-03.nmea.gz", 6),
        ("nmea0183/rob-groix-gavres-2024-09-23.nmea.gz", 2.2),
        ("nmea0183/avnav-ijsselmeer-2016-08-15.nmea.gz", 1.4),
        ("nmea0183/avnav-2013-08-01-ais-rmc.nmea.gz", 1.5),
        ("nmea0183/rob-pacific-2010-11-21.nmea.gz", 8.5),
        ("nmea0183/signalk-gps-2014-04-03.nmea.gz", 2),
        ("nmea0183/neutron-dance-2016-08-12-noisy.nmea.gz", 6.5),
        ("long/longtrack-irene-2007-2014.nmea.gz", 3.3),
    ],
)
def test_every_recording_keeps_the_bound_with_few_points(name: str, most_percent: float) -> None:
    check = FixCheck()
    good = [fix for fix in fixes(name) if check.reason(fix) is None]
    points = filtered(good, SwingTrack())
    assert len(good) > 200
    assert worst_m(good, points) <= 5.0
    assert 100 * len(points) / len(good) <= most_percent
