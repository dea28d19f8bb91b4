"""The ship's clock in the log: what the host timed is mended, whichever way it was wrong."""

from pathlib import Path

import pytest

from logbook.model.entries import ClockSource, EntryKind, LogEntry
from logbook.model.observations import Position
from logbook.store.book_reader import BookReader
from tests.sailing import gll, instant, pressure, rmc
from tests.watchkeeper.harness import Aboard, Computer

TRUE = "2027-06-01 11:50"


def _weather(_: float) -> list[bytes]:
    return [pressure(1.013)]


def _source(ship: Aboard) -> ClockSource:
    return ship.watch._clock.timing().source


def _hours(lines: list[LogEntry]) -> list[tuple[float, float]]:
    return [(one.draft.at, one.at) for one in lines if one.draft.kind is EntryKind.HOURLY]


@pytest.mark.parametrize("host", ["2027-06-01 09:58", "2027-06-01 15:58", "2025-01-01 00:58"])
def test_lines_that_the_host_timed_are_mended_by_the_first_trusted_fix(
    tmp_path: Path, host: str
) -> None:
    ship = Aboard(tmp_path, Computer(host), TRUE, at_anchor=True)
    ship.run(300.0, _weather)
    ship.run(90.0, ship.gps)
    ship.close()
    lines = ship.lines()
    hourly, clock = lines[0], next(one for one in lines if one.draft.kind is EntryKind.CLOCK)
    assert hourly.draft.timing.source is ClockSource.HOST
    assert hourly.draft.at == instant(host) + 120.0
    assert hourly.at == pytest.approx(instant(TRUE) + 120.0, abs=1.0)
    assert clock.draft.facts["covers"] == [1, 1]
    assert clock.draft.timing.source is ClockSource.GPS
    assert clock.at == pytest.approx(instant(TRUE) + 303.0, abs=61.0)
    with BookReader(tmp_path) as reader:
        by_time = [one.number for one in reader.entries()]
    assert by_time == sorted(by_time)


def test_each_line_is_mended_by_what_the_host_was_wrong_by_when_it_was_written(
    tmp_path: Path,
) -> None:
    computer = Computer("2027-06-01 05:59")
    ship = Aboard(tmp_path, computer, TRUE, at_anchor=True)
    ship.run(120.0, _weather)
    computer.set_host("2027-06-01 08:59")
    ship.run(120.0, _weather)
    computer.set_host("2027-06-01 02:59")
    ship.run(120.0, _weather)
    ship.run(90.0, ship.gps)
    ship.close()
    hours = _hours(ship.lines())
    assert [written for written, _ in hours][:3] == [
        instant("2027-06-01 06:00"),
        instant("2027-06-01 09:00"),
        instant("2027-06-01 03:00"),
    ]
    true = [instant(TRUE) + passed for passed in (60.0, 180.0, 300.0)]
    assert [mended for _, mended in hours][:3] == pytest.approx(true, abs=3.0)


def test_a_step_of_the_host_before_the_gps_is_a_line_and_after_it_nothing(tmp_path: Path) -> None:
    computer = Computer("2027-06-01 06:10")
    ship = Aboard(tmp_path, computer, TRUE)
    ship.run(10.0)
    computer.set_host("2027-06-01 11:50")
    ship.run(10.0)
    ship.run(10.0, ship.gps)
    computer.set_host("2031-01-01 00:00")
    ship.run(10.0, ship.gps)
    ship.close()
    events = [line.draft.facts["event"] for line in ship.lines()]
    assert events == ["host_stepped", "gps"]
    assert ship.lines()[-1].draft.timing.source is ClockSource.GPS


def test_a_host_that_was_ahead_is_believed_wrong_after_sixty_fixes_and_mended(
    tmp_path: Path,
) -> None:
    ship = Aboard(tmp_path, Computer("2029-06-01 09:58"), TRUE, at_anchor=True)
    ship.run(300.0, _weather)
    ship.run(30.0, ship.gps)
    assert _source(ship) is ClockSource.HOST
    ship.run(40.0, ship.gps)
    assert _source(ship) is ClockSource.GPS
    ship.close()
    hourly, clock = ship.lines()[:2]
    assert hourly.at == pytest.approx(instant(TRUE) + 120.0, abs=1.0)
    assert "before" in clock.draft.text.lower() or "earlier" in clock.draft.text.lower()


def test_positions_wait_until_the_clock_is_trusted(tmp_path: Path) -> None:
    ship = Aboard(tmp_path, Computer("1990-01-01 00:00"), TRUE)
    ship.run(60.0, ship.gps)
    ship.close()
    health = ship.watch._recorder.counts
    assert 0 < health.bad["time in doubt"] <= 3
    assert health.fixes > 50


def test_a_receiver_without_a_date_is_timed_by_the_host(tmp_path: Path) -> None:
    ship = Aboard(tmp_path, Computer(TRUE), TRUE)
    ship.run(30.0, lambda at: [gll(at, ship.place)])
    ship.close()
    assert ship.watch._recorder.counts.fixes == 30
    assert ship.watch._clock.source is ClockSource.HOST


def test_two_receivers_do_not_fight_and_the_second_takes_over(tmp_path: Path) -> None:
    ship = Aboard(tmp_path, Computer(TRUE), TRUE)
    for _ in range(60):
        ship.run(1.0, lambda at: ship.gps(at, 5.0))
        ship.hear([gll(ship.now, ship.place)], feed=1)
    first = ship.watch._hearing.intakes
    assert first[0].counters.used == 60
    assert first[1].counters.used == 0
    ship.run(30.0, lambda at: [gll(at, ship.place)], feed=1)
    assert first[1].counters.used >= 24
    assert ship.watch._recorder.counts.fixes >= 80
    ship.run(5.0, lambda at: ship.gps(at, 5.0))
    used = first[1].counters.used
    ship.run(5.0, lambda at: ship.gps(at, 5.0))
    ship.hear([gll(ship.now, ship.place)], feed=1)
    assert first[1].counters.used == used
    ship.close()


def test_a_feed_named_first_for_a_quantity_is_believed_first(tmp_path: Path) -> None:
    feeds = ("tcp://127.0.0.1:1", "tcp://127.0.0.1:2")
    ship = Aboard(tmp_path, Computer(TRUE), TRUE, feeds=feeds, priorities={"position": (feeds[1],)})
    believed = Position(48.3740, -4.4983333)
    for _ in range(20):
        ship.run(1.0, ship.gps)
        ship.hear([rmc(ship.now, believed, 0.0, 270.0)], feed=1)
    fix = ship.watch._recorder.ship.fix
    assert fix is not None
    assert fix.position.lat == pytest.approx(believed.lat, abs=1e-6)
    ship.close()


def test_one_report_that_fails_costs_no_other_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ship = Aboard(tmp_path, Computer(TRUE), TRUE)
    ship.run(10.0, ship.gps)
    take = ship.watch._recorder.take
    calls = 0

    def failing(*words: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("a mistake of the program's")
        take(*words)  # type: ignore[arg-type] # what it was given

    monkeypatch.setattr(ship.watch._recorder, "take", failing)
    before = ship.watch._recorder.counts.fixes
    ship.computer.boot += 2.0
    ship.hear([*ship.gps(ship.now - 1.0), *ship.gps(ship.now)])
    assert ship.watch._recorder.counts.fixes == before + 1
    assert [fault.name for fault in ship.watch.faults()] == ["watch.fault"]
    assert "could not be recorded" in caplog.text
    ship.run(700.0)
    assert ship.watch.faults() == []
    ship.close()
