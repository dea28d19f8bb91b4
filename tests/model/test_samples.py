"""Samples: means, extremes, counts, minutes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.observations import Reading, Sample
from logbook.model.quantities import AWA, BARO, QUANTITIES, SOG, TWD, Quantity
from logbook.model.samples import MOST_READINGS, Samples
from logbook.model.units import turn

MINUTE = 1_700_000_040.0


def gathered(quantity: Quantity, values: list[float]) -> list[Sample]:
    samples = Samples()
    found: list[Sample] = []
    for count, value in enumerate(values):
        found.extend(samples.add((Reading(quantity, value),), MINUTE + count / 100))
    found.extend(samples.close())
    return found


def test_a_minute_is_closed_by_the_first_reading_after_it() -> None:
    samples = Samples()
    assert samples.add((Reading(BARO, 101_000), Reading(SOG, 2)), MINUTE) == ()
    assert samples.add((Reading(BARO, 101_200),), MINUTE + 59.999) == ()
    assert samples.add((Reading(SOG, 0),), MINUTE + 60) == (
        Sample(MINUTE, BARO, 101_100, 101_000, 101_200, 2),
        Sample(MINUTE, SOG, 2, 2, 2, 1),
    )
    assert samples.close() == (Sample(MINUTE + 60, SOG, 0, 0, 0, 1),)
    assert samples.close() == ()


def test_directions_are_averaged_as_vectors_and_have_no_extremes() -> None:
    (sample,) = gathered(TWD, [350, 355, 0, 5, 10])
    assert abs(turn(0, sample.mean)) < 1e-9
    assert (sample.low, sample.high, sample.count) == (None, None, 5)


def test_an_angle_astern_stays_between_minus_180_and_180() -> None:
    (sample,) = gathered(AWA, [170, -170, -160])
    assert sample.mean == pytest.approx(-173.34, abs=0.1)


def test_directions_that_cancel_out_have_no_sample() -> None:
    assert gathered(TWD, [10, 190]) == []


def test_time_that_goes_back_begins_another_sample() -> None:
    samples = Samples()
    samples.add((Reading(SOG, 1),), MINUTE)
    assert samples.add((Reading(SOG, 3),), MINUTE - 1) == (Sample(MINUTE, SOG, 1, 1, 1, 1),)
    assert samples.close() == (Sample(MINUTE - 60, SOG, 3, 3, 3, 1),)


def test_a_time_that_stands_still_does_not_fill_the_memory() -> None:
    samples = Samples()
    done = [
        sample
        for _ in range(MOST_READINGS + 1)
        for sample in samples.add((Reading(SOG, 1),), MINUTE)
    ]
    assert done == [Sample(MINUTE, SOG, 1, 1, 1, MOST_READINGS)]
    assert samples.close() == (Sample(MINUTE, SOG, 1, 1, 1, 1),)


def test_a_flood_under_one_instant_does_not_fill_the_memory_either() -> None:
    samples = Samples()
    flood = (Reading(SOG, 1),) * 7000
    done = [sample for _ in range(40) for sample in samples.add(flood, MINUTE)]
    # Closed by the first reports after the bound was reached.
    assert {sample.count for sample in done} == {-(-MOST_READINGS // 7000) * 7000}


def test_another_interval_is_aligned_to_itself() -> None:
    samples = Samples(10)
    samples.add((Reading(SOG, 1),), MINUTE + 14)
    assert samples.close()[0].at == MINUTE + 10


@given(st.lists(st.floats(0, 103), min_size=1, max_size=200))
def test_a_mean_lies_between_its_extremes_and_counts_every_reading(values: list[float]) -> None:
    (sample,) = gathered(SOG, values)
    assert sample.low == min(values)
    assert sample.high == max(values)
    assert min(values) <= sample.mean <= max(values)
    assert sample.mean == pytest.approx(math.fsum(values) / len(values))
    assert sample.count == len(values)


@given(
    st.sampled_from([name for name, row in QUANTITIES.items() if row.kind != "scalar"]),
    st.floats(0, 359.99),
    st.lists(st.floats(-80, 80), min_size=1, max_size=50),
)
def test_a_mean_direction_lies_within_the_sector_of_its_readings(
    quantity: Quantity, middle: float, swings: list[float]
) -> None:
    (sample,) = gathered(quantity, [middle + swing for swing in swings])
    assert min(swings) - 1e-6 <= turn(middle, sample.mean) <= max(swings) + 1e-6
    low = 0 if QUANTITIES[quantity].kind == "direction" else -180
    assert low <= sample.mean < low + 360
