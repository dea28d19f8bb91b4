"""A replay's clock: the time of a replayed or simulated feed, running at its own rate."""

from collections.abc import Callable

from logbook.clock.changes import ClockChange
from logbook.clock.recording import RecordingClock
from logbook.model.entries import ClockSource, Timing
from logbook.model.observations import Report

STANDS_AFTER_S = 600.0
"""Ship's time after which the clock of a replay that has ended stands still: long enough for
every value to be seen to go stale, short enough not to invent hours."""
_LATE_REAL_S = 1.0
_YIELDS = 0.05


class ReplayClock:
    """What time it is in a replay: never to be used for a real book.

    `rate` is seconds of ship's time to a second, `start` (UTC seconds since 1970) what it shows
    until the first dated sentence. The recording's own dates are taken unless impossible.
    """

    def __init__(
        self,
        *,
        rate: float,
        start: float,
        boot_now: Callable[[], float],
        host_now: Callable[[], float],
        boot_id: str,
        release_day: int,
        day: int | None = None,
    ) -> None:
        self._rate = rate
        self._boot_now = boot_now
        self._host_now = host_now
        self._boot_id = boot_id
        self._recording = RecordingClock(release_day=release_day, day=day)
        # UTC = offset + boot * rate, and never beyond the limit; replaced as one value.
        self._carried = (start - boot_now() * rate, start)

    @property
    def source(self) -> ClockSource:
        """What the time is from: always a replay."""
        return ClockSource.REPLAY

    @property
    def dated(self) -> bool:
        """Whether the replay has stated its date yet."""
        return self._recording.dated

    def now(self) -> float:
        """Return the replay's time, UTC seconds since 1970."""
        return self.utc(self._boot_now())

    def utc(self, boot: float) -> float:
        """Return the replay's time at `boot`, seconds on the boot clock."""
        offset, limit = self._carried
        return min(offset + boot * self._rate, limit)

    def timing(self) -> Timing:
        """Return what times a line that is written now."""
        boot = self._boot_now()
        ahead = round(self.utc(boot) - self._host_now(), 3)
        return Timing(ClockSource.REPLAY, ahead, self._boot_id, boot)

    def entry_written(self, at: float) -> None:
        """Take no note: the lines of a replay bind nothing."""

    def heed_host(self) -> ClockChange | None:
        """Return None: the host's clock has no part in a replay."""
        return None

    def observe(
        self, report: Report, boot: float, line_time: float | None = None
    ) -> ClockChange | None:
        """Take a report heard at `boot`; the replay is followed, never mended: always None."""
        before = self._recording.steady
        self._recording.observe(report, line_time)
        if self._recording.steady != before:
            self._follow(self._recording.steady, boot)
        return None

    def fix_time(self, report: Report, boot: float) -> float | None:
        """Return when a report's position was true, or None where its time is in doubt."""
        del boot  # the recording alone says when
        return self._recording.fix_time(report)

    def _follow(self, utc: float, boot: float) -> None:
        offset, _ = self._carried
        behind = offset - (utc - boot * self._rate)
        if behind < 0.0 or behind > max(2.0, _LATE_REAL_S * self._rate):
            offset = utc - boot * self._rate
        else:
            # Late threads must not make the clock jerk back: it yields a little at each epoch.
            offset -= behind * _YIELDS
        self._carried = (offset, utc + STANDS_AFTER_S)
