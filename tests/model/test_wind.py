"""True wind, vector means, Beaufort."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.units import KNOT, wrap_180
from logbook.model.wind import beaufort, mean_wind, true_wind

angles = st.floats(-180, 179.9)
speeds = st.floats(0, 50)


@given(angles, st.floats(0.01, 50), speeds, angles)
def test_the_true_wind_is_had_back_from_the_apparent_that_it_makes(
    twa: float, tws: float, speed: float, drift: float
) -> None:
    true = math.radians(twa)
    course = math.radians(drift)
    ahead = tws * math.cos(true) + speed * math.cos(course)
    abeam = tws * math.sin(true) + speed * math.sin(course)
    awa, aws = math.degrees(math.atan2(abeam, ahead)), math.hypot(ahead, abeam)
    found_twa, found_tws = true_wind(awa, aws, speed, drift)
    assert found_tws == pytest.approx(tws, rel=1e-6, abs=1e-9)
    assert abs(wrap_180(found_twa - twa)) < 1e-4
    assert -180 <= found_twa < 180


@given(angles, speeds)
def test_a_ship_that_lies_still_feels_the_true_wind(awa: float, aws: float) -> None:
    twa, tws = true_wind(awa, aws, 0.0)
    assert tws == pytest.approx(aws)
    if aws > 1e-9:
        assert abs(wrap_180(twa - awa)) < 1e-6


def test_a_beam_wind_comes_from_further_aft_than_it_feels() -> None:
    twa, tws = true_wind(90, 5, 5)
    assert twa == pytest.approx(135)
    assert tws == pytest.approx(5 * math.sqrt(2))


def test_running_as_fast_as_the_wind_there_is_none_on_deck() -> None:
    twa, tws = true_wind(0, 0, 4)
    assert abs(twa) == pytest.approx(180)
    assert tws == pytest.approx(4)


def test_a_tide_that_sets_across_is_taken_off_over_the_ground() -> None:
    twa, tws = true_wind(-90, 2, 2, 90)
    assert tws == pytest.approx(4)
    assert twa == pytest.approx(-90)


def test_a_mean_across_north_is_north() -> None:
    mean = mean_wind((angle, 6.0) for angle in (350, 355, 0, 5, 10))
    assert mean is not None
    assert abs(wrap_180(mean.direction)) < 1e-9
    assert mean.speed == pytest.approx(6, rel=0.02)


def test_a_gust_turns_the_mean_more_than_a_breath() -> None:
    mean = mean_wind([(0, 9), (90, 1)])
    assert mean is not None
    assert mean.direction == pytest.approx(6.34, abs=0.01)


def test_winds_that_cancel_out_come_from_nowhere() -> None:
    assert mean_wind([(10, 5), (190, 5)]) is None
    assert mean_wind([(10, 0)]) is None
    assert mean_wind([]) is None


@given(st.lists(st.tuples(st.floats(0, 359.9), st.floats(0.1, 40)), min_size=1), st.floats(0, 360))
def test_turning_every_wind_turns_the_mean(winds: list[tuple[float, float]], turned: float) -> None:
    mean = mean_wind(winds)
    after = mean_wind([((angle + turned) % 360, speed) for angle, speed in winds])
    if mean is None or after is None or mean.speed < 0.01:
        return
    assert after.speed == pytest.approx(mean.speed, rel=1e-6)
    assert abs(wrap_180(after.direction - mean.direction - turned)) < 1e-3
    assert 0 <= mean.direction < 360


@pytest.mark.parametrize(
    ("wind_kn", "force"),
    [
        (0, 0), (0.5, 0), (1, 1), (3, 1), (5, 2), (8, 3), (13, 4), (19, 5), (24, 6), (30, 7),
        (37, 8), (44, 9), (52, 10), (60, 11), (63, 11), (64, 12), (150, 12),
    ],
)  # fmt: skip
def test_beaufort_follows_the_table(wind_kn: float, force: int) -> None:
    assert beaufort(wind_kn * KNOT) == force
