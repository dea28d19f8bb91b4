"""Wakes the recorder often, and keeps doing so; the only file that knows apscheduler.

It decides nothing: what is due is worked out from the ship's clock and the log. The library plans
by the host's clock, which on a boat steps; a guard on the steady clock notices that the wakes have
stopped, or that they should not have come yet, and plans anew.
"""

import datetime as dt
import logging
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

_log = logging.getLogger(__name__)

_JOB = "wake"
_MISSED_WAKES = 3
_ALIVE_S = 30.0


class Schedule:
    """Calls `wake` every `every_s` seconds on a thread of its own, from `start` to `stop`.

    `steady` returns seconds that never step (the boot clock).
    """

    def __init__(
        self, wake: Callable[[], None], *, steady: Callable[[], float], every_s: float = 1.0
    ) -> None:
        self._wake = wake
        self._steady = steady
        self._every_s = every_s
        self._woke = self._really_woke = steady()
        self._scheduler = _scheduler()

    @property
    def woke(self) -> float:
        """When the last wake came, in steady seconds."""
        return self._woke

    def start(self) -> None:
        """Begin to wake; the first wake comes at once."""
        self._woke = self._really_woke = self._steady()
        self._plan()
        self._scheduler.start()

    @property
    def is_alive(self) -> bool:
        """Whether wakes still come; a clock's step is mended long before this says no."""
        return self._steady() - self._really_woke <= _ALIVE_S

    def stop(self) -> None:
        """Stop waking; a wake in progress is waited for."""
        self._scheduler.shutdown(wait=True)

    def heed(self) -> bool:
        """Plan anew if the wakes have stopped; return whether that was needed.

        Called by whoever is woken, on its own steady time-out.
        """
        if self._steady() - self._woke <= _MISSED_WAKES * self._every_s:
            return False
        self._woke = self._steady()
        if not _is_threaded(self._scheduler):
            _log.error("the schedule's thread is dead, and another takes its place")
            self._scheduler = _scheduler()
            self._scheduler.start()
        self._plan()
        return True

    def _plan(self) -> None:
        self._scheduler.add_job(
            self._run,
            _Again(self._every_s),
            id=_JOB,
            replace_existing=True,
            next_run_time=dt.datetime.now(dt.UTC),
        )

    def _run(self) -> None:
        self._woke = self._really_woke = self._steady()
        self._wake()


class _Again(BaseTrigger):  # type: ignore[misc] # the library has no types
    """Comes again `every_s` seconds from whatever the time is now.

    The library's own interval counts from the time before: a host's clock that leaps five years
    ahead would have it list 157 million wakes, and hold its lock meanwhile.
    """

    def __init__(self, every_s: float) -> None:
        self._every = dt.timedelta(seconds=every_s)

    def get_next_fire_time(self, _: dt.datetime | None, now: dt.datetime) -> dt.datetime:
        return now + self._every


def _scheduler() -> BackgroundScheduler:
    # Late is better than never; and a day without wakes is one wake, not 86,400.
    return BackgroundScheduler(
        timezone=dt.UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )


def _is_threaded(scheduler: BackgroundScheduler) -> bool:
    # The library does not tell whether its thread lives.
    thread = getattr(scheduler, "_thread", None)
    return thread is not None and bool(thread.is_alive())
