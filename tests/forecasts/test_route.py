"""Where the boat will be: by course and speed, by waypoints, across 180° and near the poles."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.forecasts.route import along_course, along_waypoints, instants
from logbook.model.geodesy import distance_m
from logbook.model.observations import Position
from logbook.model.units import KNOT, NAUTICAL_MILE_M

HOUR = 3600.0


def test_the_instants_are_now_and_whole_hours_after_it() -> None:
    assert instants(1000.0, 4 * HOUR, HOUR) == [1000.0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR]


def test_an_hour_that_comes_within_minutes_is_not_told_beside_now() -> None:
    assert instants(HOUR - 60.0, 3 * HOUR, HOUR) == [HOUR - 60.0, 2 * HOUR, 3 * HOUR]


def test_due_south_at_six_knots_is_six_miles_an_hour() -> None:
    start = Position(48.0, -5.0)
    places = along_course(start, 180.0, 6.0 * KNOT, [0.0, HOUR, 10 * HOUR])
    assert [place.lat for place in places] == pytest.approx([48.0, 47.9, 47.0], abs=0.003)
    assert {round(place.lon, 6) for place in places} == {-5.0}


def test_due_west_keeps_its_parallel_as_a_steered_course_does() -> None:
    places = along_course(Position(60.0, -5.0), 270.0, 10.0 * KNOT, [0.0, 48 * HOUR])
    assert places[-1].lat == pytest.approx(60.0, abs=0.001)
    assert places[-1].lon == pytest.approx(-5.0 - 480 / 60 / 0.5, abs=0.1)


@settings(deadline=None)
@given(
    lat=st.floats(-75.0, 75.0),
    lon=st.floats(-180.0, 179.9),
    course=st.floats(0.0, 359.9),
    speed_kn=st.floats(1.0, 30.0),
)
def test_a_day_on_a_course_is_as_long_as_the_speed_says(
    lat: float, lon: float, course: float, speed_kn: float
) -> None:
    start = Position(lat, lon)
    places = along_course(start, course, speed_kn * KNOT, [h * HOUR for h in range(7)])
    sailed = sum(
        distance_m(Position(a.lat, a.lon), Position(b.lat, b.lon)) for a, b in pairwise(places)
    )
    assert sailed == pytest.approx(6 * speed_kn * NAUTICAL_MILE_M, rel=0.01)


def test_waypoints_are_sailed_one_after_another_and_end_at_the_last() -> None:
    start, mark, end = Position(48.0, -5.0), Position(47.0, -5.0), Position(47.0, -4.0)
    places = along_waypoints(start, [mark, end], 6.0 * KNOT, [h * 5 * HOUR for h in range(9)])
    assert [round(place.lat, 1) for place in places[:3]] == [48.0, 47.5, 47.0]
    assert places[3].lon == pytest.approx(-4.27, abs=0.02)
    assert (places[-1].lat, places[-1].lon) == (47.0, -4.0)
    assert places[-1].at == pytest.approx(16.8 * HOUR, rel=0.01)
    assert len(places) == 5


def test_a_waypoint_beyond_180_is_reached_the_short_way() -> None:
    places = along_waypoints(
        Position(-20.0, 179.0), [Position(-20.0, -179.0)], 10.0 * KNOT, [0.0, 6 * HOUR]
    )
    assert abs(places[1].lon) > 179.0


def test_a_waypoint_where_the_boat_is_takes_no_time() -> None:
    here = Position(48.0, -5.0)
    places = along_waypoints(here, [here], 6.0 * KNOT, [0.0, HOUR])
    assert [(place.at, place.lat, place.lon) for place in places] == [(0.0, 48.0, -5.0)] * 2
