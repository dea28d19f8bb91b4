"""Real receivers' times through the intake: what the recording's clock makes of their faults."""

from collections import Counter

import pytest

from logbook.clock.recording import RecordingClock
from logbook.intake import Intake
from tests.clock.harness import RELEASE_DAY, instant
from tests.recordings import recording


def follow(name: str, day: int | None = None) -> tuple[Counter[str], int, RecordingClock]:
    """Return the doubts, the number of timed fixes, and the clock at the end."""
    feed = Intake().feed(name, 0)
    clock = RecordingClock(release_day=RELEASE_DAY, day=day)
    doubts: Counter[str] = Counter()
    fixes = 0
    for line in recording(name).splitlines():
        report = feed.take(line, clock.steady)
        if report is None:
            continue
        doubt = clock.observe(report, feed.line_time)
        if doubt is not None:
            doubts[doubt] += 1
        fixes += clock.fix_time(report) is not None
    return doubts, fixes, clock


def test_a_cold_start_and_a_passage_at_sea_raise_no_doubt() -> None:
    doubts, fixes, clock = follow("nmea0183/rob-gps-bme280-coldstart.nmea")
    assert not doubts
    assert fixes > 290
    assert clock.now() == pytest.approx(instant("2021-07-22T23:36:25"), abs=1.5)


def test_positions_that_share_a_timestamp_raise_no_doubt() -> None:
    doubts, fixes, clock = follow("nmea0183/pacific-cup-2008-start.nmea.gz")
    assert not doubts
    assert fixes > 1100
    assert clock.now() == instant("2008-07-14T20:20:00")


def test_a_receiver_that_begins_in_2008_is_followed_to_its_true_date() -> None:
    _, fixes, clock = follow("gpsd/geos-1m.log")
    assert fixes >= 6
    assert clock.now() == instant("2010-07-09T07:37:08")


def test_a_step_back_is_doubted_then_followed() -> None:
    doubts, _, clock = follow("gpsd/humminbird-M37.log")
    assert doubts == {"backwards": 2, "restarted": 1}
    assert clock.now() == instant("2006-09-16T19:41:19")


def test_a_log_without_any_date_is_undated_until_one_is_given() -> None:
    name = "nmea0183/signalk-plaka.nmea.gz"
    doubts, fixes, clock = follow(name)
    assert set(doubts) == {"undated"}
    assert fixes == 0
    assert not clock.dated
    day = int(instant("2014-08-15T00:00:00") // 86_400)
    doubts, fixes, clock = follow(name, day)
    assert not doubts
    assert fixes > 7000
    assert clock.now() == instant("2014-08-15T14:03:24")
