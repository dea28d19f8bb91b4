"""The last quarter of an hour is remembered, whatever order reports come in."""

from logbook.model.weather_pressure import TENDENCY_S
from logbook.recorder.memory import BUFFER_S, Memory
from logbook.summaries.moment import Moment

NOON = 1_780_000_000.0


def _filled(minutes: int) -> Memory:
    memory = Memory()
    for step in range(minutes * 4):
        memory.remember(NOON + step * 15.0, Moment(), step * 10.0)
    return memory


def test_a_moment_of_ten_minutes_ago_is_recalled_with_the_odometer() -> None:
    kept = _filled(12).recall(NOON + 60.0)
    assert kept is not None
    assert (kept.at, kept.stood_m) == (NOON + 60.0, 40.0)


def test_what_comes_a_little_late_does_not_wipe_what_is_remembered() -> None:
    memory = _filled(12)
    last = NOON + 12 * 60.0 - 15.0
    memory.remember(last - 0.05, Moment(), 9_999.0)
    memory.remember(last - 60.0, Moment(), 9_999.0)
    assert memory.recall(NOON) is not None
    kept = memory.recall(last)
    assert kept is not None
    assert kept.stood_m == 470.0


def test_a_time_that_began_anew_forgets_the_old_one() -> None:
    memory = _filled(12)
    memory.remember(NOON - 86_400.0, Moment(), 0.0)
    assert memory.recall(NOON) is None
    assert memory.recall(NOON - 86_400.0) is not None


def test_no_more_than_the_buffer_is_kept() -> None:
    memory = _filled(60)
    assert memory.recall(NOON + 3600.0 - BUFFER_S - 60.0) is None
    assert memory.recall(NOON + 3600.0 - BUFFER_S + 30.0) is not None


def test_the_tendency_survives_a_sample_that_comes_late() -> None:
    memory = Memory()
    for minute in range(200):
        memory.pressure(NOON + minute * 60.0, 101_300.0 - minute)
    memory.pressure(NOON + 199 * 60.0 - 0.5, 99_000.0)
    change = memory.pressure_change(NOON + 199 * 60.0)
    assert change == -TENDENCY_S / 60.0
