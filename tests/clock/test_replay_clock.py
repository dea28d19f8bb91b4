"""A replay's clock: the recording's dates at the replay's rate, said to be a replay."""

import pytest

from logbook.clock.replay import STANDS_AFTER_S, ReplayClock
from logbook.model.entries import ClockSource
from tests.clock.harness import RELEASE_DAY, instant, rmc

NOON = instant("2016-08-15T12:00:00")
TODAY = instant("2026-06-01T12:00:00")


class Replay:
    """A replay at sixty times the speed, on a boot clock that the test turns."""

    def __init__(self, rate: float = 60.0) -> None:
        self.boot = 1000.0
        self.clock = ReplayClock(
            rate=rate,
            start=TODAY,
            boot_now=lambda: self.boot,
            host_now=lambda: TODAY,
            boot_id="a-boot",
            release_day=RELEASE_DAY,
        )


def test_until_the_first_date_the_given_start_is_shown() -> None:
    replay = Replay()
    assert replay.clock.now() == TODAY
    assert not replay.clock.dated


def test_a_replay_runs_at_its_own_rate_from_the_recordings_own_date() -> None:
    replay = Replay()
    assert replay.clock.observe(rmc(NOON), replay.boot) is None
    assert replay.clock.now() == NOON
    replay.boot += 2.0
    assert replay.clock.now() == NOON + 120.0
    assert replay.clock.fix_time(rmc(NOON), replay.boot) == NOON
    assert replay.clock.dated


def test_a_replay_says_so_of_every_line() -> None:
    replay = Replay()
    replay.clock.observe(rmc(NOON), replay.boot)
    timing = replay.clock.timing()
    assert replay.clock.source is ClockSource.REPLAY
    assert timing.source is ClockSource.REPLAY
    assert timing.offset_s == pytest.approx(NOON - TODAY)
    assert replay.clock.heed_host() is None


def test_late_sentences_do_not_make_a_replay_jerk_back() -> None:
    replay = Replay()
    shown = []
    for second in range(600):
        late = 0.1 if second % 3 else 0.0
        replay.boot = 1000.0 + second / 60.0 + late
        replay.clock.observe(rmc(NOON + second), replay.boot)
        shown.append(replay.clock.utc(1000.0 + second / 60.0 + 0.1))
    assert shown == sorted(shown)
    assert shown[-1] == pytest.approx(NOON + 599.0, abs=7.0)


def test_a_gap_that_was_skipped_is_skipped_by_the_clock() -> None:
    replay = Replay()
    replay.clock.observe(rmc(NOON), replay.boot)
    for second in range(3):
        replay.boot += 1.0 / 60.0
        replay.clock.observe(rmc(NOON + 9 * 3600.0 + second), replay.boot)
    assert replay.clock.now() == NOON + 9 * 3600.0 + 2.0


def test_the_clock_of_a_replay_that_ended_stands_still_and_invents_no_hours() -> None:
    replay = Replay(rate=3600.0)
    replay.clock.observe(rmc(NOON), replay.boot)
    replay.boot += 60.0
    assert replay.clock.now() == NOON + STANDS_AFTER_S
