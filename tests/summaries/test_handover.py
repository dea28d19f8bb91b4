"""The summary of a watch, whole, in both languages; what is not known is not said."""

from dataclasses import replace

from logbook.locale import speaker
from logbook.model.units import KNOT, NAUTICAL_MILE_M
from logbook.model.weather_spell import Blown, Wind
from logbook.summaries.handover import OVERBOARD, Alarmed, Handover, Since, facts, rows
from tests.eye import french
from tests.summaries.test_moment import ship
from tests.verbs.aboard import NOON

FRENCH, ENGLISH = french(), speaker("en")
HOUR = 3600.0
STRONGEST = Wind(19 * KNOT, 240.0, 26 * KNOT, 600.0)
WATCH = Handover(
    since=NOON - 4 * HOUR,
    until=NOON,
    began="watch",
    ship_offset_s=7200,
    moment=ship(baro=(101_320.0, 0.0), sea_temp=288.35, air_temp=290.15),
    names=("paul", "léa"),
    run_m=21.3 * NAUTICAL_MILE_M,
    way_s=4 * HOUR,
    good_m=20.8 * NAUTICAL_MILE_M,
    good=231.0,
    wind=Blown(14 * KNOT, 228.0, STRONGEST, NOON - 4800.0, 26 * KNOT, 25.0, 4 * HOUR - 60.0),
    baro_change_pa=-180.0,
    sails=Since("GV un ris, génois", 2 * HOUR),
    engine=Since("off", 3 * HOUR),
    engine_s=4800.0,
    lines=7,
    alarms=(Alarmed("squall", NOON - HOUR),),
)


def test_the_summary_tells_all_that_is_known() -> None:
    assert rows(FRENCH, WATCH) == [
        (
            "Quart descendant : paul, léa, de 10:00 à 14:00 UTC+2 · 21,3 M en 4 h · moyenne 5,3 nd"
            " · 20,8 M au 231° en ligne droite"
        ),
        (
            "vent 228° 14 nd force 4, moyenne sur 4 h"
            " · vent 240° 19 nd force 5 au plus fort, vers 12:40 · rafales 26 nd"
            " · rotation de 25° à droite"
        ),
        "1013,2 hPa, -1,8 hPa en 4 h · mer 15,2 °C · air 17,0 °C",
        "voilure : GV un ris, génois (il y a 2 h) · moteur arrêté depuis 3 h · 1 h 20 de moteur",
        "7 lignes écrites · 1 alarme : grain à 13:00",
    ]
    assert rows(ENGLISH, WATCH) == [
        (
            "Off-going watch: paul, léa, from 10:00 to 14:00 UTC+2 · 21.3 NM in 4 h · mean 5.3 kn"
            " · 20.8 NM made good, bearing 231°"
        ),
        (
            "wind 228° 14 kn force 4, mean over 4 h"
            " · wind 240° 19 kn force 5 at its strongest, about 12:40 · gusts 26 kn · veered 25°"
        ),
        "1013.2 hPa, -1.8 hPa in 4 h · sea 15.2 °C · air 17.0 °C",
        "sails: GV un ris, génois (2 h ago) · engine off for 3 h · 1 h 20 min under engine",
        "7 lines written · 1 alarm: squall at 13:00",
    ]


def test_the_summary_of_a_boat_without_instruments_is_its_span() -> None:
    bare = Handover(since=NOON - HOUR, until=NOON, began="watch", names=("paul",))
    assert rows(FRENCH, bare) == ["Quart descendant : paul, de 11:00 à 12:00 UTC"]
    assert rows(FRENCH, bare, titled=False) == []
    assert facts(bare) == {"since": "2026-06-01T11:00:00Z", "relieved": ["paul"], "lines": 0}


def test_a_watch_that_nobody_was_named_for_says_what_it_is_reckoned_from() -> None:
    left = replace(WATCH, began="departure", names=())
    assert rows(FRENCH, left)[0].startswith("Depuis le départ, de 10:00 à 14:00 UTC+2 · 21,3 M")
    day = replace(WATCH, began="day", since=NOON - 24 * HOUR, names=())
    assert rows(ENGLISH, day)[0].startswith("Last 24 hours, from 14:00 to 14:00 UTC+2")


def test_a_stale_glass_is_silent_whatever_it_did() -> None:
    stale = replace(WATCH, moment=ship(baro=(101_320.0, 120.0)))
    assert not any("hPa" in row for row in rows(FRENCH, stale))


def test_a_steady_wind_is_told_once_and_heard_for_a_part_says_which() -> None:
    steady = Blown(14 * KNOT, 228.0, Wind(14.2 * KNOT, 230.0, 0.0), NOON, 17 * KNOT, 5.0, HOUR)
    told = rows(FRENCH, replace(WATCH, wind=steady))[1]
    assert told == "vent 228° 14 nd force 4, moyenne sur 1 h · rafales 17 nd"


def test_of_many_alarms_the_last_are_named_and_all_are_counted() -> None:
    raised = [Alarmed("squall", NOON - 600.0 * ago) for ago in range(8, 0, -1)]
    last = rows(FRENCH, replace(WATCH, alarms=(*raised, Alarmed(OVERBOARD, NOON))))[-1]
    assert "· 9 alarmes : …, grain à 13:20, " in last
    assert last.endswith("homme à la mer à 14:00")


def test_the_figures_are_kept_beside_the_words() -> None:
    kept = facts(WATCH)
    assert kept["relieved"] == ["paul", "léa"]
    assert kept["since"] == "2026-06-01T08:00:00Z"
    assert (kept["run_m"], kept["span_s"]) == (39_447.6, 14_400)
    assert (kept["good_m"], kept["good"]) == (38_521.6, 231.0)
    assert (kept["wind_mean"], kept["wind_from"], kept["wind_most"]) == (7.2, 228.0, 9.77)
    assert (kept["gust"], kept["baro_change_pa"], kept["engine_s"]) == (13.38, -180.0, 4800.0)
    assert (kept["lines"], kept["alarms"]) == (7, ["squall"])
