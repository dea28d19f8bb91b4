"""The wakes come, and come back after the host's clock has stepped."""

import datetime as dt
import threading
from collections.abc import Callable

import apscheduler.schedulers.base
import pytest

from logbook.schedule import Schedule

REAL = dt.datetime
"""The tests step the name, not the clock."""


class SteppedClock:
    """Stands where `datetime` stood, some days off."""

    def __init__(self, *, days: int) -> None:
        self._step = dt.timedelta(days=days)

    def now(self, tz: dt.tzinfo | None = None) -> dt.datetime:
        return REAL.now(tz) + self._step


class Steady:
    """A steady clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _counting() -> tuple[Callable[[], None], threading.Semaphore]:
    woken = threading.Semaphore(0)
    return woken.release, woken


def test_it_wakes_again_and_again_until_it_is_stopped() -> None:
    wake, woken = _counting()
    schedule = Schedule(wake, steady=Steady(), every_s=0.02)
    schedule.start()
    assert all(woken.acquire(timeout=5) for _ in range(5))
    schedule.stop()
    while woken.acquire(blocking=False):
        pass
    assert not woken.acquire(timeout=0.1)


def test_nothing_is_planned_anew_while_the_wakes_come() -> None:
    steady = Steady()
    wake, woken = _counting()
    schedule = Schedule(wake, steady=steady, every_s=60.0)
    schedule.start()
    assert woken.acquire(timeout=5)
    steady.now += 179.0
    assert not schedule.heed()
    schedule.stop()


def test_a_host_clock_that_steps_back_six_days_does_not_stop_the_wakes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steady = Steady()
    wake, woken = _counting()
    schedule = Schedule(wake, steady=steady, every_s=0.05)
    schedule.start()
    assert woken.acquire(timeout=5)

    stepped = SteppedClock(days=-6)
    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", stepped)
    monkeypatch.setattr("logbook.schedule.dt.datetime", stepped)
    while woken.acquire(timeout=0.3):
        pass  # what was planned before the step may still come; then silence
    steady.now += 10.0
    assert schedule.heed()
    assert all(woken.acquire(timeout=5) for _ in range(3))
    schedule.stop()


def test_a_host_clock_that_steps_forward_five_years_brings_one_wake_not_millions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wake, woken = _counting()
    schedule = Schedule(wake, steady=Steady(), every_s=1.0)
    schedule.start()
    assert woken.acquire(timeout=5)

    stepped = SteppedClock(days=5 * 365)
    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", stepped)
    schedule._scheduler.wakeup()
    assert woken.acquire(timeout=5)
    assert not woken.acquire(timeout=0.2)
    schedule.stop()
