"""The phrases of the automatic lines: only what is fresh, with its age, named for what it is."""

import pytest

from logbook.locale import speaker
from logbook.model.entries import Condition, PositionSource
from logbook.model.observations import Position
from logbook.model.quantities import QUANTITIES, Quantity
from logbook.model.units import KNOT
from logbook.summaries import moment
from logbook.summaries.moment import Moment
from tests.eye import french

FRENCH, ENGLISH = french(), speaker("en")
GROIX = Position(47.6466, -3.4528)


def ship(**values: float | tuple[float, float]) -> Moment:
    """Return a moment with these conditions: a value of just now, or (value, age)."""
    return Moment(
        position=GROIX,
        conditions={
            Quantity(name): Condition(*(value if isinstance(value, tuple) else (value, 0.0)))
            for name, value in values.items()
        },
    )


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_a_value_older_than_its_shelf_life_is_silent(quantity: Quantity) -> None:
    shelf = QUANTITIES[quantity].shelf_s
    assert ship(**{quantity: (1.0, shelf)}).fresh(quantity) == Condition(1.0, shelf)
    assert ship(**{quantity: (1.0, shelf + 0.1)}).fresh(quantity) is None
    assert Moment().fresh(quantity) is None


def test_an_age_is_told_from_a_few_seconds_on() -> None:
    assert moment.speed(FRENCH, ship(sog=(5.4 * KNOT, 5.0))) == "5,4 nd"
    assert moment.speed(FRENCH, ship(sog=(5.4 * KNOT, 42.0))) == "5,4 nd (il y a 42 s)"


def test_a_stopped_ship_has_a_speed_and_a_silent_one_has_none() -> None:
    assert moment.speed(ENGLISH, ship(sog=0.0)) == "0.0 kn"
    assert moment.speed(ENGLISH, ship()) is None
    assert moment.course(ENGLISH, ship()) is None
    assert moment.course(ENGLISH, ship(cog=0.0)) == "course 000°"


def test_a_position_says_how_it_was_had() -> None:
    place = "47°38,80'N 003°27,17'W"
    told = {
        source: moment.position(FRENCH, Moment(GROIX, position_source=source))
        for source in PositionSource
    }
    assert told == {
        PositionSource.GPS: place,
        PositionSource.HAND: f"{place} (à la main)",
        PositionSource.TRACK: f"{place} (d’après la trace)",
    }


def test_a_position_of_a_while_ago_says_so_and_a_stale_one_is_none() -> None:
    assert moment.position(ENGLISH, Moment(GROIX, 60.0)).endswith("W (60 s ago)")
    assert moment.position(ENGLISH, Moment(GROIX, 61.0)) == "no position"
    assert moment.position(ENGLISH, Moment()) == "no position"


def test_the_true_wind_is_told_with_its_force_and_the_age_of_its_older_half() -> None:
    wind = ship(tws=18.2 * KNOT, twd=(240.0, 12.0))
    assert moment.wind(FRENCH, wind) == "vent 240° 18 nd force 5 (il y a 12 s)"


def test_a_true_wind_without_a_heading_is_told_off_the_bow() -> None:
    assert moment.wind(FRENCH, ship(tws=9.0, twa=-45.0)) == "vent 17 nd force 5 à 45° bâbord"
    assert moment.wind(ENGLISH, ship(tws=9.0)) == "wind 17 kn force 5"


def test_a_calm_is_a_reading() -> None:
    assert moment.wind(ENGLISH, ship(tws=0.0, twd=10.0)) == "wind 010° 0 kn force 0"


def test_an_apparent_wind_is_said_to_be_one_and_has_no_force() -> None:
    assert moment.wind(FRENCH, ship(aws=9.0, awa=30.0)) == "vent apparent 17 nd à 30° tribord"
    assert moment.wind(ENGLISH, ship(aws=9.0)) == "apparent wind 17 kn"
    assert moment.wind(ENGLISH, ship(awa=30.0)) is None


def test_a_stale_true_wind_gives_way_to_a_fresh_apparent_one() -> None:
    assert moment.wind(ENGLISH, ship(tws=(9.0, 91.0), aws=8.0)) == "apparent wind 16 kn"


def test_a_pressure_is_told_with_its_tendency_where_that_is_known() -> None:
    glass = ship(baro=101_320.0)
    assert moment.pressure(FRENCH, glass, -210.0, 10_800.0) == "1013,2 hPa, -2,1 hPa en 3 h"
    assert moment.pressure(FRENCH, glass, 0.0, 10_800.0) == "1013,2 hPa, 0,0 hPa en 3 h"
    assert moment.pressure(FRENCH, glass, None, 10_800.0) == "1013,2 hPa"
    assert moment.pressure(FRENCH, ship(), -210.0, 10_800.0) is None


def test_a_depth_names_what_it_is_under_and_the_best_is_taken() -> None:
    assert moment.depth(FRENCH, ship(depth=7.0)) == "7,0 m sous la sonde"
    assert moment.depth(FRENCH, ship(depth=7.0, depth_keel=6.1)) == "6,1 m sous la quille"
    assert moment.depth(FRENCH, ship(depth=7.0, depth_surface=7.4)) == "fond 7,4 m"
    assert moment.depth(FRENCH, ship(depth=(7.0, 11.0))) is None


def test_temperatures_are_told_each_for_itself() -> None:
    assert moment.temperatures(FRENCH, ship(sea_temp=288.35)) == ["mer 15,2 °C"]
    assert moment.temperatures(ENGLISH, ship(sea_temp=288.35, air_temp=(287.15, 70.0))) == [
        "sea 15.2 °C",
        "air 14.0 °C (70 s ago)",
    ]


def test_a_run_of_no_time_has_no_mean_speed() -> None:
    assert moment.mean_speed(ENGLISH, 1852.0, 0.0) is None
    assert moment.mean_speed(ENGLISH, None, 3600.0) is None
    assert moment.mean_speed(ENGLISH, 1852.0, 1800.0) == "mean 2.0 kn"
