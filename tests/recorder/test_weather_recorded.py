"""Real wind and glass, off Groix and at a cold start: no alarm is false, no figure made up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.clock import RELEASE_DAY
from logbook.clock.recording import RecordingClock
from logbook.config import Config
from logbook.intake import Intake
from logbook.model.entries import EntryKind
from logbook.model.observations import Report
from logbook.model.quantities import BARO, TWS
from logbook.model.units import KNOT
from logbook.store.track_reader import TrackReader
from tests.recorder.harness import Ship
from tests.recordings import recording

GROIX = "nmea0183/rob-groix-2023-06-23.nmea.gz"


def reports(name: str, every: int) -> Iterator[tuple[float, float | None, Report]]:
    """Yield what the recording says, with the time of each; of `every` kilobytes only the first."""
    lines = recording(name).splitlines(keepends=True)
    lines = [line for index, line in enumerate(lines) if (index // 40) % every == 0]
    clock = RecordingClock(release_day=RELEASE_DAY)
    intake = Intake().feed("recording", 0)
    for report in intake.take_many(lines, clock.steady):
        if report.tod is not None:
            clock.observe(report, intake.line_time)
            intake.now = clock.steady
        if clock.dated:
            fix_at = None if report.position is None else clock.fix_time(report)
            yield clock.steady, fix_at, report


def test_a_fine_day_off_groix_raises_nothing_and_its_glass_and_wind_are_known(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path, "2023-06-23 00:00", config=Config(language="en"))
    for at, fix_at, report in reports(GROIX, every=12):
        ship.now = at
        ship.recorder.take(report, at, fix_at)
    ship.recorder.settle()
    weather = ship.recorder.weather(ship.now)
    ship.stop()
    assert ship.lines(EntryKind.ALARM) == []
    with TrackReader(tmp_path) as track:
        glass = list(track.samples(BARO))
        wind = list(track.samples(TWS))
    assert weather.trend is not None
    assert weather.trend.over_s > 3 * 3600.0
    last = [one for one in glass if one.at >= ship.now - 600.0]
    then = min(glass, key=lambda one: abs(one.at - (ship.now - 10_800.0)))
    assert weather.tendency is not None
    assert weather.tendency.change_pa == pytest.approx(last[-1].mean - then.mean, abs=40.0)
    assert abs(weather.tendency.change_pa) < 110.0
    assert weather.tendency.characteristic is not None
    lately = [one for one in wind if one.at >= ship.now - 600.0]
    assert weather.wind is not None
    assert weather.wind.speed <= max(one.high or 0.0 for one in lately) + 1e-6
    assert weather.wind.speed <= weather.wind.gust <= 7.1 * KNOT


def test_a_tendency_of_few_minutes_is_not_told(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "2023-06-23 00:00", config=Config(language="en"))
    for at, fix_at, report in reports("nmea0183/rob-gps-bme280-coldstart.nmea", every=1):
        ship.now = at
        ship.recorder.take(report, at, fix_at)
    weather = ship.recorder.weather(ship.now)
    assert (weather.tendency, weather.trend, weather.wind) == (None, None, None)
    assert weather.alarms == ()
