"""Wakes the recorder often, and keeps doing so; the only file that knows apscheduler.

It decides nothing: what is due is worked out from the ship's clock and the log. The library plans
by the host's clock, which on a boat steps; a guard on the steady clock notices that the wakes have
stopped, or that they should not have come yet, and plans anew.
"""

import datetime as dt
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

_JOB = "wake"
_MISSED_WAKES = 3


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
        self._woke = steady()
        # Late is better than never; and a day without wakes is one wake, not 86,400.
        self._scheduler = BackgroundScheduler(
            timezone=dt.UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    @property
    def woke(self) -> float:
        """When the last wake came, in steady seconds."""
        return self._woke

    def start(self) -> None:
        """Begin to wake; the first wake comes at once."""
        self._plan()
        self._scheduler.start()

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
        self._plan()
        return True

    def _plan(self) -> None:
        self._scheduler.add_job(
            self._run,
            "interval",
            seconds=self._every_s,
            id=_JOB,
            replace_existing=True,
            # Without it an interval that starts in the past lists every run since.
            next_run_time=dt.datetime.now(dt.UTC),
        )

    def _run(self) -> None:
        self._woke = self._steady()
        self._wake()
