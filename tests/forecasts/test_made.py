"""Small files made with a real encoder: numbers, vectors, rain, coasts, ensembles, two in one."""

import math
from pathlib import Path

import pytest

from logbook.forecasts.asked import Answer, Place, Question, Row
from logbook.forecasts.child import Decoder
from logbook.model.standing import blowing
from tests.forecasts import encoder as grib
from tests.forecasts.encoder import RUN, Area, field1, field2, wind

HERE = (47.25, -4.5)
HOUR = 3600.0


@pytest.fixture
def made(tmp_path: Path) -> "Made":
    return Made(tmp_path / "made.grib")


class Made:
    def __init__(self, path: Path) -> None:
        self.path = path

    def ask(self, data: bytes, *places: Place) -> Answer:
        self.path.write_bytes(data)
        return Decoder().ask(Question(str(self.path), places))

    def row(self, data: bytes, hours: float, place: tuple[float, float] = HERE) -> Row:
        [row] = self.ask(data, Place(RUN + hours * HOUR, *place)).rows
        return row


def test_the_wind_turns_through_north_the_short_way(made: Made) -> None:
    data = wind(10.0, 350.0, step_h=0) + wind(10.0, 30.0, step_h=6)
    row = made.row(data, 3.0)
    assert row.u is not None
    assert row.v is not None
    speed, direction = blowing(row.u, row.v)
    assert direction == pytest.approx(10.0, abs=0.01)
    assert speed == pytest.approx(10.0 * math.cos(math.radians(20.0)), abs=1e-3)


def test_speed_and_direction_are_components_before_they_are_weighed(made: Made) -> None:
    speed = {"discipline": 0, "parameterCategory": 2, "parameterNumber": 1} | grib.AT_10_M
    from_ = {"discipline": 0, "parameterCategory": 2, "parameterNumber": 0} | grib.AT_10_M
    data = field2(speed, lambda *_: 8.0) + field2(
        from_, lambda lat, _: 350.0 if lat >= 48.0 else 10.0
    )
    row = made.row(data, 0.0, (47.5, -4.5))
    assert (row.u, row.v) == pytest.approx((0.0, -8.0), abs=1e-3)


def test_a_field_is_known_by_its_numbers_in_either_edition(made: Made) -> None:
    data = field1(2, 33, (105, 10), lambda *_: 3.0) + field1(2, 34, (105, 10), lambda *_: -4.0)
    data += field1(2, 2, (102, 0), lambda *_: 101_000.0)
    data += field1(2, 180, (1, 0), lambda *_: 9.0)
    row = made.row(data, 0.0)
    assert (row.u, row.v, row.msl, row.gust) == pytest.approx((3.0, -4.0, 101_000.0, 9.0), abs=0.01)


def test_ecmwf_s_own_numbers_are_known_and_its_rain_is_in_metres(made: Made) -> None:
    ecmwf = {"centre": 98, "generatingProcessIdentifier": 158}
    local = {"discipline": 0, "parameterCategory": 1, "parameterNumber": 193} | grib.ON_SURFACE
    data = field1(128, 165, (1, 0), lambda *_: 3.0, centre=98)
    data += field1(128, 166, (1, 0), lambda *_: 4.0, centre=98)
    data += field2(local, lambda *_: 0.0012, step_h=3, since_h=0, model=ecmwf)
    rows = made.ask(data, Place(RUN, *HERE), Place(RUN + 3 * HOUR, *HERE)).rows
    assert (rows[0].u, rows[0].v) == pytest.approx((3.0, 4.0), abs=0.01)
    assert rows[1].rain == pytest.approx(1.2, abs=0.1)


def test_the_wind_of_the_heights_is_not_the_sailor_s(made: Made) -> None:
    aloft = grib.U10 | {"typeOfFirstFixedSurface": 103, "scaledValueOfFirstFixedSurface": 100}
    data = field2(aloft, lambda *_: 30.0) + wind(5.0, 180.0, step_h=0)
    row = made.row(data, 0.0)
    assert row.v == pytest.approx(5.0, abs=1e-3)
    assert row.u == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize(
    "buckets",
    [
        [(0, 3, 1.0), (0, 6, 1.5), (0, 9, 4.5)],
        [(0, 3, 1.0), (3, 6, 0.5), (6, 9, 3.0)],
        [(0, 3, 1.0), (0, 6, 1.5), (6, 9, 3.0)],
    ],
)
def test_rain_is_told_by_differences_however_it_was_added_up(
    made: Made, buckets: list[tuple[int, int, float]]
) -> None:
    rain = grib.RAIN | grib.ON_SURFACE
    data = b"".join(
        field2(rain, lambda *_, mm=mm: mm, step_h=end, since_h=start) for start, end, mm in buckets
    )
    rows = made.ask(data, *(Place(RUN + hours * HOUR, *HERE) for hours in (0, 3, 6, 9, 12))).rows
    assert [row.rain for row in rows[1:4]] == pytest.approx([1.0, 0.5, 3.0], abs=0.01)
    assert (rows[0].rain, rows[4].rain) == (None, None)


def test_half_a_bucket_is_half_its_rain(made: Made) -> None:
    data = field2(grib.RAIN | grib.ON_SURFACE, lambda *_: 6.0, step_h=6, since_h=0)
    rows = made.ask(data, *(Place(RUN + hours * HOUR, *HERE) for hours in (0, 3))).rows
    assert rows[1].rain == pytest.approx(3.0)


def test_waves_near_a_coast_are_those_of_the_sea_and_inland_there_are_none(made: Made) -> None:
    def height(_: float, lon: float) -> float:
        return 9999.0 if lon > -4.5 else 2.0

    data = field2(grib.WAVES | grib.ON_SURFACE, height, missing=9999.0)
    assert made.row(data, 0.0, (47.25, -4.75)).wave_height == pytest.approx(2.0, abs=0.01)
    inland = made.row(data, 0.0, (47.25, -4.25))
    assert (inland.inside, inland.wave_height) == (True, None)


def test_a_filler_is_silence(made: Made) -> None:
    data = field2(grib.MSL | grib.AT_SEA, lambda *_: 9999.0)
    assert made.row(data, 0.0).msl is None


def test_waves_come_from_where_they_come_from_across_north(made: Made) -> None:
    data = field2(grib.WAVES_FROM | grib.ON_SURFACE, lambda lat, _: 350.0 if lat >= 48 else 10.0)
    told = made.row(data, 0.0, (47.5, -4.5)).wave_from
    assert told is not None
    assert (told + 180.0) % 360.0 == pytest.approx(180.0, abs=0.01)


def test_every_order_of_points_gives_the_same_wind(made: Made) -> None:
    def value(lat: float, lon: float) -> float:
        return lat / 10.0 + (lon + 180.0) % 360.0 / 100.0

    orders = [
        Area(),
        Area(lat=44.0, last_lat=50.0),
        Area(lon=0.0, last_lon=-10.0, settings={"iScansNegatively": 1}),
        Area(settings={"jPointsAreConsecutive": 1}),
        Area(settings={"alternativeRowScanning": 1}),
    ]
    for area in orders:
        data = field2(grib.U10 | grib.AT_10_M, value, area=area)
        data += field2(grib.V10 | grib.AT_10_M, lambda *_: 0.0, area=area)
        row = made.row(data, 0.0)
        assert row.u == pytest.approx(47.25 / 10 + 175.5 / 100, abs=1e-3), area


def test_a_grid_across_the_antimeridian_is_one(made: Made) -> None:
    area = Area(lat=-15.0, last_lat=-25.0, lon=170.0, last_lon=-170.0)
    data = wind(7.0, 90.0, step_h=0, area=area)
    for lon in (179.5, -180.0, -179.5):
        assert made.row(data, 0.0, (-20.0, lon)).u == pytest.approx(-7.0, abs=1e-3)
    assert not made.row(data, 0.0, (-20.0, -169.5)).inside


def test_of_two_runs_the_newer_one_counts(made: Made) -> None:
    old = wind(5.0, 0.0, step_h=12, run=(20_260_531, 1200))
    new = wind(9.0, 0.0, step_h=0)
    assert made.row(old + new, 0.0).v == pytest.approx(-9.0, abs=1e-3)
    assert made.row(new + old, 0.0).v == pytest.approx(-9.0, abs=1e-3)


def test_between_steps_a_day_apart_nothing_is_invented(made: Made) -> None:
    data = wind(5.0, 0.0, step_h=0) + wind(5.0, 0.0, step_h=24)
    assert made.row(data, 12.0).u is None
    assert made.row(data, 24.0).v == pytest.approx(-5.0, abs=1e-3)


def test_the_file_s_own_steps_are_told_where_no_times_are_asked_for(made: Made) -> None:
    made.path.write_bytes(b"".join(wind(5.0, 0.0, step_h=hours) for hours in (0, 3, 6, 9)))
    asked = Question(str(made.path), here=HERE, since=RUN + HOUR, until=RUN + 7 * HOUR)
    rows = Decoder().ask(asked).rows
    assert [(row.at - RUN) / HOUR for row in rows] == [1.0, 3.0, 6.0]
