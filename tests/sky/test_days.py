"""Sun and moon of a day, against what almanacs and a second library say."""

import datetime as dt

import pytest

from logbook.model.observations import Position
from logbook.sky.day import of_day

BREST = Position(48.39, -4.49)
DECORAH = Position(43.30, -91.79)
TROMSO = Position(69.65, 18.96)
SUMMER, WINTER = "2024-06-20T12:00", "2024-12-21T12:00"


def at(told: str) -> float:
    return dt.datetime.fromisoformat(f"{told}+00:00").timestamp()


def hour(instant: float | None, offset_h: int) -> str:
    assert instant is not None
    return dt.datetime.fromtimestamp(instant + 30 + offset_h * 3600, dt.UTC).strftime("%H:%M")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        # The table of Luther College for September 2024, by the U.S. Naval Observatory's rules.
        ("2024-09-01", ("06:32", "19:41", "06:02", "20:11")),
        ("2024-09-15", ("06:47", "19:16", "06:18", "19:45")),
        ("2024-09-30", ("07:04", "18:49", "06:36", "19:18")),
    ],
)
def test_the_sun_keeps_the_hours_of_a_published_table(day: str, told: tuple[str, ...]) -> None:
    sky = of_day(at(f"{day}T18:00"), DECORAH, -5 * 3600)
    found = (sky.sun.rises, sky.sun.sets, sky.civil.rises, sky.civil.sets)
    for instant, expected in zip(found, told, strict=True):
        assert instant is not None
        # The table stands for every year, and so only to two minutes.
        assert abs(instant - 5 * 3600.0 - at(f"{day}T{expected}")) <= 120.0


def test_brest_has_the_longest_and_the_shortest_day_that_pyephem_gives_it() -> None:
    summer, winter = of_day(at(SUMMER), BREST, 7200), of_day(at(WINTER), BREST, 3600)
    assert (hour(summer.sun.rises, 2), hour(summer.sun.sets, 2)) == ("06:16", "22:23")
    assert (hour(summer.civil.rises, 2), hour(summer.civil.sets, 2)) == ("05:34", "23:05")
    assert (hour(winter.sun.rises, 1), hour(winter.sun.sets, 1)) == ("09:07", "17:26")
    assert (hour(winter.nautical.rises, 1), hour(winter.nautical.sets, 1)) == ("07:50", "18:43")


def test_beyond_the_circle_the_sun_stays_up_in_summer_and_down_in_winter() -> None:
    assert of_day(at(SUMMER), TROMSO, 7200).sun.throughout is True
    dark = of_day(at(WINTER), TROMSO, 3600)
    assert dark.sun.throughout is False
    assert (hour(dark.civil.rises, 1), hour(dark.civil.sets, 1)) == ("09:32", "13:53")
    assert of_day(at(WINTER), Position(90.0, 0.0), 0).nautical.throughout is False


def test_tromso_s_polar_night_and_day_begin_and_end_when_they_are_said_to() -> None:
    for last_sunny, first_dark in (("2024-11-26", "2024-11-29"), ("2025-01-17", "2025-01-13")):
        assert of_day(at(f"{last_sunny}T12:00"), TROMSO, 3600).sun.throughout is None
        assert of_day(at(f"{first_dark}T12:00"), TROMSO, 3600).sun.throughout is False
    for with_night, without in (("2024-05-17", "2024-05-21"), ("2024-07-28", "2024-07-24")):
        assert of_day(at(f"{with_night}T12:00"), TROMSO, 7200).sun.throughout is None
        assert of_day(at(f"{without}T12:00"), TROMSO, 7200).sun.throughout is True


def test_a_night_of_less_than_an_hour_is_found() -> None:
    sun = of_day(at("2024-07-26T12:00"), TROMSO, 7200).sun
    assert sun.sets == pytest.approx(at("2024-07-25T22:22:47"), abs=120.0)  # PyEphem
    assert sun.rises == pytest.approx(at("2024-07-25T23:19:30"), abs=120.0)


def test_both_names_of_the_antimeridian_have_one_sky() -> None:
    when = at("2024-03-20T06:00")
    east, west = (of_day(when, Position(-17.0, lon), 12 * 3600) for lon in (180.0, -180.0))
    assert east == west
    assert (hour(east.sun.rises, 12), hour(east.sun.sets, 12)) == ("06:04", "18:11")
    near = of_day(when, Position(-17.0, -179.99), 12 * 3600)
    assert near.sun.rises == pytest.approx(east.sun.rises, abs=10.0)


def test_the_day_is_the_ship_s_however_her_clock_stands() -> None:
    kept_at_utc = of_day(at("2024-03-20T06:00"), Position(0.0, 180.0), 0).sun
    assert kept_at_utc.sets == pytest.approx(at("2024-03-20T06:10"), abs=60.0)
    assert kept_at_utc.rises == pytest.approx(at("2024-03-20T18:03"), abs=60.0)


@pytest.mark.parametrize(
    ("told", "lit", "waxing"),
    [
        ("2024-06-06T12:38", 0.0, None),
        ("2024-06-14T05:18", 0.5, True),
        ("2024-06-22T01:08", 1.0, None),
        ("2024-06-28T21:53", 0.5, False),
        ("2024-06-10T12:00", 0.1710, True),  # PyEphem
        ("2024-06-26T12:00", 0.7648, False),
    ],
)
def test_the_moon_is_lit_as_the_almanac_says(told: str, lit: float, waxing: bool | None) -> None:
    sky = of_day(at(told), BREST, 0)
    assert sky.lit == pytest.approx(lit, abs=0.01)
    assert waxing is None or sky.waxing is waxing


def test_the_moon_rises_and_sets_to_the_minute_of_pyephem() -> None:
    moon = of_day(at("2024-06-17T12:00"), BREST, 0).moon
    assert moon.rises == pytest.approx(at("2024-06-17T15:49:26"), abs=60.0)
    assert moon.sets == pytest.approx(at("2024-06-17T01:19:49"), abs=60.0)
