"""The words of alarms and of the weather: what was found, by which rule, in both languages."""

import pytest

from logbook.alerts import ALERTS
from logbook.locale import speaker
from logbook.model.entries import Condition
from logbook.model.quantities import (
    AIR_TEMP,
    BARO,
    DEW_POINT,
    HUMIDITY,
    SEA_TEMP,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.units import KNOT
from logbook.model.weather_pressure import Tendency
from logbook.model.weather_wind import WindNow
from logbook.summaries import weather
from logbook.summaries.alarm import Alarm, open_one, shifted, text
from logbook.summaries.moment import Moment, aged
from tests.eye import french

FRENCH, ENGLISH = french(), speaker("en")
FACTS = {
    "over_s": 10_800.0,
    "force": 8,
    "gust": 24.0,
    "rise": 9.0,
    "shift": -50.0,
    "depth_of": "depth_keel",
    "limit": 3.0,
    "radius": 50.0,
    "silent": ["wind", "depth"],
    "after_s": 600.0,
}


def fresh(**values: float) -> Moment:
    return Moment(conditions={Quantity(name): Condition(one, 0.0) for name, one in values.items()})


@pytest.mark.parametrize("alert", [one.name for one in ALERTS])
@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_every_alarm_has_words_at_every_step_and_at_its_end(alert: str, language: object) -> None:
    say = FRENCH if language is FRENCH else ENGLISH
    for level in (1, 2, 3):
        for phase in ("raised", "worse", "cleared", "lost"):
            line = Alarm(alert, phase, level, 20.0, 21.0, 7_200.0, 2, FACTS)
            said = text(say, line)
            assert "{" not in said
            assert "alarms." not in said
            assert "\n" not in said


def test_a_falling_glass_says_the_figure_the_forecast_and_the_rule() -> None:
    line = Alarm("falling_glass", "raised", 2, -420.0, -420.0, facts={"over_s": 10_800.0})
    assert text(ENGLISH, line) == (
        "Falling glass, -4.2 hPa in 3 h: force 8 likely (rule of thumb: 4 to 5 hPa in 3 h)"
    )
    assert text(FRENCH, line) == (
        "Baisse du baromètre, -4,2 hPa en 3 h : force 8 probable "
        "(règle du marin : 4 à 5 hPa en 3 h)"
    )


def test_a_worse_step_says_what_became_worse() -> None:
    glass = Alarm("falling_glass", "worse", 2, -420.0, -420.0, facts={"over_s": 10_800.0})
    assert text(FRENCH, glass).startswith(
        "Le baromètre baisse plus vite, -4,2 hPa en 3 h : force 8"
    )
    assert text(ENGLISH, glass).startswith("The glass falls faster, -4.2 hPa in 3 h: force 8")
    gale = Alarm("gale", "worse", 2, 26.0, 26.0, facts={"force": 10, "gust": 31.0})
    assert text(FRENCH, gale).startswith("Le vent forcit, tempête : 51 nd, force 10")
    silent = Alarm("silent_sensor", "worse", 2, 2.0, 2.0, facts=FACTS)
    assert text(FRENCH, silent) == (
        "D’autres instruments se taisent, plus rien depuis 10 min : vent, sonde"
    )


def test_the_end_says_how_long_how_bad_and_how_often() -> None:
    once = Alarm("gale", "cleared", 1, 8.0, 21.0, 7_800.0, 1)
    assert text(ENGLISH, once) == "Alarm over after 2 h 10 min: gale, at worst 41 kn"
    thrice = Alarm("shallow_water", "cleared", 1, 8.0, 2.1, 600.0, 3)
    assert text(FRENCH, thrice) == "Fin d’alarme après 10 min : peu d’eau, 3 fois, au pire 2,1 m"
    silent = Alarm("silent_sensor", "cleared", 2, 0.0, 2.0, 600.0, 1)
    assert text(ENGLISH, silent) == "Alarm over after 10 min: silent instruments"


def test_an_open_alarm_says_since_when_and_the_worst_so_far() -> None:
    said = open_one(ENGLISH, "falling_glass", -420.0, "12:40")
    assert said == "alarm since 12:40: falling glass, at worst -4.2 hPa"
    assert (
        open_one(ENGLISH, "silent_sensor", 2.0, "12:40") == "alarm since 12:40: silent instruments"
    )


def test_a_shift_is_veered_or_backed_and_a_breath_is_neither() -> None:
    assert shifted(ENGLISH, 40.0) == "veered 40°"
    assert shifted(FRENCH, -40.0) == "rotation de 40° à gauche"
    assert shifted(ENGLISH, 19.0) is None


def test_a_line_tells_the_mean_wind_and_gusts_only_where_they_stand_out() -> None:
    moment = fresh(**{TWS: 30.0 * KNOT, TWD: 200.0})
    mean = WindNow(8.0, 231.0, 12.9, 600.0, None, 0.0)
    assert weather.wind(ENGLISH, moment, mean) == "wind 231° 16 kn force 5"
    gusty = mean._replace(gust=13.1)
    assert weather.wind(ENGLISH, moment, gusty) == "wind 231° 16 kn force 5, gusts 25 kn"
    assert weather.wind(ENGLISH, moment, None) == "wind 200° 30 kn force 7"
    assert weather.wind(ENGLISH, Moment(), mean) is None


def test_a_line_tells_what_kind_of_tendency_it_was_where_that_is_known() -> None:
    moment = fresh(**{BARO: 101_320.0})
    said = weather.pressure(ENGLISH, moment, -210.0, 10_800.0, Tendency(-210.0, 6))
    assert said == "1013.2 hPa, -2.1 hPa in 3 h, falling, then steady or falling more slowly"
    assert (
        weather.pressure(ENGLISH, moment, -210.0, 10_800.0, None) == "1013.2 hPa, -2.1 hPa in 3 h"
    )
    assert weather.pressure(ENGLISH, Moment(), -210.0, 10_800.0, None) is None


@pytest.mark.parametrize(
    ("figure", "halves", "said"),
    [
        (1, (1, 0), "en hausse, puis stationnaire"),
        (1, (1, 1), "en hausse de plus en plus lente"),
        (3, (-1, 1), "en baisse, puis en hausse plus forte"),
        (6, (-1, 0), "en baisse, puis stationnaire"),
        (7, (-1, -1), "en baisse"),
        (8, (1, -1), "en hausse, puis en baisse plus forte"),
        (8, (0, -1), "stationnaire, puis en baisse"),
        (8, (-1, -1), "en baisse de plus en plus rapide"),
    ],
)
def test_of_the_courses_that_share_a_figure_the_one_that_was_is_told(
    figure: int, halves: tuple[int, int], said: str
) -> None:
    assert weather.characteristic(FRENCH, Tendency(0.0, figure, halves)) == said


def test_fog_is_told_from_what_the_boat_measures_and_nothing_from_nothing() -> None:
    damp = fresh(**{AIR_TEMP: 288.15, HUMIDITY: 0.97})
    assert weather.moisture(ENGLISH, damp, aged) == [
        "dew point 14.5 °C",
        "fog likely (air and dew point 0.5 °C apart)",
    ]
    assert weather.moisture(ENGLISH, fresh(**{AIR_TEMP: 288.15, HUMIDITY: 0.5}), aged) == [
        "dew point 4.7 °C"
    ]
    own = fresh(**{AIR_TEMP: 288.15, HUMIDITY: 0.5, DEW_POINT: 286.15, SEA_TEMP: 290.15})
    assert weather.moisture(FRENCH, own, aged)[1].startswith("brouillard possible")
    assert weather.moisture(ENGLISH, fresh(**{AIR_TEMP: 288.15}), aged) == []
    assert weather.air(ENGLISH, Moment(), aged) == []
