"""Scales: every value within them, few lines, and the hours of the ship."""

from hypothesis import given
from hypothesis import strategies as st

from logbook.charts import scale

_NOON = 1_780_315_200.0


@given(st.lists(st.floats(870.0, 1085.0), min_size=1, max_size=20))
def test_every_pressure_lies_within_its_scale_of_few_lines(values: list[float]) -> None:
    found = scale.pressures(values)
    assert all(0.0 <= found.share(one) <= 1.0 for one in values)
    assert 3 <= len(found.lines) <= 8
    assert found.high - found.low >= 8


@given(st.lists(st.floats(0.0, 200.0), max_size=20))
def test_every_wind_lies_within_its_scale_from_nought(values: list[float]) -> None:
    found = scale.speeds(values)
    assert found.low == 0
    assert all(0.0 <= found.share(one) <= 1.0 for one in values)
    assert 3 <= len(found.lines) <= 6


def test_a_steady_glass_looks_steady() -> None:
    found = scale.pressures([1013.2, 1013.6])
    assert abs(found.share(1013.2) - found.share(1013.6)) < 0.06


def test_hours_are_those_of_the_ship_also_by_half_hours() -> None:
    day = scale.hours(_NOON - 86_400.0, _NOON, 7200)
    assert len(day) == 8
    assert all((at + 7200) % (3 * 3600) == 0 for at in day)
    assert sum(scale.is_midnight(at, 7200) for at in day) == 1
    odd = scale.hours(_NOON - 2 * 86_400.0, _NOON, -34_200)
    assert len(odd) == 8
    assert all((at - 34_200) % (6 * 3600) == 0 for at in odd)
