"""Samples gathered into steps: means, vectors, gusts, and silence kept as silence."""

from collections.abc import Sequence

import pytest

from logbook.model.observations import Sample
from logbook.model.quantities import BARO, TWD, TWS
from logbook.model.weather_spell import Blown, blown, gathered
from tests.charts.weathered import DAY_S, weather
from tests.verbs.aboard import NOON


def test_a_day_is_steps_of_ten_minutes_that_end_now() -> None:
    spell = gathered(weather(), NOON, DAY_S, 60.0)
    assert (spell.since, spell.until, spell.step_s) == (NOON - DAY_S, NOON, 600.0)
    assert len(spell.glass) == len(spell.wind) == 144
    assert None not in spell.glass
    assert not spell.silent


def test_a_step_that_has_just_begun_belongs_to_it() -> None:
    late = Sample(NOON + 60.0, BARO, 100_000.0, None, None, 60)
    spell = gathered([*weather(), late], NOON + 130.0, DAY_S, 60.0)
    assert spell.until == NOON + 600.0
    assert spell.glass[-1] == 100_000.0


def test_the_wind_is_a_vector_mean_and_its_gust_the_highest_reading() -> None:
    samples = [
        Sample(NOON - 600.0, TWS, 10.0, 8.0, 13.0, 60),
        Sample(NOON - 600.0, TWD, 350.0, None, None, 60),
        Sample(NOON - 540.0, TWS, 10.0, 8.0, 14.5, 60),
        Sample(NOON - 540.0, TWD, 10.0, None, None, 60),
    ]
    wind = gathered(samples, NOON, DAY_S, 60.0).wind[-1]
    assert wind is not None
    assert wind.direction == pytest.approx(0.0, abs=1e-9) or wind.direction == pytest.approx(360.0)
    assert wind.speed == pytest.approx(9.848, abs=0.001)
    assert wind.gust == 14.5


def test_without_a_heading_the_wind_has_a_speed_alone() -> None:
    samples = [Sample(NOON - 60.0 * n, TWS, 8.0, 7.0, 9.0, 60) for n in range(1, 10)]
    samples.append(Sample(NOON - 60.0, TWD, 90.0, None, None, 60))
    wind = gathered(samples, NOON, DAY_S, 60.0).wind[-1]
    assert wind is not None
    assert (wind.speed, wind.direction) == (8.0, None)


def test_silence_stays_silence() -> None:
    spell = gathered(weather(silent=[(20, 16)]), NOON, DAY_S, 60.0)
    assert [step for step, one in enumerate(spell.glass) if one is None] == list(range(24, 48))
    assert gathered([], NOON, DAY_S, 60.0).silent


def test_samples_of_half_an_hour_leave_no_gaps_between_them() -> None:
    spell = gathered(weather(every_s=1800.0), NOON, DAY_S, 1800.0)
    assert spell.step_s == 1800.0
    assert len(spell.glass) == 48
    assert None not in spell.glass


def _blown(winds: Sequence[tuple[float, float | None]]) -> Blown | None:
    """Return how it blew: a wind (m/s, degrees) every minute, the last one just before NOON."""
    samples = []
    for ago, (speed, angle) in enumerate(reversed(winds), start=1):
        at = NOON - 60.0 * ago
        samples.append(Sample(at, TWS, speed, speed, speed + 2.0, 60))
        if angle is not None:
            samples.append(Sample(at, TWD, angle, None, None, 60))
    return blown(gathered(samples, NOON, 60.0 * len(winds) + 600.0, 60.0))


def test_a_spell_tells_its_mean_its_strongest_ten_minutes_and_its_shift() -> None:
    found = _blown([(8.0, 350.0)] * 10 + [(14.0, 10.0)] * 10 + [(8.0, 30.0)] * 10)
    assert found is not None
    assert found.speed == pytest.approx(10.0)
    assert found.direction == pytest.approx(10.0)
    assert found.most.speed == pytest.approx(14.0)
    assert found.most.direction == pytest.approx(10.0)
    assert found.most_at == NOON - 900.0
    assert found.gust == 16.0
    assert found.shift == pytest.approx(40.0)
    assert found.over_s == 1800.0


def test_a_wind_that_blew_from_everywhere_has_a_speed_and_no_direction() -> None:
    found = _blown([(8.0, 0.0)] * 10 + [(8.0, 180.0)] * 10)
    assert found is not None
    assert found.speed == pytest.approx(8.0)
    assert found.direction is None


def test_without_a_heading_a_spell_has_neither_direction_nor_shift() -> None:
    found = _blown([(8.0, None)] * 20)
    assert found is not None
    assert (found.speed, found.direction, found.shift) == (8.0, None, None)


def test_a_few_minutes_are_no_mean_but_their_gust_counts() -> None:
    assert _blown([(8.0, 90.0)] * 4) is None
    found = _blown([(20.0, 90.0)] * 4 + [(8.0, 90.0)] * 10)
    assert found is not None
    assert found.most.speed == pytest.approx(8.0)
    assert found.gust == 22.0
