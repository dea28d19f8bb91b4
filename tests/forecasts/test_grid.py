"""Where a place lies in a grid: every order of points, 180° and 0°, and never beyond the edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.forecasts.grid import Grid

EUROPE = Grid(lat=60.0, lon=-20.0, d_lat=-0.5, d_lon=0.5, ni=61, nj=41)
DATELINE = Grid(lat=-30.0, lon=170.0, d_lat=1.0, d_lon=1.0, ni=21, nj=21)
EARTH = Grid(lat=90.0, lon=0.0, d_lat=-1.0, d_lon=1.0, ni=360, nj=181)


def value(grid: Grid, lat: float, lon: float) -> float | None:
    """Return what a field that is linear in latitude and longitude tells at a place."""
    found = grid.around(lat, lon)
    if found is None:
        return None
    assert sum(corner.weight for corner in found) == pytest.approx(1.0)
    return sum(corner.weight * _linear(grid, corner.index) for corner in found)


def _linear(grid: Grid, index: int) -> float:
    if grid.columns_first:
        i, j = divmod(index, grid.nj)
        j = grid.nj - 1 - j if grid.serpentine and i % 2 else j
    else:
        j, i = divmod(index, grid.ni)
        i = grid.ni - 1 - i if grid.serpentine and j % 2 else i
    return 100.0 * (grid.lat + j * grid.d_lat) + grid.lon + i * grid.d_lon


@given(
    lat=st.floats(40.0, 60.0),
    lon=st.floats(-20.0, 10.0),
    north_first=st.booleans(),
    west_first=st.booleans(),
    columns_first=st.booleans(),
    serpentine=st.booleans(),
)
def test_a_linear_field_is_given_back_in_every_order_of_points(
    lat: float,
    lon: float,
    *,
    north_first: bool,
    west_first: bool,
    columns_first: bool,
    serpentine: bool,
) -> None:
    grid = Grid(
        lat=60.0 if north_first else 40.0,
        lon=-20.0 if west_first else 10.0,
        d_lat=-0.5 if north_first else 0.5,
        d_lon=0.5 if west_first else -0.5,
        ni=61,
        nj=41,
        columns_first=columns_first,
        serpentine=serpentine,
    )
    assert value(grid, lat, lon) == pytest.approx(100.0 * lat + lon, abs=1e-6)


@pytest.mark.parametrize("lon", [179.5, -180.0, 180.0, -179.5, 170.0, -170.0])
def test_the_antimeridian_is_no_edge(lon: float) -> None:
    assert value(DATELINE, -20.0, lon) == pytest.approx(-2000.0 + lon % 360.0)


def test_greenwich_is_no_edge_of_a_grid_told_from_350_to_10() -> None:
    grid = Grid(lat=50.0, lon=350.0, d_lat=-1.0, d_lon=1.0, ni=21, nj=11)
    assert value(grid, 45.0, -0.5) == pytest.approx(4500.0 + 359.5)
    assert value(grid, 45.0, 0.5) == pytest.approx(4500.0 + 360.5)


def test_a_belt_around_the_earth_has_no_gap_between_its_last_meridian_and_its_first() -> None:
    assert EARTH.wraps
    corners = EARTH.around(10.0, -0.25)
    assert corners is not None
    assert [corner.index % 360 for corner in corners] == [359, 0]
    assert [corner.weight for corner in corners] == pytest.approx([0.25, 0.75])


@pytest.mark.parametrize("lat", [90.0, -90.0])
def test_the_poles_are_in_it(lat: float) -> None:
    assert EARTH.around(lat, 123.4) is not None


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(60.01, 0.0), (39.99, 0.0), (50.0, -20.01), (50.0, 10.01), (50.0, 180.0), (-50.0, 0.0)],
)
def test_beyond_the_edge_there_is_nothing(lat: float, lon: float) -> None:
    assert EUROPE.around(lat, lon) is None


@pytest.mark.parametrize(("lat", "lon"), [(60.0, -20.0), (40.0, 10.0), (60.0005, 10.0005)])
def test_the_edge_itself_is_in_it_to_the_thousandth_that_grib_1_tells(
    lat: float, lon: float
) -> None:
    assert EUROPE.around(lat, lon) is not None


def test_an_area_goes_from_west_to_east_whatever_the_order() -> None:
    assert EUROPE.area == (40.0, -20.0, 60.0, 10.0)
    assert DATELINE.area == (-30.0, 170.0, -10.0, 190.0)
    backwards = Grid(lat=40.0, lon=10.0, d_lat=0.5, d_lon=-0.5, ni=61, nj=41)
    assert backwards.area == (40.0, -20.0, 60.0, 10.0)
    assert EARTH.area == (-90.0, -180.0, 90.0, 180.0)
