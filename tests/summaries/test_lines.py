"""Each automatic line, whole, as it stands in the log and on a terminal."""

import pytest

from logbook.locale import speaker
from logbook.model.entries import PositionSource
from logbook.model.observations import Position
from logbook.model.units import KNOT, NAUTICAL_MILE_M
from logbook.summaries import arrival, clock, departure, gap, hourly, noon
from logbook.summaries.moment import Moment
from tests.eye import french
from tests.summaries.test_moment import GROIX, ship

FRENCH, ENGLISH = french(), speaker("en")
NINE_IN_THE_EVENING = 1_780_341_120.0  # 2026-06-01T19:12:00Z
AT_SEA = ship(
    sog=5.4 * KNOT,
    cog=231.0,
    tws=18.2 * KNOT,
    twd=240.0,
    baro=(101_320.0, 8.0),
    depth_surface=23.1,
    sea_temp=288.35,
    air_temp=287.15,
)


def test_the_hourly_line_tells_all_that_is_known() -> None:
    line = hourly.Hourly(
        AT_SEA,
        run_m=5.2 * NAUTICAL_MILE_M,
        since_departure_m=34.1 * NAUTICAL_MILE_M,
        baro_change_pa=-210.0,
    )
    assert hourly.text(FRENCH, line) == (
        "47°38,80'N 003°27,17'W · route 231° · 5,4 nd · 5,2 M en 1 h · 34,1 M depuis le départ"
        " · vent 240° 18 nd force 5 · 1013,2 hPa (il y a 8 s), -2,1 hPa en 3 h · fond 23,1 m"
        " · mer 15,2 °C · air 14,0 °C"
    )
    assert hourly.text(ENGLISH, line) == (
        "47°38.80'N 003°27.17'W · course 231° · 5.4 kn · 5.2 NM in 1 h · 34.1 NM since departure"
        " · wind 240° 18 kn force 5 · 1013.2 hPa (8 s ago), -2.1 hPa in 3 h · depth 23.1 m"
        " · sea 15.2 °C · air 14.0 °C"
    )


def test_the_hourly_line_of_a_boat_with_a_gps_alone_is_short() -> None:
    assert hourly.text(FRENCH, hourly.Hourly(ship(sog=0.0))) == "47°38,80'N 003°27,17'W · 0,0 nd"


def test_the_hourly_line_of_a_dead_gps_says_so_and_goes_on() -> None:
    blind = Moment(conditions=ship(tws=9.0).conditions)
    assert hourly.text(ENGLISH, hourly.Hourly(blind)) == "no position · wind 17 kn force 5"


def test_the_hourly_line_of_half_an_hour_says_half_an_hour() -> None:
    line = hourly.Hourly(Moment(GROIX), run_m=4630.0, span_s=1800.0)
    assert hourly.text(FRENCH, line).endswith("2,5 M en 30 min")


def test_a_late_hourly_line_says_that_its_position_is_the_track_s() -> None:
    late = Moment(GROIX, position_source=PositionSource.TRACK)
    assert "(d’après la trace)" in hourly.text(FRENCH, hourly.Hourly(late))


def test_the_noon_line_tells_the_day_s_run_and_the_hours_that_it_covers() -> None:
    line = noon.Noon(Moment(GROIX), run_m=124.3 * NAUTICAL_MILE_M, covered_s=22.5 * 3600)
    assert noon.text(FRENCH, line) == (
        "Midi · 47°38,80'N 003°27,17'W · 124,3 M en 22 h 30 · moyenne 5,5 nd"
    )


def test_the_noon_line_tells_the_weather_too() -> None:
    said = noon.text(ENGLISH, noon.Noon(AT_SEA, baro_change_pa=90.0))
    assert said.startswith("Noon · 47°38.80'N")
    assert "wind 240° 18 kn force 5 · 1013.2 hPa (8 s ago), +0.9 hPa in 3 h" in said


def test_the_departure_line_tells_the_place_and_the_weather_of_departure() -> None:
    assert departure.text(FRENCH, departure.Departure(AT_SEA)) == (
        "Appareillage · 47°38,80'N 003°27,17'W · vent 240° 18 nd force 5"
        " · 1013,2 hPa (il y a 8 s) · mer 15,2 °C · air 14,0 °C"
    )


def test_the_arrival_line_tells_the_leg() -> None:
    line = arrival.Arrival(Moment(GROIX), run_m=34.1 * NAUTICAL_MILE_M, took_s=22_320.0)
    assert arrival.text(FRENCH, line) == (
        "Arrivée · 47°38,80'N 003°27,17'W · 34,1 M en 6 h 12 · moyenne 5,5 nd"
    )


def test_an_arrival_of_unknown_departure_tells_only_the_distance() -> None:
    line = arrival.Arrival(Moment(GROIX), run_m=1852.0)
    assert arrival.text(ENGLISH, line).endswith("1.0 NM since departure")


def test_an_arrival_that_nobody_saw_is_said_to_be_supposed() -> None:
    line = arrival.Arrival(Moment(GROIX), silent_s=13 * 3600.0)
    assert arrival.text(FRENCH, line).startswith(
        "Arrivée supposée, plus rien reçu pendant 13 h · 47°38,80'N"
    )


@pytest.mark.parametrize(
    ("cause", "title"),
    [
        ("off", "Journal à l’arrêt"),
        ("silent", "Aucune position reçue"),
        ("recording", "Rien dans l’enregistrement"),
    ],
)
def test_a_gap_says_its_cause_its_hours_and_their_number(cause: gap.Cause, title: str) -> None:
    line = gap.Gap(NINE_IN_THE_EVENING, NINE_IN_THE_EVENING + 3600.0 * 2, cause, 7200)
    assert gap.text(FRENCH, line) == f"{title} de 21:12 à 23:12 UTC+2 (2 h)"


def test_a_gap_over_midnight_says_its_days_and_how_far_the_ship_was_taken() -> None:
    line = gap.Gap(
        NINE_IN_THE_EVENING,
        NINE_IN_THE_EVENING + 9 * 3600.0,
        "off",
        resumed_at=Position(48.0, -4.0),
        across_m=31.4 * NAUTICAL_MILE_M,
        bearing=314.6,
    )
    assert gap.text(ENGLISH, line) == (
        "Log switched off from Monday 1 June 2026 19:12 to Tuesday 2 June 2026 04:12 UTC (9 h)"
        " · resumed at 48°00.00'N 004°00.00'W · 31.4 NM at 315° in a straight line"
    )


def test_the_first_fix_says_how_wrong_the_computer_was_and_whose_times_are_mended() -> None:
    line = clock.Clock("gps", 11_040.0, covers=(12, 15))
    assert clock.text(FRENCH, line) == (
        "Heure du bord prise sur le GPS · l’ordinateur retardait de 3 h 04"
        " · heures des lignes 12 à 15 corrigées"
    )
    fast = clock.Clock("gps", -42.0, covers=(3, 3))
    assert clock.text(ENGLISH, fast) == (
        "Ship’s time taken from GPS · the computer was 42 s fast · time of line 3 mended"
    )


def test_a_computer_on_time_is_said_to_have_been() -> None:
    line = clock.Clock("gps", 0.4)
    assert clock.text(ENGLISH, line) == "Ship’s time taken from GPS · the computer was on time"


def test_a_receiver_fallen_back_1024_weeks_is_said_to_be_mended() -> None:
    assert "1024 semaines" in clock.text(FRENCH, clock.Clock("gps", 5.0, weeks_mended=True))


def test_a_time_before_the_newest_line_is_said_loudly_and_first() -> None:
    line = clock.Clock("moved", -86_400.0 * 3, before_newest=True)
    assert clock.text(FRENCH, line) == (
        "ATTENTION : heure antérieure à la dernière ligne du journal"
        " · L’heure du GPS a changé, l’heure du bord la suit · reculée de 3 j"
    )


def test_a_step_of_the_computer_s_clock_is_followed_only_for_want_of_gps() -> None:
    assert clock.text(ENGLISH, clock.Clock("host_stepped", 3600.0)) == (
        "The computer’s clock was changed, ship’s time follows it for want of GPS · 1 h forward"
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_needs_more_than_one_row_or_a_strange_character(language: str) -> None:
    tongue = speaker(language)
    said = [
        hourly.text(tongue, hourly.Hourly(AT_SEA, 1.0, 3600.0, 2.0, -100.0)),
        noon.text(tongue, noon.Noon(AT_SEA, 1.0)),
        gap.text(tongue, gap.Gap(0.0, 9e4, "silent")),
        clock.text(tongue, clock.Clock("gps", 9.0, (1, 2))),
    ]
    # What a plain console shows: Latin 1 and the apostrophe.
    assert all(line.replace("’", "'").encode("latin-1") for line in said)
    assert not any("\n" in line for line in said)
