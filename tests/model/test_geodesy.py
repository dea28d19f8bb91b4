"""Distances, bearings and places: known values, the antimeridian, the poles."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model import geodesy
from logbook.model.geodesy import (
    bearing,
    displace,
    distance_m,
    hop_m,
    interpolate,
    metres_per_degree,
)
from logbook.model.observations import Position

places = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


def test_a_survey_line_is_measured_as_surveyed() -> None:
    flinders_peak = Position(-37.951033417, 144.424867889)
    buninyong = Position(-37.652821139, 143.926495528)
    assert distance_m(flinders_peak, buninyong) == pytest.approx(54972.271, abs=0.5)
    assert bearing(flinders_peak, buninyong) == pytest.approx(306.868, abs=0.2)


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        (Position(0, 0), Position(0, 1), 111_319.491),
        (Position(0, 0), Position(1, 0), 110_574.389),
        (Position(89, 0), Position(90, 0), 111_693.865),
        (Position(-90, 0), Position(90, 0), 20_003_931.459),
        (Position(0, 0), Position(45, 0), 4_984_944.378),
    ],
)
def test_the_ellipsoid_is_wgs_84(start: Position, end: Position, metres: float) -> None:
    tolerance = 5e-3 if metres > 2e7 else 2e-5
    assert distance_m(start, end) == pytest.approx(metres, rel=tolerance)


def test_a_hop_over_the_antimeridian_is_short() -> None:
    assert hop_m(0, 179.9995, 0, -179.9995) == pytest.approx(111.319, rel=1e-4)
    assert bearing(Position(0, 179.9), Position(0, -179.9)) == pytest.approx(90)


def test_a_hop_over_the_pole_is_short() -> None:
    assert hop_m(89.999, 0, 89.999, 180) == pytest.approx(2 * 111.694, rel=1e-3)


def test_opposite_ends_of_the_earth_are_half_its_girth_apart() -> None:
    assert distance_m(Position(0, 0), Position(0, -180)) == pytest.approx(20_015_087, rel=1e-3)
    assert distance_m(Position(10, 20), Position(-10, -160)) == pytest.approx(20_015_087, rel=1e-3)


@given(places, places)
def test_distance_is_the_same_both_ways_and_within_half_a_percent_of_the_sphere(
    a: Position, b: Position
) -> None:
    there = distance_m(a, b)
    assert 0 <= there <= 20_037_509
    assert there == pytest.approx(distance_m(b, a), rel=1e-9, abs=0.01)
    assert there == pytest.approx(haversine_m(a, b), rel=0.0068, abs=0.01)


@given(places)
def test_a_place_is_nowhere_from_itself(place: Position) -> None:
    assert distance_m(place, place) == 0
    assert bearing(place, place) == 0


@given(st.floats(-84, 84), st.floats(-180, 179), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_a_short_hop_agrees_with_the_formula_for_long_ones(
    lat: float, lon: float, d_lat: float, d_lon: float
) -> None:
    end_lat, end_lon = lat + d_lat, (lon + d_lon + 180) % 360 - 180
    straight = hop_m(lat, lon, end_lat, end_lon)
    assert straight == pytest.approx(
        geodesy._lambert_m(lat, lon, end_lat, end_lon), rel=1e-4, abs=0.001
    )


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 359.9), st.floats(0.01, 1e6))
def test_a_place_displaced_lies_at_that_distance_and_bearing(
    lat: float, lon: float, course: float, metres: float
) -> None:
    start = Position(lat, lon)
    end = displace(start, course, metres)
    assert haversine_m(start, end) == pytest.approx(metres, rel=1e-6, abs=1e-3)
    if metres > 1:
        there = bearing(start, end)
        assert math.cos(math.radians(there - course)) == pytest.approx(1, abs=1e-6)


def test_displacing_from_the_pole_goes_down_some_meridian() -> None:
    assert displace(Position(90, 0), 123, 111_195.08).lat == pytest.approx(89, abs=1e-6)


@given(places, places, st.floats(0, 1))
def test_interpolation_goes_the_short_way_and_stays_on_the_earth(
    a: Position, b: Position, fraction: float
) -> None:
    between = interpolate(a, b, fraction)
    assert min(a.lat, b.lat) - 1e-9 <= between.lat <= max(a.lat, b.lat) + 1e-9
    turned = abs((between.lon - a.lon + 180) % 360 - 180)
    whole = abs((b.lon - a.lon + 180) % 360 - 180)
    assert min(turned, 360 - turned) <= whole + 1e-9


def test_interpolation_crosses_the_antimeridian() -> None:
    assert interpolate(Position(1, 179), Position(3, -179), 0.5) == Position(2, -180)


def test_a_degree_of_longitude_is_nothing_at_the_pole() -> None:
    north, east = metres_per_degree(90)
    assert north == pytest.approx(111_694, abs=1)
    assert east == pytest.approx(0, abs=1e-6)
    assert metres_per_degree(0)[1] == pytest.approx(111_319.491, abs=0.01)


def haversine_m(a: Position, b: Position) -> float:
    """Return the distance on the mean sphere, by the textbook."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half_lon = math.radians(b.lon - a.lon) / 2
    root = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * (
        math.sin(half_lon) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(root)))
