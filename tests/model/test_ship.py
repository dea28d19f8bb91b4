"""The ship's state: fresh values with their age, silence, the derived wind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.entries import Condition
from logbook.model.observations import Fix, Position, Reading
from logbook.model.quantities import (
    AWA,
    AWS,
    BARO,
    COG,
    DEPTH,
    HDG,
    QUANTITIES,
    SOG,
    STW,
    TWA,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.ship import ShipState

NOW = 5000.0


def ship(at: float = NOW, **values: float) -> ShipState:
    readings = tuple(Reading(Quantity(name), value) for name, value in values.items())
    return ShipState().after(readings, at)


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_a_reading_lives_as_long_as_its_shelf_life_and_no_longer(quantity: Quantity) -> None:
    state = ship(**{quantity: 1.0})
    shelf = QUANTITIES[quantity].shelf_s
    assert state.reading(quantity, NOW + shelf) == Condition(1.0, shelf)
    assert state.reading(quantity, NOW + shelf + 0.001) is None


def test_what_was_never_heard_is_silent() -> None:
    assert ShipState().reading(BARO, NOW) is None
    assert ShipState().conditions(NOW) == {}
    assert ShipState().known_fix(NOW) is None
    assert ShipState().true_wind(NOW) is None


def test_zero_is_a_reading() -> None:
    assert ship(sog=0.0).reading(SOG, NOW) == Condition(0.0, 0.0)


def test_a_reading_of_another_count_of_time_is_not_quoted() -> None:
    assert ship(at=NOW + 3600, sog=3.0).reading(SOG, NOW) is None
    assert ship(at=NOW + 0.5, sog=3.0).reading(SOG, NOW) == Condition(3.0, 0.0)


def test_the_newest_report_counts_and_the_state_before_is_as_it_was() -> None:
    before = ship(depth=4.0, sog=1.0)
    after = before.after((Reading(DEPTH, 5.0),), NOW + 2)
    assert after.reading(DEPTH, NOW + 3) == Condition(5.0, 1.0)
    assert after.reading(SOG, NOW + 3) == Condition(1.0, 3.0)
    assert before.reading(DEPTH, NOW) == Condition(4.0, 0.0)


def test_a_fix_is_known_with_its_age_until_it_is_stale() -> None:
    fix = Fix(1_700_000_000.0, Position(48, -4))
    state = ShipState().after((), NOW, fix).after((Reading(SOG, 1),), NOW + 30)
    known = state.known_fix(NOW + 60)
    assert known is not None
    assert (known.fix, known.age_s) == (fix, 60)
    assert state.known_fix(NOW + 61) is None
    assert state.known_fix(NOW + 7200, shelf_s=float("inf")) is not None


def test_conditions_hold_only_what_is_fresh() -> None:
    state = ship(depth=4.0, baro=101_300.0, hdg=20.0)
    assert set(state.conditions(NOW + 10)) == {DEPTH, BARO, HDG}
    assert set(state.conditions(NOW + 11)) == {BARO, HDG}
    assert set(state.conditions(NOW + 61)) == {BARO}
    assert state.conditions(NOW + 91) == {}


def test_the_boats_own_true_wind_is_quoted_before_a_derived_one() -> None:
    state = ship(twa=60.0, tws=8.0, awa=30.0, aws=10.0, stw=3.0, hdg=350.0)
    wind = state.true_wind(NOW)
    assert wind is not None
    assert (wind.twa, wind.tws, wind.twd, wind.basis) == (60, 8, 50, "instrument")


def test_a_direction_and_a_heading_make_an_angle() -> None:
    state = ship(twd=10.0, tws=8.0, hdg=350.0)
    assert state.reading(TWA, NOW) == Condition(20.0, 0.0)
    assert state.reading(TWD, NOW) == Condition(10.0, 0.0)


def test_the_true_wind_is_derived_through_the_water_before_over_the_ground() -> None:
    state = ship(awa=90.0, aws=5.0, stw=5.0, sog=1.0, cog=0.0, hdg=300.0)
    wind = state.true_wind(NOW)
    assert wind is not None
    assert wind.basis == "water"
    assert wind.twa == pytest.approx(135)
    assert wind.twd == pytest.approx(75)


def test_a_log_that_stands_at_zero_is_still_speed_through_the_water() -> None:
    wind = ship(awa=40.0, aws=6.0, stw=0.0, sog=2.0).true_wind(NOW)
    assert wind is not None
    assert wind.basis == "water"
    assert wind.tws == pytest.approx(6)


def test_over_the_ground_the_course_counts_where_the_heading_is_known() -> None:
    wind = ship(awa=-90.0, aws=2.0, sog=2.0, cog=90.0, hdg=0.0).true_wind(NOW)
    assert wind is not None
    assert wind.basis == "ground"
    assert wind.twa == pytest.approx(-90)
    assert wind.tws == pytest.approx(4)
    along_the_bow = ship(awa=90.0, aws=5.0, sog=5.0, cog=10.0).true_wind(NOW)
    assert along_the_bow is not None
    assert along_the_bow.twa == pytest.approx(135)
    assert along_the_bow.twd is None


def test_a_derived_wind_is_as_old_as_its_oldest_reading_and_as_perishable() -> None:
    state = ship(at=NOW - 40, stw=3.0).after((Reading(AWA, 50), Reading(AWS, 7)), NOW)
    wind = state.true_wind(NOW)
    assert wind is not None
    assert wind.age_s == 40
    assert state.conditions(NOW)[TWS].age_s == 40
    assert state.true_wind(NOW + 21) is None


def test_a_wind_without_any_speed_of_the_ship_stays_apparent() -> None:
    state = ship(awa=50.0, aws=7.0, hdg=10.0)
    assert state.true_wind(NOW) is None
    assert set(state.conditions(NOW)) == {AWA, AWS, HDG}


@given(
    st.lists(
        st.tuples(st.sampled_from([SOG, COG, HDG, STW, AWA, AWS, DEPTH]), st.floats(0, 9)),
        max_size=30,
    )
)
def test_folding_one_by_one_or_whole_gives_the_same_values(
    heard: list[tuple[Quantity, float]],
) -> None:
    readings = tuple(Reading(*pair) for pair in heard)
    whole = ShipState().after(readings, NOW)
    step = ShipState()
    for reading in readings:
        step = step.after((reading,), NOW)
    assert step == whole
    assert step.conditions(NOW) == whole.conditions(NOW)


def test_a_speed_of_the_true_wind_without_an_angle_is_quoted_alone() -> None:
    state = ship(tws=8.0, awa=30.0, aws=10.0, stw=3.0)
    assert state.true_wind(NOW) is None
    assert state.reading(TWS, NOW) == Condition(8.0, 0.0)
    assert state.reading(TWA, NOW) is None
