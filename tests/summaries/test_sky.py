"""Sun and moon in words."""

from dataclasses import replace

from logbook.locale import Speaker, speaker
from logbook.model.sky import Above, Sky
from logbook.summaries import noon, sky
from logbook.summaries.moment import SEPARATOR
from tests.eye import french
from tests.summaries.test_moment import ship

FRENCH, ENGLISH = french(), speaker("en")
MIDNIGHT = 1_780_264_800.0  # 2026-05-31T22:00:00Z, midnight two hours east
OFFSET = 7200


def hours(up: float | None, down: float | None) -> Above:
    rises, sets = (None if one is None else MIDNIGHT + 3600.0 * one for one in (up, down))
    return Above(rises, sets)


MAY = Sky(hours(6.25, 22.5), hours(5.5, 23.25), hours(4.5, 0.25), hours(14.0, 2.0), 0.43, True)
UP, DOWN = Above(throughout=True), Above(throughout=False)


def told(speaker: Speaker, day: Sky) -> str:
    return SEPARATOR.join(sky.told(speaker, day, OFFSET))


def test_a_day_is_told_in_the_order_of_its_hours() -> None:
    assert told(ENGLISH, MAY) == (
        "sunrise 06:15, sunset 22:30 · civil dawn 05:30, civil dusk 23:15"
        " · nautical dusk 00:15, nautical dawn 04:30 · moon 43%, waxing"
        " · moonset 02:00, moonrise 14:00"
    )
    assert told(FRENCH, MAY) == (
        "lever du soleil 06:15, coucher du soleil 22:30"
        " · aube civile 05:30, crépuscule civil 23:15"
        " · crépuscule nautique 00:15, aube nautique 04:30 · lune 43 %, croissante"
        " · coucher de lune 02:00, lever de lune 14:00"
    )


def test_polar_day_and_night_are_said() -> None:
    high = replace(MAY, sun=UP, civil=UP, nautical=UP, moon=UP, lit=0.999)
    assert told(ENGLISH, high) == "the sun does not set · full moon · the moon does not set"
    dim = replace(MAY, sun=DOWN, moon=DOWN, lit=0.3, waxing=False)
    assert told(ENGLISH, dim).startswith("the sun does not rise · civil dawn 05:30")
    assert told(ENGLISH, dim).endswith("moon 30%, waning · the moon does not rise")
    black = replace(dim, civil=DOWN, nautical=DOWN, lit=0.001)
    assert told(FRENCH, black).startswith(
        "le soleil ne se lève pas · pas de crépuscule · nouvelle lune"
    )


def test_a_twilight_that_lasts_all_night_is_said_once() -> None:
    white = replace(MAY, civil=UP, nautical=UP)
    assert "22:30 · civil twilight all night · moon" in told(ENGLISH, white)
    grey = replace(MAY, nautical=UP)
    assert "civil dusk 23:15 · nautical twilight all night · moon" in told(ENGLISH, grey)


def test_a_day_without_a_moonrise_is_silent_about_it() -> None:
    assert told(ENGLISH, replace(MAY, moon=hours(None, 2.0))).endswith("waxing · moonset 02:00")


def test_the_noon_line_ends_with_the_sky() -> None:
    said = noon.text(ENGLISH, noon.Noon(ship(), sky=MAY, ship_offset_s=OFFSET))
    assert said == f"Noon · 47°38.80'N 003°27.17'W · {told(ENGLISH, MAY)}"
