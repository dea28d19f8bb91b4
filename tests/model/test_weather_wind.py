"""The wind over ten minutes: vector means, gusts of three seconds, shifts, and sudden rises."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.units import turn
from logbook.model.weather_wind import WindRecord

NOON = 1_780_315_200.0


def blown(
    seconds: int, speed: float, direction: float | None, *, until: float = NOON, every: int = 1
) -> WindRecord:
    record = WindRecord()
    for second in range(-seconds, 1, every):
        record.add(until + second, speed, direction)
    return record


def test_a_steady_wind_is_its_own_mean_and_its_own_gust() -> None:
    found = blown(700, 9.0, 250.0).now(NOON)
    assert found is not None
    assert found.speed == pytest.approx(9.0)
    assert found.direction == pytest.approx(250.0)
    assert found.gust == pytest.approx(9.0)
    assert found.over_s == pytest.approx(599.0)
    assert found.age_s == 0.0


def test_a_mean_across_north_is_north_and_no_longer_than_its_vectors() -> None:
    record = WindRecord()
    for second in range(-600, 1):
        record.add(NOON + second, 10.0, 350.0 if second % 2 else 10.0)
    found = record.now(NOON)
    assert found is not None
    assert found.direction is not None
    assert abs(turn(0.0, found.direction)) < 0.1
    assert found.speed == pytest.approx(10.0 * math.cos(math.radians(10.0)), rel=1e-3)


@given(st.lists(st.tuples(st.floats(0.0, 40.0), st.floats(0.0, 359.9)), min_size=5, max_size=40))
def test_a_vector_mean_is_never_more_than_the_fastest_nor_a_gust_less_than_the_mean(
    winds: list[tuple[float, float]],
) -> None:
    record = WindRecord()
    for second, (speed, direction) in enumerate(winds):
        record.add(NOON + second * 85.0, speed, direction)
    found = record.now(NOON + (len(winds) - 1) * 85.0)
    assert found is not None
    speeds = [speed for speed, _ in winds[-8:]]
    assert found.speed <= max(speeds) + 1e-9
    assert found.speed - 1e-9 <= found.gust <= max(speeds) + 1e-9


def test_a_gust_is_the_mean_of_three_seconds_and_not_one_reading() -> None:
    record = blown(700, 8.0, 200.0, until=NOON - 4.0)
    for second, speed in ((-3.0, 8.0), (-2.0, 20.0), (-1.0, 8.0), (0.0, 8.0)):
        record.add(NOON + second, speed, 200.0)
    found = record.now(NOON)
    assert found is not None
    assert found.gust == pytest.approx((8.0 + 20.0 + 8.0) / 3.0)


def test_sentences_rarer_than_three_seconds_are_gusts_by_themselves() -> None:
    record = blown(700, 8.0, 200.0, until=NOON - 5.0, every=5)
    record.add(NOON, 17.0, 200.0)
    found = record.now(NOON)
    assert found is not None
    assert found.gust == 17.0


def test_without_a_heading_there_is_a_speed_and_no_direction() -> None:
    found = blown(700, 7.0, None).now(NOON)
    assert found is not None
    assert found.speed == pytest.approx(7.0)
    assert found.direction is None


def test_a_calm_is_a_wind_of_nothing_from_nowhere() -> None:
    found = blown(700, 0.0, 90.0).now(NOON)
    assert found is not None
    assert (found.speed, found.direction, found.gust) == (0.0, None, 0.0)


def test_a_wind_of_too_short_a_time_or_a_stale_one_is_silent() -> None:
    assert blown(200, 7.0, 90.0).now(NOON) is None
    assert blown(700, 7.0, 90.0).now(NOON + 91.0) is None
    assert WindRecord().now(NOON) is None


def test_a_gap_in_the_ten_minutes_leaves_the_mean_of_what_was_heard() -> None:
    record = blown(200, 6.0, 90.0, until=NOON - 400.0)
    for second in range(-60, 1):
        record.add(NOON + second, 12.0, 90.0)
    found = record.now(NOON)
    assert found is not None
    assert 6.0 < found.speed < 12.0


@pytest.mark.parametrize(("then", "now"), [(350.0, 30.0), (30.0, 350.0), (200.0, 240.0)])
def test_a_shift_is_the_turn_within_an_hour_the_short_way(then: float, now: float) -> None:
    record = WindRecord()
    for second in range(-4200, 1, 2):
        record.add(NOON + second, 8.0, then if second < -1800 else now)
    found = record.now(NOON)
    assert found is not None
    assert found.shift == pytest.approx(turn(then, now), abs=0.1)


def test_the_lightest_airs_have_no_shift() -> None:
    record = WindRecord()
    for second in range(-4200, 1, 2):
        record.add(NOON + second, 0.8, 90.0 if second < -1800 else 270.0)
    found = record.now(NOON)
    assert found is not None
    assert found.shift is None


def test_a_rise_is_the_last_minute_beside_the_ten_before() -> None:
    record = blown(640, 6.0, 200.0, until=NOON - 61.0)
    for second in range(-60, 1):
        record.add(NOON + second, 16.0, 250.0)
    found = record.rise(NOON)
    assert found is not None
    assert found.speed == pytest.approx(16.0)
    assert found.rise == pytest.approx(10.0, abs=0.1)
    assert found.shift == pytest.approx(50.0, abs=0.5)
    assert blown(200, 6.0, 200.0).rise(NOON) is None


def test_a_step_of_the_clock_is_followed_and_a_new_time_begins_anew() -> None:
    record = blown(700, 8.0, 200.0)
    record.retimed(7_200.0)
    assert record.now(NOON) is None
    assert record.now(NOON + 7_200.0) is not None
    record.add(NOON - 86_400.0, 8.0, 200.0)
    assert record.now(NOON + 7_200.0) is None


def test_what_comes_a_little_late_neither_wipes_nor_counts() -> None:
    record = blown(700, 8.0, 200.0)
    record.add(NOON - 5.0, 40.0, 200.0)
    found = record.now(NOON)
    assert found is not None
    assert found.gust == pytest.approx(8.0)
