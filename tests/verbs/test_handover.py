"""The watch handed over: what a real book and a real track tell of it."""

from dataclasses import replace

import pytest

from logbook.model.entries import EntryKind, Origin
from logbook.model.units import KNOT, NAUTICAL_MILE_M
from logbook.summaries.handover import OVERBOARD, Handover, Since
from logbook.verbs import events
from logbook.verbs.bridge import Way
from logbook.verbs.handover import handover
from logbook.verbs.strike import strike
from logbook.verbs.write import write
from tests.eye import seen
from tests.verbs.aboard import HERE, NOON, Aboard
from tests.verbs.chat import PAUL
from tests.verbs.passage import HOUR, SPEED, blew, departed, took, where


def summed_up(ship: Aboard, at: float | None = None) -> Handover:
    found = handover(ship.bridge, at)
    assert found is not None
    return found


def test_a_watch_goes_from_the_last_change_and_tells_how_far_she_came(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    watch = summed_up(ship)
    assert (watch.since, watch.until, watch.began) == (NOON - 4 * HOUR, NOON, "watch")
    assert watch.names == ("paul",)
    assert watch.run_m == pytest.approx(4 * HOUR * SPEED, abs=1.0)
    assert watch.way_s == 4 * HOUR
    assert watch.good_m == pytest.approx(18.0 * NAUTICAL_MILE_M, rel=0.01)
    assert watch.good == pytest.approx(270.0, abs=0.5)


def test_the_first_watch_of_a_passage_goes_from_her_departure(ship: Aboard) -> None:
    departed(ship, 8.0)
    watch = summed_up(ship)
    assert (watch.since, watch.began, watch.names) == (NOON - 8 * HOUR, "departure", ())
    assert watch.run_m == pytest.approx(8 * HOUR * SPEED, abs=1.0)


def test_who_had_the_watch_before_the_night_in_harbour_has_no_summary(ship: Aboard) -> None:
    took(ship, "paul", 20.0)
    departed(ship, 2.0)
    assert summed_up(ship).since == NOON - 2 * HOUR
    assert summed_up(ship).names == ()


def test_of_a_passage_of_days_the_last_one_is_told(ship: Aboard) -> None:
    took(ship, "paul", 40.0)
    ship.ship.passage = Way(moving=True, departed_at=NOON - 50 * HOUR)
    watch = summed_up(ship)
    assert (watch.since, watch.began, watch.names) == (NOON - 24 * HOUR, "day", ())


def test_in_harbour_there_is_a_summary_only_of_a_watch_that_was_taken(ship: Aboard) -> None:
    assert handover(ship.bridge) is None
    took(ship, "paul", 40.0)
    assert handover(ship.bridge) is None
    took(ship, "paul", 3.0)
    watch = summed_up(ship)
    assert (watch.since, watch.run_m, watch.good_m) == (NOON - 3 * HOUR, None, None)


def test_a_watch_handed_over_at_once_has_no_summary(ship: Aboard) -> None:
    departed(ship, 8.0)
    marie = ship.caller()
    events.watch(ship.bridge, marie, ["leo"])
    ship.ship.at += 30.0
    line = events.watch(ship.bridge, marie, ["léa"])
    assert seen(line.draft.text) == "De quart : léa"
    assert line.draft.facts == {"watch": ["léa"]}


def test_what_she_lay_within_a_watch_is_no_way(ship: Aboard) -> None:
    took(ship, "paul", 4.0)
    departed(ship, 4.0)
    ship.wrote(EntryKind.ARRIVAL, NOON - 3 * HOUR)
    ship.wrote(EntryKind.DEPARTURE, NOON - 2.5 * HOUR)
    watch = summed_up(ship)
    assert watch.way_s == 3.5 * HOUR
    assert watch.run_m == pytest.approx(3.5 * HOUR * SPEED, abs=1.0)


def test_a_watch_told_late_is_told_until_then(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    watch = summed_up(ship, NOON - HOUR)
    assert (watch.since, watch.until) == (NOON - 4 * HOUR, NOON - HOUR)
    assert watch.run_m == pytest.approx(3 * HOUR * SPEED, abs=1.0)
    assert watch.moment.position is not None
    assert watch.moment.position.lon == pytest.approx(where(NOON - HOUR).lon, abs=1e-5)


def test_the_wind_and_the_glass_are_those_of_the_watch(ship: Aboard) -> None:
    departed(ship, 8.0)
    blew(ship, 8.0)
    took(ship, "paul", 4.0)
    watch = summed_up(ship)
    assert watch.wind is not None
    assert watch.wind.speed == pytest.approx(14.0 * KNOT, rel=0.01)
    assert watch.wind.direction == pytest.approx(250.6, abs=0.5)
    assert watch.wind.most.speed == pytest.approx(20.0 * KNOT, abs=0.01)
    assert NOON - HOUR < watch.wind.most_at < NOON
    assert watch.wind.gust == pytest.approx(31.0 * KNOT, abs=0.01)
    assert watch.wind.shift == pytest.approx(30.0, abs=0.1)
    assert watch.baro_change_pa == pytest.approx(-400.0, abs=1.0)


def test_a_barometer_that_was_heard_from_half_way_on_has_no_change(ship: Aboard) -> None:
    took(ship, "paul", 4.0)
    blew(ship, 2.0)
    assert summed_up(ship).baro_change_pa is None
    assert summed_up(ship).wind is not None


def test_sails_and_engine_stand_as_they_were_last_logged(ship: Aboard) -> None:
    departed(ship, 8.0)
    paul = ship.caller(PAUL.id)
    events.engine(ship.bridge, paul, "on", at=NOON - 8.5 * HOUR)
    events.sails(ship.bridge, paul, "GV haute", at=NOON - 7 * HOUR)
    took(ship, "paul", 4.0)
    watch = summed_up(ship)
    assert watch.sails == Since("GV haute", 7 * HOUR)
    assert watch.engine == Since("on", 8.5 * HOUR)
    assert watch.engine_s == 4 * HOUR
    events.engine(ship.bridge, paul, "off", at=NOON - HOUR)
    wrong = events.sails(ship.bridge, paul, "spi", at=NOON - 0.5 * HOUR)
    write(ship.bridge, paul, "vu", at=NOON - 2 * HOUR, facts={"sails": "GV, génois"})
    strike(ship.bridge, paul, wrong.number, "pas celui-là")
    watch = summed_up(ship)
    assert watch.sails == Since("GV, génois", 2 * HOUR)
    assert (watch.engine, watch.engine_s) == (Since("off", HOUR), 3 * HOUR)


def test_the_gear_of_another_passage_is_not_told(ship: Aboard) -> None:
    paul = ship.caller(PAUL.id)
    events.sails(ship.bridge, paul, "GV haute", at=NOON - 11 * HOUR)
    events.engine(ship.bridge, paul, "on", at=NOON - 11 * HOUR)
    departed(ship, 8.0)
    assert (summed_up(ship).sails, summed_up(ship).engine) == (None, None)
    events.engine(ship.bridge, paul, "off", at=NOON - HOUR)
    assert summed_up(ship).engine == Since("off", HOUR)
    # Since when it had run, nobody wrote.
    assert summed_up(ship).engine_s is None


def test_lines_and_alarms_of_the_watch_are_counted_and_no_others(ship: Aboard) -> None:
    departed(ship, 8.0)
    squall = {"alert": "squall", "phase": "raised"}
    ship.wrote(EntryKind.ALARM, NOON - 6 * HOUR, facts=squall)
    took(ship, "paul", 4.0)
    ship.wrote(EntryKind.ALARM, NOON - 3 * HOUR, facts=squall)
    ship.wrote(EntryKind.ALARM, NOON - 2 * HOUR, facts={"alert": "squall", "phase": "cleared"})
    ship.wrote(EntryKind.MOB, NOON - HOUR, facts={"action": "start"})
    ship.wrote(EntryKind.SETTING, NOON - HOUR)
    ship.wrote(EntryKind.HOURLY, NOON - HOUR, origin=Origin.IMPORT)
    false = ship.wrote(EntryKind.ALARM, NOON - HOUR, facts={"alert": "gale", "phase": "raised"})
    strike(ship.bridge, ship.caller(), false.number, "essai")
    watch = summed_up(ship)
    assert watch.lines == 3
    assert [(one.alert, one.at) for one in watch.alarms] == [
        ("squall", NOON - 3 * HOUR),
        (OVERBOARD, NOON - HOUR),
    ]


def test_the_line_holds_the_summary_in_words_and_in_figures(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    draft = events.watch(ship.bridge, ship.caller(), ["léa"]).draft
    first, second = seen(draft.text).split("\n")[:2]
    assert first == "De quart : léa"
    assert second.startswith("Quart descendant : paul, de 08:00 à 12:00 UTC · 20,0 M en 4 h")
    assert draft.facts["watch"] == ["léa"]
    assert (draft.facts["relieved"], draft.facts["since"]) == (["paul"], "2026-06-01T08:00:00Z")
    assert draft.facts["run_m"] == pytest.approx(4 * HOUR * SPEED, abs=0.1)
    assert draft.position == HERE


def test_whatever_was_written_before_the_watch_changes(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    events.sails(ship.bridge, ship.caller(), "génois " * 500, at=NOON - HOUR)
    line = events.watch(ship.bridge, ship.caller(), ["léa"])
    assert "voilure : génois" in seen(line.draft.text)
    assert len(line.draft.text) < 1000
    crowd = ["nom" * 1000, "autre" * 180]
    assert events.watch(ship.bridge, ship.caller(), crowd).draft.facts["watch"] == crowd


def test_without_a_track_that_can_be_read_the_rest_is_told(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    ship.track.close()
    for file in ship.folder.glob("track.db*"):
        file.unlink()
    watch = summed_up(ship)
    assert (watch.run_m, watch.wind) == (None, None)
    assert (watch.names, watch.lines) == (("paul",), 0)


def test_a_log_of_years_costs_no_more_than_a_new_one(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    new = steps(ship)
    old = ship.wrote(EntryKind.WATCH, NOON - 100 * HOUR, facts={"watch": ["leo"]}).draft
    kinds = (EntryKind.WATCH, EntryKind.SAILS, EntryKind.ENGINE, EntryKind.DEPARTURE)
    ship.book.append(
        [
            replace(old, at=old.at - HOUR * number, kind=kinds[number % 4], text=f"{number}")
            for number in range(4000)
        ]
    )
    ship.sail([(old.at - 60.0 * number, 48.0, -5.0) for number in range(20_000)])
    took(ship, "paul", 4.0)
    assert steps(ship) < 2 * new


def steps(ship: Aboard) -> int:
    """Return how often SQLite had done so many steps more while a watch was summed up."""
    done = [0]

    def more() -> None:
        done[0] += 1

    with ship.bridge.readers.book() as book, ship.bridge.readers.track() as track:
        for reader in (book, track):
            reader._db.conn.set_progress_handler(more, 10)
    summed_up(ship)
    return done[0]
