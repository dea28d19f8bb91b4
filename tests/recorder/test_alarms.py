"""Alarms in the log: one line when it begins, one when it is over, and none in an import."""

from pathlib import Path

import pytest

from logbook.config import Config
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.geodesy import displace
from logbook.model.notices import NoticeKind, notices_of
from logbook.model.observations import Position
from logbook.model.quantities import BARO, DEPTH_SURFACE, TWD, TWS, Quantity
from logbook.model.units import KNOT
from logbook.recorder import Rules
from logbook.recorder.lookout import Lookout
from tests.recorder.harness import BREST, Ship, number

ALARM = EntryKind.ALARM
CONFIG = Config(language="en", shallow_m=3.0, anchor_m=50.0)


def sail_falling(ship: Ship, minutes: int, start_pa: float, by_pa: float, kn: float = 6.0) -> float:
    """Sail on while the glass falls by `by_pa` in all; return where it stands."""
    for minute in range(minutes):
        pascals = start_pa + by_pa * (minute + 1) / minutes
        ship.sail(ship.now + 60.0, kn, say={BARO: pascals}, every_s=20.0)
    return start_pa + by_pa


def phases(ship: Ship) -> list[tuple[object, object]]:
    return [(line.draft.facts["alert"], line.draft.facts["phase"]) for line in ship.lines(ALARM)]


def drop(ship: Ship, place: Position | None, **facts: object) -> LogEntry:
    """Write an anchor line, as a command would, from another thread than the recorder's."""
    draft = Draft(
        at=ship.now,
        written_at=ship.now,
        kind=EntryKind.ANCHOR,
        origin=Origin.MANUAL,
        text="anchor",
        timing=Timing(ClockSource.GPS),
        position=place,
        facts=facts,
    )
    (entry,) = ship.book.append([draft])
    ship.recorder.heed(entry)
    return entry


def test_six_hectopascals_in_three_hours_are_said_to_be_force_8_and_later_over(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    low = sail_falling(ship, 180, 101_300.0, -600.0)
    sail_falling(ship, 120, low, 200.0)
    raised, worse, over = ship.lines(ALARM)
    assert raised.draft.text.startswith("Falling glass, -3.")
    assert "bad weather coming (rule of thumb: 1 hPa an hour" in raised.draft.text
    assert worse.draft.text.startswith("The glass falls faster, -4.")
    assert "force 8 likely (rule of thumb: 4 to 5 hPa in 3 h)" in worse.draft.text
    assert over.draft.text.startswith("Alarm over after ")
    assert ": falling glass, at worst -5." in over.draft.text
    assert number(over, "count") == 1.0
    assert number(over, "peak") == pytest.approx(-580.0, abs=25.0)
    assert number(over, "duration_s") > 3600.0
    assert all(line.draft.origin is Origin.AUTO for line in (raised, worse, over))
    assert raised.draft.position is not None


def test_an_open_alarm_goes_on_over_a_restart_and_is_not_raised_again(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    low = sail_falling(ship, 150, 101_300.0, -600.0)
    assert phases(ship) == [("falling_glass", "raised"), ("falling_glass", "worse")]
    ship.stop()
    ship.start()
    sail_falling(ship, 120, low, 300.0)
    assert phases(ship)[2:] == [("falling_glass", "cleared")]
    over = ship.lines(ALARM)[-1]
    assert number(over, "duration_s") > 3600.0
    assert number(over, "peak") < -500.0


def test_the_glass_of_before_a_restart_still_counts(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    low = sail_falling(ship, 60, 101_300.0, -250.0)
    ship.kill()
    ship.start()
    sail_falling(ship, 60, low, -250.0)
    assert ("falling_glass", "worse") in phases(ship)
    weather = ship.recorder.weather(ship.now)
    assert weather.trend is not None
    assert weather.trend.over_s > 7000.0


def test_a_gale_is_raised_calls_people_and_is_over_once(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)

    def blow(minutes: int, kn: float) -> None:
        ship.sail(ship.now + minutes * 60.0, say={TWS: kn * KNOT, TWD: 230.0}, every_s=5.0)

    for minutes, kn in ((15, 12.0), (20, 31.0), (30, 38.0), (5, 29.0), (10, 37.0), (40, 12.0)):
        blow(minutes, kn)
    told = phases(ship)
    assert told.count(("gale", "raised")) == told.count(("gale", "cleared")) == 1
    assert told.count(("strong_wind", "raised")) == told.count(("strong_wind", "cleared")) == 1
    gale = next(line for line in ship.lines(ALARM) if line.draft.facts["alert"] == "gale")
    assert gale.draft.text.startswith(("Gale: 33 kn, force 8", "Gale: 34 kn, force 8"))
    assert [one.kind for one in notices_of(gale)] == [NoticeKind.ALARM, NoticeKind.CARD]
    strong = ship.lines(ALARM)[0]
    assert [one.kind for one in notices_of(strong)] == [NoticeKind.CARD]


def test_a_squall_is_told_within_two_minutes_with_its_shift(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    ship.sail("09:30", say={TWS: 12 * KNOT, TWD: 210.0})
    ship.sail("09:32", say={TWS: 32 * KNOT, TWD: 260.0})
    (squall,) = ship.lines(ALARM)
    assert squall.draft.facts["alert"] == "squall"
    assert squall.draft.text.startswith("Squall: ")
    assert ", veered " in squall.draft.text


def test_an_hour_tells_the_mean_of_ten_minutes_its_gusts_and_what_the_glass_did(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, "08:30", config=CONFIG)
    say: dict[Quantity, float] = {TWS: 14 * KNOT, TWD: 350.0, BARO: 101_300.0}
    ship.sail("11:52", say=say, every_s=10.0)
    ship.sail("11:53", say={**say, TWS: 30 * KNOT}, every_s=1.0)
    ship.sail("13:01", say={**say, TWD: 10.0}, every_s=5.0)
    noon = ship.lines(EntryKind.NOON)[0]
    # Vectors: from 350° and 010° the mean is near north, and nowhere near south.
    assert "wind 35" in noon.draft.text or "wind 00" in noon.draft.text
    assert "gusts 30 kn" in noon.draft.text
    assert "0.0 hPa in 3 h, steady" in noon.draft.text
    assert noon.draft.facts["tendency"] == 4
    assert number(noon, "gust") == pytest.approx(30 * KNOT, abs=0.01)
    one = ship.lines(EntryKind.HOURLY)[-1]
    assert "wind 010° 14 kn force 4 ·" in one.draft.text
    assert one.draft.facts["wind_from"] == pytest.approx(10.0)


def test_shallow_water_is_told_at_once_and_the_waves_over_it_are_one_alarm(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    ship.sail("09:20", say={DEPTH_SURFACE: 12.0})
    for _ in range(10):
        ship.sail(ship.now + 20.0, say={DEPTH_SURFACE: 2.6})
        ship.sail(ship.now + 20.0, say={DEPTH_SURFACE: 3.2})
    ship.sail("09:40", say={DEPTH_SURFACE: 12.0})
    raised, over = ship.lines(ALARM)
    assert raised.at <= 1200.0 + ship.lines()[0].at + 30.0
    assert raised.draft.text.endswith("(limit 3.0 m)")
    assert raised.draft.facts["calls"] is True
    assert number(over, "peak") == pytest.approx(2.6)


def test_a_dragging_anchor_is_told_and_weighing_it_is_the_end(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    ship.sail("09:10", 0.0)
    anchor = drop(ship, ship.place, anchor="down", chain_m=25.0)
    ship.sail("10:00", 0.0)
    assert ship.lines(ALARM) == []
    ship.place = displace(ship.place, 135.0, 80.0)
    ship.sail("10:05", 0.0)
    (raised,) = ship.lines(ALARM)
    assert raised.draft.text.startswith("The anchor drags: 80.")
    assert raised.draft.text.endswith(" m from where it was dropped (circle of 50.0 m)")
    assert raised.at - anchor.at == pytest.approx(50 * 60.0, abs=180.0)
    drop(ship, ship.place, anchor="up")
    ship.sail("10:12", 0.0)
    assert phases(ship) == [("anchor_drag", "raised"), ("anchor_drag", "cleared")]


def test_the_anchor_is_watched_over_a_restart_and_a_struck_line_is_not(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    ship.sail("09:05", 0.0)
    anchor = drop(ship, BREST, anchor="down")
    ship.sail("09:10", 0.0)
    ship.stop()
    ship.start()
    ship.place = displace(BREST, 0.0, 200.0)
    ship.sail("09:15", 0.0)
    assert phases(ship) == [("anchor_drag", "raised")]
    strike = Draft(
        at=ship.now,
        written_at=ship.now,
        kind=EntryKind.STRIKE,
        origin=Origin.MANUAL,
        text="never dropped",
        timing=Timing(ClockSource.GPS),
        refers_to=anchor.number,
    )
    ship.recorder.heed(ship.book.append([strike])[0])
    ship.sail("09:25", 0.0)
    ship.stop()
    ship.start()
    ship.sail("09:40", 0.0)
    assert phases(ship) == [("anchor_drag", "raised"), ("anchor_drag", "cleared")]


def test_an_anchor_dropped_without_a_position_lies_where_the_first_one_is_heard(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    ship.sail("09:05", 0.0, gps=False)
    drop(ship, None, anchor="down")
    ship.sail("09:15", 0.0)
    assert ship.lines(ALARM) == []
    ship.place = displace(ship.place, 0.0, 90.0)
    ship.sail("09:20", 0.0)
    assert phases(ship) == [("anchor_drag", "raised")]


def test_instruments_that_fall_silent_together_are_one_line(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", config=CONFIG)
    ship.sail("09:45", say={TWS: 6.0, TWD: 200.0, BARO: 101_300.0, DEPTH_SURFACE: 30.0})
    ship.sail("10:05", say={BARO: 101_300.0})
    (raised,) = ship.lines(ALARM)
    assert raised.draft.text == "Silent for 10 min: wind, depth"
    ship.sail("10:20", say={TWS: 6.0, TWD: 200.0, BARO: 101_300.0, DEPTH_SURFACE: 30.0})
    assert phases(ship) == [("silent_sensor", "raised"), ("silent_sensor", "cleared")]


def test_a_limit_that_is_changed_holds_at_once(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00", Rules(), config=Config(language="en"))
    ship.sail("09:10", say={DEPTH_SURFACE: 2.0})
    assert ship.lines(ALARM) == []
    lookout = ship.recorder._lookout
    assert isinstance(lookout, Lookout)
    lookout.follow(Rules().limits.__class__(shallow_m=3.0))
    ship.sail("09:12", say={DEPTH_SURFACE: 2.0})
    assert phases(ship) == [("shallow_water", "raised")]


def test_nobody_looks_out_in_an_import(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:00")
    sail_falling(ship, 120, 101_300.0, -900.0)
    assert ship.lines(ALARM) == []
    assert ship.recorder.weather(ship.now).alarms == ()
