"""The glass: WMO table 0200 by its own wording, gaps, steps of an instrument, a day's trend."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model import weather_pressure as glass
from logbook.model.weather_barograph import Barograph

NOON = 1_780_315_200.0
H = 3600.0


def curve(*points: tuple[float, float], every_s: float = 60.0) -> list[tuple[float, float]]:
    """Return readings along straight lines through (hours before noon, hPa), by the minute."""
    readings = []
    at = NOON - points[0][0] * H
    while at <= NOON:
        before = NOON - at
        for (far, low), (near, high) in itertools.pairwise(points):
            if near * H <= before <= far * H:
                part = (far * H - before) / ((far - near) * H)
                readings.append((at, 100.0 * (low + part * (high - low))))
                break
        at += every_s
    return readings


# The wording of the table, and a glass that does so: three hours ago, half way, now.
TABLE = {
    0: [(1010.0, 1013.0, 1012.0), (1010.0, 1012.0, 1010.0)],
    1: [(1010.0, 1012.0, 1012.0), (1010.0, 1013.0, 1014.0)],
    2: [(1010.0, 1012.0, 1014.0), (1010.0, 1011.5, 1014.0)],
    3: [(1010.0, 1009.0, 1012.0), (1010.0, 1010.0, 1012.0), (1010.0, 1010.5, 1013.0)],
    4: [(1010.0, 1010.0, 1010.0), (1010.0, 1010.1, 1010.0)],
    5: [(1012.0, 1010.0, 1011.0), (1012.0, 1010.0, 1012.0)],
    6: [(1012.0, 1010.0, 1010.0), (1012.0, 1009.0, 1008.0)],
    7: [(1012.0, 1010.0, 1008.0)],
    8: [(1012.0, 1012.0, 1010.0), (1012.0, 1013.0, 1010.0), (1012.0, 1011.5, 1009.0)],
}


@pytest.mark.parametrize(
    ("figure", "three"), [(figure, three) for figure, all_ in TABLE.items() for three in all_]
)
def test_the_characteristic_is_the_one_that_the_table_words(
    figure: int, three: tuple[float, float, float]
) -> None:
    start, middle, end = three
    readings = curve((3.5, start), (3.0, start), (1.5, middle), (0.1, end), (0.0, end))
    found = glass.tendency(readings, NOON)
    assert found is not None
    assert found.characteristic == figure
    assert found.change_pa == pytest.approx(100.0 * (end - start), abs=1e-6)


changes = st.floats(-3000.0, 3000.0)


@given(changes, changes)
def test_the_figure_agrees_with_the_sign_of_the_change(first: float, second: float) -> None:
    net = first + second
    figure = glass.characteristic(first, second, net)
    assert 0 <= figure <= 8
    if figure in (1, 2, 3):
        assert net > 0.0
    if figure in (6, 7, 8):
        assert net < 0.0
    if figure == 0:
        assert net >= -5.0
    if figure == 5:
        assert net <= 5.0


@given(changes, changes)
def test_a_glass_upside_down_has_the_mirrored_figure(first: float, second: float) -> None:
    mirrored = {0: 5, 1: 6, 2: 7, 3: 8, 4: 4, 5: 0, 6: 1, 7: 2, 8: 3}
    figure = glass.characteristic(first, second, first + second)
    assert glass.characteristic(-first, -second, -first - second) == mirrored[figure]


def test_a_gap_within_the_three_hours_leaves_the_figure_to_the_two_ends() -> None:
    whole = curve((3.2, 1012.0), (0.0, 1008.0))
    torn = [one for one in whole if not 0.5 * H < NOON - one[0] < 2.5 * H]
    found = glass.tendency(torn, NOON)
    assert found is not None
    assert found.characteristic == 7
    assert found.change_pa == pytest.approx(-375.0)


def test_a_glass_that_was_silent_then_or_is_now_has_no_tendency() -> None:
    assert glass.tendency(curve((2.5, 1012.0), (0.0, 1008.0)), NOON) is None
    late = [one for one in curve((3.5, 1012.0), (0.0, 1008.0)) if one[0] < NOON - 700.0]
    assert glass.tendency(late, NOON) is None
    assert glass.fall(late, NOON) is None
    assert glass.fall([], NOON) is None
    assert glass.tendency([], NOON) is None


def test_a_fall_is_from_the_highest_of_three_hours_with_the_time_that_it_took() -> None:
    risen_first = curve((4.0, 1008.0), (1.5, 1014.0), (0.0, 1009.0))
    found = glass.fall(risen_first, NOON)
    assert found is not None
    # Means over ten minutes take a little off both ends.
    assert found.pascals == pytest.approx(-500.0, abs=50.0)
    assert found.over_s == pytest.approx(1.5 * H, abs=600.0)


def test_a_glass_that_rises_has_fallen_by_nothing() -> None:
    found = glass.fall(curve((3.0, 1000.0), (0.0, 1006.0)), NOON)
    assert found == glass.Fall(0.0, 0.0)


def test_the_fall_of_an_hour_is_known_before_three_hours_were_heard() -> None:
    found = glass.fall(curve((1.0, 1012.0), (0.0, 1008.0)), NOON)
    assert found is not None
    assert found.pascals == pytest.approx(-330.0, abs=40.0)


def test_another_barometer_that_reads_lower_is_no_fall() -> None:
    readings = [
        (at, pascals - (500.0 if at > NOON - H else 0.0))
        for at, pascals in curve((3.0, 1012.0), (0.0, 1012.0))
    ]
    found = glass.fall(readings, NOON)
    assert found is not None
    assert found.pascals == pytest.approx(0.0, abs=1e-6)


@given(st.lists(st.floats(0.0, 10_800.0), min_size=1, max_size=60, unique=True))
def test_a_steady_glass_never_falls_whatever_its_gaps(ages: list[float]) -> None:
    readings = sorted((NOON - age, 101_300.0) for age in ages)
    found = glass.fall(readings, NOON)
    assert found is None or found.pascals == 0.0


def test_a_day_has_its_change_and_its_extremes_with_their_ages() -> None:
    found = glass.trend(curve((24.0, 1012.0), (6.0, 1002.0), (0.0, 1008.0)), NOON)
    assert found is not None
    assert found.change_pa == pytest.approx(-400.0)
    assert found.over_s == pytest.approx(24 * H)
    assert (found.low_pa, found.low_ago_s) == pytest.approx((100_200.0, 6 * H))
    assert (found.high_pa, found.high_ago_s) == pytest.approx((101_200.0, 24 * H))


def test_the_trend_of_a_day_with_gaps_is_of_what_was_heard() -> None:
    whole = curve((24.0, 1012.0), (0.0, 1000.0))
    torn = [one for one in whole if not 3 * H < NOON - one[0] < 20 * H]
    found = glass.trend(torn, NOON)
    assert found is not None
    assert found.change_pa == pytest.approx(-1200.0)
    assert glass.trend(curve((0.5, 1012.0), (0.0, 1000.0)), NOON) is None


def test_the_barograph_holds_a_day_and_is_filled_from_what_the_track_kept() -> None:
    kept = Barograph()
    for at, pascals in curve((1.0, 1009.0), (0.0, 1008.0)):
        kept.add(at, pascals)
    assert kept.tendency(NOON) is None
    kept.fill(curve((48.0, 1020.0), (1.0, 1009.0)))
    assert kept.tendency(NOON) is not None
    readings = kept.readings()
    assert readings == tuple(sorted(readings))
    assert readings[0][0] >= NOON - 24 * H - 600.0
    assert len(readings) < 1_500
    found = kept.trend(NOON)
    assert found is not None
    assert math.isclose(found.over_s, 24 * H, abs_tol=700.0)


def test_a_barograph_whose_clock_is_set_keeps_its_curve() -> None:
    kept = Barograph()
    for at, pascals in curve((4.0, 1012.0), (0.0, 1008.0)):
        kept.add(at - 86_400.0, pascals)
    kept.retimed(86_400.0)
    assert kept.change(NOON) == pytest.approx(-300.0)
