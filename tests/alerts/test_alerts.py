"""Each alert against its source: below the step all is quiet, at the step it is not."""

import pytest

from logbook.alerts import ALERTS, Anchored, Limits, Seen
from logbook.model.entries import Condition
from logbook.model.units import KNOT
from logbook.model.weather_pressure import Fall
from logbook.model.weather_wind import Rise
from tests.alerts.seen import BREST, NOON, alert, around, now, wind

ALL = Limits(shallow_m=3.0)


def level(name: str, seen: Seen, limits: Limits = ALL, was: int = 0) -> int | None:
    found = alert(name).check(seen, limits, was)
    return None if found is None else found.level


@pytest.mark.parametrize(
    ("pascals", "step"),
    [(-299.0, 0), (-300.0, 1), (-399.0, 1), (-400.0, 2), (-799.0, 2), (-800.0, 3), (0.0, 0)],
)
def test_the_glass_means_what_seamen_say_that_it_does(pascals: float, step: int) -> None:
    assert level("falling_glass", Seen(NOON, fall=Fall(pascals, 10_800.0))) == step


def test_a_glass_that_eases_a_little_has_not_stopped_falling() -> None:
    assert level("falling_glass", Seen(NOON, fall=Fall(-260.0, 10_800.0)), was=2) == 1
    assert level("falling_glass", Seen(NOON, fall=Fall(-240.0, 10_800.0)), was=2) == 0


@pytest.mark.parametrize(
    ("knots", "step"), [(33.0, 0), (33.6, 1), (47.0, 1), (47.8, 2), (63.0, 2), (63.7, 3)]
)
def test_a_gale_a_storm_and_a_hurricane_begin_at_forces_8_10_and_12(
    knots: float, step: int
) -> None:
    assert level("gale", Seen(NOON, wind=wind(knots * KNOT))) == step


def test_a_strong_wind_is_from_the_force_that_was_set() -> None:
    fresh = Seen(NOON, wind=wind(22.5 * KNOT))  # force 6
    assert level("strong_wind", fresh) == 0
    assert level("strong_wind", fresh, Limits(strong_wind_bft=6)) == 1
    assert level("strong_wind", fresh, Limits(strong_wind_bft=0)) == 0
    gale = Seen(NOON, wind=wind(40.0 * KNOT))
    assert level("strong_wind", gale, Limits(strong_wind_bft=9)) == 0
    assert level("strong_wind", gale, Limits(strong_wind_bft=8, gale=False)) == 1


def test_a_lull_is_not_the_end_of_a_gale() -> None:
    lull = Seen(NOON, wind=wind(16.0))
    assert level("gale", lull) == 0
    assert level("gale", lull, was=1) == 1
    assert level("gale", Seen(NOON, wind=wind(15.0)), was=1) == 0


@pytest.mark.parametrize(
    ("speed", "rise", "shift", "step"),
    [
        (11.0, 8.0, None, 1),  # the WMO's squall
        (10.9, 8.0, 0.0, 0),
        (20.0, 7.9, 20.0, 0),
        (8.0, 5.0, 30.0, 1),  # a lesser rise with a marked shift
        (8.0, 5.0, -45.0, 1),
        (8.0, 5.0, 29.0, 0),
        (7.9, 5.0, 90.0, 0),
        (25.0, 0.5, 90.0, 0),  # a shift alone is no squall
    ],
)
def test_a_squall_rises_as_the_wmo_says_or_rises_less_and_shifts(
    speed: float, rise: float, shift: float | None, step: int
) -> None:
    assert level("squall", Seen(NOON, rise=Rise(speed, rise, shift))) == step


def test_water_is_shallow_under_way_and_at_anchor_only_and_only_where_a_limit_was_set() -> None:
    depth = ("depth_surface", now(2.9))
    under_way = Seen(NOON, moving=True, depth=depth)
    assert level("shallow_water", under_way) == 1
    assert level("shallow_water", Seen(NOON, anchor=Anchored(BREST), depth=depth)) == 1
    assert level("shallow_water", Seen(NOON, depth=depth)) == 0
    assert level("shallow_water", under_way, Limits()) == 0
    assert level("shallow_water", Seen(NOON, moving=True, depth=("depth", now(3.1)))) == 0
    assert level("shallow_water", Seen(NOON, moving=True, depth=("depth", now(3.1))), was=1) == 1


def test_a_battery_is_low_under_its_limit_and_well_again_when_charged() -> None:
    assert level("low_battery", Seen(NOON, battery=now(11.7))) == 1
    assert level("low_battery", Seen(NOON, battery=now(11.8))) == 0
    assert level("low_battery", Seen(NOON, battery=now(12.0)), was=1) == 1
    assert level("low_battery", Seen(NOON, battery=now(12.2)), was=1) == 0


def test_silent_instruments_are_missed_while_somebody_needs_them() -> None:
    assert level("silent_sensor", Seen(NOON, moving=True, silent=("wind", "depth"))) == 2
    assert level("silent_sensor", Seen(NOON, silent=("wind", "depth"))) == 0
    assert (
        level("silent_sensor", Seen(NOON, moving=True, silent=("wind",)), Limits(silent_s=0)) == 0
    )


def test_what_is_not_measured_is_silence_and_no_alarm_nor_its_end() -> None:
    seen = Seen(NOON, moving=True, anchor=Anchored(BREST))
    measured = [one for one in ALERTS if one.name != "silent_sensor"]
    assert [one.check(seen, ALL, 0) for one in measured] == [None] * len(measured)


def test_every_alarm_can_be_switched_off() -> None:
    off = Limits(
        glass=False,
        strong_wind_bft=0,
        gale=False,
        squall=False,
        shallow_m=0.0,
        anchor_m=0.0,
        silent_s=0.0,
        battery_v=0.0,
    )
    worst = Seen(
        NOON,
        moving=True,
        fall=Fall(-2_000.0, 3_600.0),
        wind=wind(40.0),
        rise=Rise(40.0, 30.0, 90.0),
        depth=("depth", Condition(0.1, 0.0)),
        battery=now(1.0),
        anchor=Anchored(BREST),
        fixes=around(BREST, 5_000.0),
        silent=("wind",),
    )
    assert all(
        (found := one.check(worst, off, 0)) is not None and not found.level for one in ALERTS
    )
    assert all((found := one.check(worst, ALL, 0)) is not None and found.level for one in ALERTS)


def test_what_endangers_the_ship_calls_people_and_the_rest_does_not() -> None:
    assert {one.name for one in ALERTS if one.calls_from} == {
        "gale",
        "shallow_water",
        "anchor_drag",
    }
