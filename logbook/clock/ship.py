"""The ship's clock: GPS time carried on the boot clock, the host's only until then."""

from collections.abc import Callable

from logbook.clock.changes import ChangeKind, ClockChange
from logbook.clock.epochs import DAY_S, TEN_YEARS_DAYS, Trial, dated, nearest, rolled_forward
from logbook.model.entries import ClockSource, Timing
from logbook.model.observations import Report

TRUSTED_EPOCHS = 3
BEFORE_NEWEST_EPOCHS = 60
"""Product rule: three consistent epochs set the clock; sixty, where the log already holds a
later line."""
AGREES_S = 2.0
"""How far an epoch may lie from the clock and still only be late; also what makes a step of the
host's clock worth noting."""
DRIFT = 2e-4
"""How fast (s/s) the clock yields to epochs that lie behind it: twice a poor crystal's drift."""
_PENDING_S = 5.0
_DATE_S = 60.0


class ShipClock:
    """What time it is aboard; one for the whole run, told by the recorder, read by anyone.

    `boot_now` and `host_now` return boot seconds and the host's UTC; `release_day` is this
    release's date (days since 1970-01-01), before which no date is believed; `newest_entry_at`
    the newest line that was not imported. Nothing here sets the host's clock.
    """

    def __init__(
        self,
        *,
        boot_now: Callable[[], float],
        host_now: Callable[[], float],
        boot_id: str,
        release_day: int,
        newest_entry_at: float | None = None,
    ) -> None:
        self._boot_now = boot_now
        self._host_now = host_now
        self._boot_id = boot_id
        self._first_day = release_day
        self._newest = newest_entry_at
        self._source = ClockSource.HOST
        # The host's time too is carried on the boot clock: its steps are seen, and said.
        self._offset = host_now() - boot_now()
        self._offset_boot = boot_now()
        self._trial = Trial()
        self._date: tuple[float, float] | None = None

    @property
    def source(self) -> ClockSource:
        """What the time is from."""
        return self._source

    def now(self) -> float:
        """Return the ship's time, UTC seconds since 1970."""
        return self._boot_now() + self._offset

    def utc(self, boot: float) -> float:
        """Return the ship's time at `boot`, seconds on the boot clock, as it is known now."""
        return boot + self._offset

    def timing(self) -> Timing:
        """Return what times a line that is written now."""
        boot = self._boot_now()
        ahead = round(self.utc(boot) - self._host_now(), 3)
        return Timing(self._source, ahead, self._boot_id, boot)

    def entry_written(self, at: float) -> None:
        """Take note of a live line timed `at`; imported ones never count."""
        if self._newest is None or at > self._newest:
            self._newest = at

    def heed_host(self) -> ClockChange | None:
        """Follow a step of the host's clock while there is no other; call it every second or so.

        A small computer without a clock chip starts in the past and jumps when it hears of the
        time; staying behind would leave a boat without GPS dates wrong all day.
        """
        if self._source is not ClockSource.HOST:
            return None
        boot = self._boot_now()
        offset = self._host_now() - boot
        if abs(offset - self._offset) <= AGREES_S:
            return None
        return self._set(offset, boot, ChangeKind.HOST)

    def observe(
        self, report: Report, boot: float, line_time: float | None = None
    ) -> ClockChange | None:
        """Take a report heard at `boot`; return the change if it set the clock.

        What a sender wrote before the line (`line_time`) proves nothing about the time.

        An epoch is a valid position with its time of day and a date: its own, or that of a
        sentence without a status (ZDA) which agrees with it to two seconds.
        """
        del line_time
        if report.tod is None:
            return None
        stated = dated(report)
        if report.position is None:
            if stated is not None:
                self._date = (stated, boot)
            return None
        if stated is None:
            stated = self._dated_by_another(report.tod, boot)
        if stated is None:
            return None
        day, tod = divmod(stated, DAY_S)
        believable = rolled_forward(int(day), self._first_day, self._first_day + TEN_YEARS_DAYS)
        if believable is None:
            return None
        corrected, weeks = believable
        return self._epoch(corrected * DAY_S + tod, boot, weeks)

    def fix_time(self, report: Report, boot: float) -> float | None:
        """Return when a report's position was true (UTC seconds since 1970), or None.

        None while dates that may become the clock's are still on trial: such a position would
        be stored in a time that is about to be left.
        """
        if report.position is None:
            return None
        now = self.utc(boot)
        if report.tod is None:
            return now
        if self._source is ClockSource.HOST and self._on_trial(boot):
            return None
        return nearest(report.tod, now)

    def _dated_by_another(self, tod: float, boot: float) -> float | None:
        if self._date is None or boot - self._date[1] > _DATE_S:
            return None
        expected = self._date[0] + boot - self._date[1]
        stated = nearest(tod, expected)
        return stated if abs(stated - expected) <= AGREES_S else None

    def _on_trial(self, boot: float) -> bool:
        return self._trial.count > 0 and boot - self._trial.last_boot <= _PENDING_S

    def _epoch(self, utc: float, boot: float, weeks: int) -> ClockChange | None:
        offset = utc - boot
        if self._source is ClockSource.GPS and abs(offset - self._offset) <= AGREES_S:
            self._trial.clear()
            self._follow(offset, boot)
            return None
        agreeing = self._trial.add(utc, boot)
        before = 0.0 if self._newest is None else max(0.0, self._newest - utc)
        back = before > AGREES_S
        if agreeing < (BEFORE_NEWEST_EPOCHS if back else TRUSTED_EPOCHS):
            return None
        if back:
            kind, self._newest = ChangeKind.BACK, utc
        else:
            first = self._source is ClockSource.HOST
            kind, before = (ChangeKind.FIRST if first else ChangeKind.STEP), 0.0
        best = self._trial.best
        self._trial.clear()
        self._source = ClockSource.GPS
        return self._set(best, boot, kind, weeks=weeks, epochs=agreeing, before_newest_s=before)

    def _follow(self, offset: float, boot: float) -> None:
        # Arrivals are only ever late: the largest offset is the truest, less what crystals drift.
        drift = DRIFT * min(boot - self._offset_boot, _DATE_S)
        self._offset = max(offset, self._offset - drift)
        self._offset_boot = boot

    def _set(
        self,
        offset: float,
        boot: float,
        kind: ChangeKind,
        *,
        weeks: int = 0,
        epochs: int = 0,
        before_newest_s: float = 0.0,
    ) -> ClockChange:
        moved = offset - self._offset
        self._offset, self._offset_boot = offset, boot
        return ClockChange(
            kind=kind,
            at=boot + offset,
            offset_s=moved,
            utc_minus_boot_s=offset,
            boot_id=self._boot_id,
            weeks=weeks,
            epochs=epochs,
            before_newest_s=before_newest_s,
        )
