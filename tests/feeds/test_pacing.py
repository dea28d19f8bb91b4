"""Waiting: between attempts, and for a recording's own time."""

import pytest

from logbook.feeds.backoff import Backoff
from logbook.feeds.pace import Pace


def test_the_waits_double_up_to_a_minute_and_begin_again_once_something_was_heard() -> None:
    backoff = Backoff(chance=lambda: 0.0)
    assert [backoff.wait_s() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    backoff.reset()
    assert backoff.wait_s() == 1.0


def test_chance_shortens_a_wait_by_half_at_most_and_never_below_the_first() -> None:
    backoff = Backoff(chance=lambda: 1.0)
    assert [backoff.wait_s() for _ in range(8)] == [1, 1, 2, 4, 8, 16, 30, 30]


def test_the_waits_of_a_real_backoff_stay_within_their_bounds() -> None:
    backoff = Backoff()
    waits = [backoff.wait_s() for _ in range(200)]
    assert all(1.0 <= wait <= 60.0 for wait in waits)
    assert len(set(waits)) > 50


def test_ships_time_is_due_at_its_speed() -> None:
    now = [100.0]
    pace = Pace(60.0, lambda: now[0])
    assert pace.until(60.0) == pytest.approx(1.0)
    now[0] += 0.25
    assert pace.until(60.0) == pytest.approx(0.75)


def test_a_little_late_is_caught_up_and_very_late_is_not_run_after() -> None:
    now = [0.0]
    pace = Pace(1.0, lambda: now[0])
    now[0] = 10.5
    assert pace.until(10.0) == 0.0
    assert pace.until(11.0) == pytest.approx(0.5)
    now[0] = 3600.0
    assert pace.until(12.0) == 0.0
    assert pace.until(13.0) == pytest.approx(1.0)
