"""A recording's own clock: the dates and times that its sentences state, with their faults."""

from typing import Final, Literal

from logbook.clock.epochs import (
    DAY_S,
    ROLLOVER_DAYS,
    TEN_YEARS_DAYS,
    dated,
    nearest,
    rolled_forward,
)
from logbook.model.observations import Report
from logbook.model.refusal import Refusal

Doubt = Literal["undated", "impossible date", "backwards", "leap", "restarted"]
"""What is wrong with an epoch. `restarted` itself is good: the recording goes on in a new time."""

FIRST_DAY: Final = 7305
"""1990-01-01: before it nobody recorded GPS sentences aboard (NMEA 0183 2.0 is of 1992)."""
LEAP_S: Final = 3600.0
"""A longer silence is believed once the epochs after it agree."""
LATE_S: Final = 2.0
"""A second receiver may lag by so much without being wrong."""
_AGREEING: Final = 3


class RecordingClock:
    """Follows a recording; it never looks at a real clock.

    `day` (days since 1970-01-01) dates a recording that states no date; `release_day` bounds
    what is believed: ten years past it. Times are UTC seconds since 1970.
    """

    def __init__(self, *, release_day: int, day: int | None = None) -> None:
        self._last_day = release_day + TEN_YEARS_DAYS
        self._seed = None if day is None else day * DAY_S
        self._epoch: float | None = None
        self._now: float | None = None
        self._line_offset = 0.0
        self._rival = 0.0
        self._agreeing = 0

    @property
    def dated(self) -> bool:
        """Whether the date is known."""
        return self._now is not None

    @property
    def steady(self) -> float:
        """The time as far as it is known, 0.0 until then: for ages, never for a line."""
        return 0.0 if self._now is None else self._now

    def now(self) -> float:
        """Return the recording's time; raises `Refusal` while no date is known."""
        if self._now is None:
            raise Refusal("feeds.undated")
        return self._now

    def observe(self, report: Report, line_time: float | None = None) -> Doubt | None:
        """Take the time of a report, and that which stands before its line; return what is wrong.

        The receiver's time is the truth; a line's own time carries it between epochs and through
        a silence of the receiver, and dates a recording that has no other date.
        """
        if line_time is not None:
            self._heed_line(line_time)
        if report.tod is None:
            return None
        if self._goes_on(report.day, report.tod):
            if line_time is not None:
                self._line_offset = self.steady - line_time
            return None
        utc = self._stated(report)
        if isinstance(utc, str):
            return utc
        doubt = self._judge(utc)
        if doubt is None or doubt == "restarted":
            # A second receiver that lags a little is right, and does not put the clock back.
            lags = doubt is None and self._epoch is not None and utc < self._epoch
            if not lags:
                self._epoch = self._now = utc
                if line_time is not None:
                    self._line_offset = utc - line_time
            self._agreeing = 0
        return doubt

    def fix_time(self, report: Report) -> float | None:
        """Return when a report's position was true, or None where its time is in doubt.

        Ask after `observe` has taken the report.
        """
        if report.position is None or self._now is None:
            return None
        if report.tod is None:
            return self._now
        if self._epoch is None:
            return None
        utc = nearest(report.tod, self._epoch)
        return utc if -LATE_S <= utc - self._epoch <= 0.0 else None

    def _goes_on(self, day: int | None, tod: float) -> bool:
        """Take an epoch that simply follows the last one: nearly all do, and it is quick."""
        epoch = self._epoch
        if epoch is None:
            return False
        utc = (epoch - epoch % DAY_S if day is None else day * DAY_S) + tod
        if not 0.0 <= utc - epoch <= LEAP_S:
            return False
        self._epoch = self._now = utc
        self._agreeing = 0
        return True

    def _heed_line(self, line_time: float) -> None:
        carried = line_time + self._line_offset
        if self._now is None or carried > self._now:
            self._now = carried

    def _stated(self, report: Report) -> float | Doubt:
        stated = dated(report)
        if stated is not None:
            return self._believable(stated)
        assert report.tod is not None, "asked only for a report with a time of day"
        near = self._now if self._epoch is None else self._epoch
        if near is not None:
            return nearest(report.tod, near)
        if self._seed is not None:
            return self._seed + report.tod
        return "undated"

    def _believable(self, stated: float) -> float | Doubt:
        day, tod = divmod(stated, DAY_S)
        whole = int(day)
        if self._epoch is not None:
            # A receiver that falls back in the middle: the recording knows its own date better.
            behind = int(self._epoch // DAY_S) - whole
            rollovers = round(behind / ROLLOVER_DAYS)
            if rollovers and abs(behind - rollovers * ROLLOVER_DAYS) <= 1:
                whole += rollovers * ROLLOVER_DAYS
        possible = rolled_forward(whole, FIRST_DAY, self._last_day)
        return "impossible date" if possible is None else possible[0] * DAY_S + tod

    def _judge(self, utc: float) -> Doubt | None:
        if self._epoch is None:
            return None
        ahead = utc - self._epoch
        if -LATE_S <= ahead <= LEAP_S:
            return None
        if self._agreeing and 0.0 < utc - self._rival <= LEAP_S:
            self._agreeing += 1
        elif not self._agreeing or utc != self._rival:
            self._agreeing = 1
        self._rival = utc
        if self._agreeing >= _AGREEING:
            return "restarted"
        return "backwards" if ahead < 0.0 else "leap"
