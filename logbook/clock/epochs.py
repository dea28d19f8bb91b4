"""Times that a receiver states, and when enough of them agree to be believed."""

from logbook.model.observations import Report

DAY_S = 86_400.0
ROLLOVER_WEEKS = 1024
"""The GPS signal counts weeks in ten bits (IS-GPS-200): old receivers fall back by as many."""
ROLLOVER_DAYS = ROLLOVER_WEEKS * 7
TEN_YEARS_DAYS = 3653
GPS_BEGAN_DAY = 3656
"""1980-01-05, the eve of GPS time: no rollover leads before it, only a clock without a battery."""

CONSISTENT_S = 0.75
"""How far the offsets of consistent epochs may differ: a slow serial line's jitter, and less
than the second by which two epochs of one burst differ."""
SPACING_S = 0.9
"""Epochs nearer than this count as one, so that a burst from a fast receiver proves nothing."""


def nearest(tod: float, near: float) -> float:
    """Return the instant with time of day `tod` that lies within half a day of `near`.

    All in seconds; the instants are UTC since 1970.
    """
    utc = near - near % DAY_S + tod
    if utc - near > DAY_S / 2:
        return utc - DAY_S
    if near - utc > DAY_S / 2:
        return utc + DAY_S
    return utc


def dated(report: Report) -> float | None:
    """Return the instant that a report states in full (UTC seconds since 1970), or None."""
    if report.day is None or report.tod is None:
        return None
    return report.day * DAY_S + report.tod


def rolled_forward(day: int, first: int, last: int) -> tuple[int, int] | None:
    """Return a date within `first` and `last`, and the weeks that were added to bring it there.

    Dates are days since 1970-01-01. None where no number of rollovers brings it there.
    """
    if day < GPS_BEGAN_DAY:
        return None
    rollovers = max(0, -((day - first) // ROLLOVER_DAYS))
    corrected = day + rollovers * ROLLOVER_DAYS
    return (corrected, rollovers * ROLLOVER_WEEKS) if corrected <= last else None


class Trial:
    """Counts epochs that agree with one another about UTC minus boot time.

    A single epoch that disagrees is passed over (some receivers state a wrong minute once a
    minute); two in a row begin the trial anew.
    """

    def __init__(self) -> None:
        self.count = 0
        self.best = 0.0
        """The largest offset seen: arrivals are only ever late, so it is the truest."""
        self.last_boot = 0.0
        self._first = 0.0
        self._last_utc = 0.0
        self._odd = 0

    def add(self, utc: float, boot: float) -> int:
        """Take an epoch; return how many agree with it, itself included (0 for an odd one)."""
        offset = utc - boot
        self.last_boot = boot
        if self.count and abs(offset - self._first) <= CONSISTENT_S:
            self._odd = 0
            self.best = max(self.best, offset)
            if utc - self._last_utc >= SPACING_S:
                self.count += 1
                self._last_utc = utc
            return self.count
        self._odd += 1
        if self.count and self._odd < 2:
            return 0
        self.count, self._odd = 1, 0
        self._first = self.best = offset
        self._last_utc = utc
        return 1

    def clear(self) -> None:
        """Forget all epochs."""
        self.count = self._odd = 0
