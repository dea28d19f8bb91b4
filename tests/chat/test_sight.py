"""What the pinned card shows: each value with its age, and what is worth an edit."""

from dataclasses import replace

import pytest

from logbook.chat.sight import Overboard, Sight, is_news, text
from logbook.model.entries import Condition
from logbook.model.geodesy import displace
from logbook.model.quantities import AWA, AWS, BARO
from logbook.summaries.moment import Moment
from tests.chat.lines import BREST, NOON, hand
from tests.chat.sights import SIGHT, moved, with_


def test_the_card_says_each_value_with_its_age() -> None:
    assert text(SIGHT, hand()).split("\n") == [
        "Mistral, mardi 2 juin 2026, 14:00 UTC+2",
        "48°22,41'N 004°29,87'W (il y a 3 s)",
        "route 271° (il y a 1 s)",
        "5,4 nd (il y a 1 s)",
        "vent 250° 18 nd force 5 (il y a 3 s)",
        "1013,2 hPa (il y a 42 s)",
        "12,4 m sous la sonde (il y a 0 s)",
    ]
    assert text(replace(SIGHT, ship_name="", simulated=True), hand("en")).split("\n")[:3] == [
        "The ship, Tuesday 2 June 2026, 14:00 UTC+2",
        "Replayed or simulated: nothing of it is real.",
        "48°22.41'N 004°29.87'W (3 s ago)",
    ]


def test_what_is_stale_or_silent_is_not_shown() -> None:
    stale = Moment(BREST, 61.0, conditions={AWS: Condition(9.0, 91.0), BARO: Condition(1e5, 90.0)})
    assert text(Sight(NOON, stale), hand()).split("\n")[1:] == [
        "pas de position",
        "1000,0 hPa (il y a 90 s)",
    ]


def test_an_apparent_wind_is_said_to_be_one() -> None:
    felt = Moment(BREST, conditions={AWS: Condition(9.0, 4.0), AWA: Condition(-45.0, 6.0)})
    assert "vent apparent 17 nd à 45° bâbord (il y a 6 s)" in text(Sight(NOON, felt), hand())


def test_somebody_overboard_stands_first_with_the_way_back() -> None:
    place = displace(BREST, 271.0, 400.0)
    alarm = Overboard(NOON - 300, place)
    row = text(replace(SIGHT, overboard=alarm), hand()).split("\n")[1]
    assert row == "HOMME À LA MER à 13:55 UTC+2, 48°22,41'N 004°30,19'W : au 271°, à 401 m"
    far = Overboard(NOON - 300, displace(BREST, 90.0, 3704.0))
    assert "bearing 090°, 2.0 NM" in text(replace(SIGHT, overboard=far), hand("en"))
    lost = replace(SIGHT, moment=Moment(), overboard=alarm)
    assert "notre position est inconnue" in text(lost, hand())
    assert "position inconnue" in text(replace(SIGHT, overboard=Overboard(NOON, None)), hand())


@pytest.mark.parametrize(
    ("now", "news"),
    [
        (SIGHT, False),
        (moved(20.0), False),  # at anchor, the GPS wanders
        (moved(40.0), True),
        (with_(SIGHT, sog=Condition(2.9, 9.0)), False),
        (with_(SIGHT, sog=Condition(3.1, 1.0)), True),
        (with_(SIGHT, cog=Condition(275.0, 1.0)), False),
        (with_(SIGHT, cog=Condition(290.0, 1.0)), True),
        (with_(SIGHT, cog=Condition(290.0, 1.0), sog=Condition(0.1, 1.0)), True),
        (with_(SIGHT, baro=Condition(101_330.0, 1.0)), False),
        (with_(SIGHT, baro=Condition(101_350.0, 1.0)), True),
        (with_(SIGHT, depth=Condition(12.4, 11.0)), True),  # it has gone silent
        (replace(SIGHT, moment=Moment()), True),
        (replace(SIGHT, simulated=True), True),
    ],
)
def test_noise_is_no_news(now: Sight, *, news: bool) -> None:
    assert is_news(SIGHT, now) is news
    assert is_news(now, SIGHT) is news


def test_a_boat_that_lies_still_has_no_course_to_tell_of() -> None:
    still = with_(SIGHT, sog=Condition(0.1, 1.0))
    assert not is_news(still, with_(still, cog=Condition(90.0, 1.0), sog=Condition(0.1, 1.0)))
