"""The anchor watch: it ends when she has plainly left, and never for a boat that drags."""

from pathlib import Path

import pytest

from logbook.config import Config
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.geodesy import displace
from logbook.model.quantities import TWD, TWS
from tests.recorder.harness import Ship, instant, number

CONFIG = Config(language="en", anchor_m=50.0)


def drop(ship: Ship, **facts: object) -> LogEntry:
    """Write an anchor line where she is, as a command would."""
    draft = Draft(
        at=ship.now,
        written_at=ship.now,
        kind=EntryKind.ANCHOR,
        origin=Origin.MANUAL,
        text="anchor",
        timing=Timing(ClockSource.GPS),
        position=ship.place,
        facts=facts,
    )
    (entry,) = ship.book.append([draft])
    ship.recorder.heed(entry)
    return entry


def at_anchor(folder: Path) -> Ship:
    """Return a ship that lies at anchor since nine, with half an hour behind her."""
    ship = Ship(folder, "08:50", config=CONFIG)
    ship.sail("09:00", 0.0)
    drop(ship, anchor="down", chain_m=30.0)
    ship.sail("09:30", 0.0)
    return ship


def drags(ship: Ship) -> list[LogEntry]:
    return [
        line for line in ship.lines(EntryKind.ALARM) if line.draft.facts["alert"] == "anchor_drag"
    ]


def is_open(ship: Ship) -> bool:
    return any(one.alert == "anchor_drag" for one in ship.recorder.weather(ship.now).alarms)


def test_who_sails_off_and_forgets_the_anchor_reads_that_the_alarm_ended_and_why(
    tmp_path: Path,
) -> None:
    ship = at_anchor(tmp_path)
    ship.sail("13:30", 5.0)
    raised, over = drags(ship)
    (departure,) = ship.lines(EntryKind.DEPARTURE)
    assert raised.number < departure.number < over.number
    assert (over.draft.facts["phase"], over.draft.facts["why"]) == ("cleared", "under_way")
    assert over.at - instant("09:30") < 240.0
    assert number(over, "peak") < 500.0
    assert over.draft.text.startswith("Alarm over after ")
    assert over.draft.text.endswith(
        "; under way, at 3 kn and more for 3 min: the anchor is no longer watched"
    )
    assert not is_open(ship)


@pytest.mark.parametrize("kn", [0.5, 1.0, 2.0, 2.5])
def test_a_boat_that_drags_stays_in_alarm_though_she_departs_by_the_rule(
    tmp_path: Path, kn: float
) -> None:
    ship = at_anchor(tmp_path)
    blow = {TWS: 15.0, TWD: 250.0}
    ship.sail("09:50", kn, cog=70.0, say=blow)
    (raised,) = drags(ship)
    assert raised.draft.facts["phase"] == "raised"
    assert ship.lines(EntryKind.DEPARTURE)
    assert is_open(ship)


def test_a_boat_that_surges_to_four_knots_for_a_minute_stays_in_alarm(tmp_path: Path) -> None:
    ship = at_anchor(tmp_path)
    for _ in range(5):
        ship.sail(ship.now + 60.0, 4.0, cog=70.0)
        ship.sail(ship.now + 60.0, 1.0, cog=70.0)
    assert [line.draft.facts["phase"] for line in drags(ship)] == ["raised"]
    assert is_open(ship)


def test_the_way_made_before_the_anchor_fell_does_not_end_its_watch(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "08:50", config=CONFIG)
    ship.sail("09:30", 5.0)
    drop(ship, anchor="down")
    ship.sail("09:40", 0.0)
    ship.place = displace(ship.place, 90.0, 80.0)
    ship.sail("09:45", 0.0)
    assert [line.draft.facts["phase"] for line in drags(ship)] == ["raised"]


def test_a_restart_on_passage_ends_an_alarm_that_was_left_open(tmp_path: Path) -> None:
    ship = at_anchor(tmp_path)
    ship.sail("09:32", 5.0)
    assert is_open(ship)
    ship.kill()
    ship.start()
    assert is_open(ship)
    ship.sail("09:40", 5.0)
    assert [line.draft.facts["phase"] for line in drags(ship)] == ["raised", "cleared"]


def test_a_watch_that_ended_does_not_begin_again_at_a_restart(tmp_path: Path) -> None:
    ship = at_anchor(tmp_path)
    ship.sail("09:40", 5.0)
    ship.sail("10:00", 0.0)
    ship.kill()
    ship.start()
    ship.sail("10:10", 0.0)
    assert len(drags(ship)) == 2
    drop(ship, anchor="down")
    ship.sail("10:20", 0.0)
    ship.place = displace(ship.place, 90.0, 80.0)
    ship.sail("10:25", 0.0)
    assert [line.draft.facts["phase"] for line in drags(ship)] == ["raised", "cleared", "raised"]


def test_who_was_moved_a_mile_while_nobody_listened_does_not_drag(tmp_path: Path) -> None:
    ship = at_anchor(tmp_path)
    ship.stop()
    ship.place = displace(ship.place, 90.0, 30_000.0)
    ship.now += 6 * 3600.0
    ship.start()
    ship.sail(ship.now + 1200.0, 0.0)
    assert drags(ship) == []


def test_a_drag_of_more_than_a_mile_ends_in_words(tmp_path: Path) -> None:
    ship = at_anchor(tmp_path)
    ship.sail("10:30", 2.0, cog=70.0)
    raised, over = drags(ship)
    assert over.at - raised.at > 1500.0
    assert over.draft.text.endswith(
        "; farther than a mile from the anchor: it is no longer watched"
    )
