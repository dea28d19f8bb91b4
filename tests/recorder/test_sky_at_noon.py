"""Sun and moon in the noon line: of a line that is written now, not of a recording's."""

from logbook.locale import speaker
from logbook.model.entries import ClockSource, Origin, Timing
from logbook.recorder import Lines, Stamp
from logbook.recorder.lines import Run
from logbook.summaries.moment import Moment
from tests.summaries.test_moment import GROIX, ship

NOON = 1_780_308_000.0  # 2026-06-01T10:00:00Z, noon two hours east
STAMP = Stamp(NOON, Timing(ClockSource.GPS))


def noon(origin: Origin, moment: Moment) -> str:
    lines = Lines(speaker("en"), origin, 7200)
    return lines.noon(NOON, STAMP, moment, Run(span_s=86_400.0)).text


def test_a_noon_line_tells_sun_and_moon_in_ship_s_time() -> None:
    told = noon(Origin.AUTO, Moment(GROIX))
    assert "sunrise 06:2" in told
    assert "sunset 22:0" in told
    assert told.endswith("moonrise 23:47")


def test_an_imported_noon_line_does_without() -> None:
    told = noon(Origin.IMPORT, ship())
    assert told.startswith("Noon · 47°38.80'N 003°27.17'W")
    assert "sun" not in told


def test_a_noon_without_a_position_has_no_sky() -> None:
    assert "sun" not in noon(Origin.AUTO, Moment())
