"""The loop of `run`: what the feeds hear goes to the recorder, and so does the passing of time."""

import logging
import queue as queues
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

from logbook.clock.changes import ChangeKind, ClockChange
from logbook.feeds.queue import Batch, LineQueue
from logbook.intake import FeedIntake
from logbook.model.entries import ClockSource, Draft, Timing
from logbook.model.observations import Report
from logbook.model.refusal import Refusal
from logbook.recorder import Lines, Recorder, Stamp
from logbook.summaries.clock import Clock as ClockLine
from logbook.summaries.clock import Event

_log = logging.getLogger(__name__)

_PAUSE_S: Final = 0.5
_MISHAP_SHOWN_S: Final = 600.0
_EVENTS: Final[dict[ChangeKind, Event]] = {
    ChangeKind.FIRST: "gps",
    ChangeKind.STEP: "moved",
    ChangeKind.BACK: "moved",
    ChangeKind.HOST: "host_stepped",
}


class Clock(Protocol):
    """The ship's clock, or a replay's."""

    @property
    def source(self) -> ClockSource:
        """What the time is from."""

    def utc(self, boot: float) -> float:
        """Return the time at boot seconds `boot`, UTC seconds since 1970."""

    def timing(self) -> Timing:
        """Return what times a line that is written now."""

    def observe(
        self, report: Report, boot: float, line_time: float | None = None
    ) -> ClockChange | None:
        """Take a report; return the change if it set the clock."""

    def fix_time(self, report: Report, boot: float) -> float | None:
        """Return when a report's position was true, or None where that is in doubt."""

    def heed_host(self) -> ClockChange | None:
        """Follow the host's clock where there is no other."""

    def entry_written(self, at: float) -> None:
        """Take note of a live line timed `at`."""


class Keeping:
    """Runs on the recorder's thread until `stop`; everything that writes the log goes through it.

    `woken` is set whenever the passing of time is to be looked at; `heed` is called on every
    pass, so that who should set it is looked after too. `host_timed` returns the numbers of the
    lines that the host's clock timed in a boot. `turned` is when it last turned (boot s).
    """

    def __init__(
        self,
        queue: LineQueue,
        intakes: Sequence[FeedIntake],
        clock: Clock,
        recorder: Recorder,
        lines: Lines,
        *,
        boot_now: Callable[[], float],
        woken: threading.Event,
        host_timed: Callable[[str], tuple[int, int] | None],
        heed: Callable[[], object],
    ) -> None:
        self._queue = queue
        self._intakes = intakes
        self._clock = clock
        self._recorder = recorder
        self._lines = lines
        self._boot_now = boot_now
        self._host_timed = host_timed
        self._heed = heed
        self._asked: queues.SimpleQueue[Callable[[], None]] = queues.SimpleQueue()
        self._stop = threading.Event()
        self._woken = woken
        self._heard_boot = self.turned = boot_now()
        self._mishap_boot = float("-inf")

    @property
    def fault(self) -> Refusal | None:
        """Why the log is not kept as it should be, None where it is."""
        if self._recorder.fault is not None:
            return self._recorder.fault
        mishap = self._mishap_boot
        return Refusal("watch.fault") if self._boot_now() - mishap < _MISHAP_SHOWN_S else None

    def soon(self, work: Callable[[], None]) -> None:
        """Do something between two reports, on the recorder's thread."""
        self._asked.put(work)
        self._woken.set()

    def stop(self) -> None:
        """Make `run` return once what is queued has been taken."""
        self._stop.set()

    def run(self) -> None:
        """Keep the log until stopped. A line that cannot be written is tried again later."""
        while True:
            batch = self._queue.take(_PAUSE_S)
            if batch is None and self._stop.is_set():
                break
            self.turned = self._boot_now()
            self._guarded(self._heed)
            if batch is not None:
                self._heard_boot = batch.boot
                self._guarded(partial(self._take, batch))
            if self._woken.is_set() or batch is None:
                self._woken.clear()
                self._guarded(self._tick)
        self._guarded(self._recorder.close)

    def _guarded(self, work: Callable[[], object]) -> None:
        """Do it; the outermost boundary of this thread, which must outlive any one report."""
        try:
            work()
        except Exception:  # noqa: BLE001 - the outermost boundary of the recorder's thread
            self._mishap()

    def _mishap(self) -> None:
        now = self._boot_now()
        if now - self._mishap_boot > _MISHAP_SHOWN_S:
            _log.exception("a report could not be recorded")
        self._mishap_boot = now

    def _tick(self) -> None:
        """Let time pass."""
        change = self._clock.heed_host()
        if change is not None:
            self._changed(change, mends=False)
        # While lines wait, time goes as fast as they arrived, not faster.
        boot = self._heard_boot if len(self._queue) else self._boot_now()
        self._recorder.tick(self._clock.utc(boot))
        while not self._asked.empty():
            self._guarded(self._asked.get())

    def _take(self, batch: Batch) -> None:
        intake, boot = self._intakes[batch.feed], batch.boot
        for report in intake.take_many(batch.lines, boot):
            try:
                self._report(report, boot, intake.line_time)
            except Exception:  # noqa: BLE001 - one report must not cost the others of its batch
                self._mishap()
        self._recorder.settle()

    def _report(self, report: Report, boot: float, line_time: float | None) -> None:
        clock = self._clock
        if report.tod is not None:
            by_host = clock.source is ClockSource.HOST
            change = clock.observe(report, boot, line_time)
            if change is not None:
                self._changed(change, mends=by_host)
        fix_at = None if report.position is None else clock.fix_time(report, boot)
        at = clock.utc(boot)
        trusted = at if clock.source is ClockSource.GPS else None
        self._recorder.take(report, at, fix_at, trusted)

    def _changed(self, change: ClockChange, *, mends: bool) -> None:
        """Go on in the new time, and say so; what the host timed before a GPS is mended."""
        self._recorder.retimed(change.offset_s, change.at)
        self._recorder.write((self._clock_line(change, mends=mends),), change.at)

    def _clock_line(self, change: ClockChange, *, mends: bool) -> Draft:
        line = ClockLine(
            event="gps" if mends else _EVENTS[change.kind],
            offset_s=change.offset_s,
            covers=self._host_timed(change.boot_id) if mends else None,
            weeks_mended=change.weeks > 0,
            before_newest=change.before_newest_s > 0,
        )
        stamp = Stamp(change.at, self._clock.timing())
        return self._lines.clock(stamp, line, change)
