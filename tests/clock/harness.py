"""What the tests of clocks share: a machine whose clocks are turned, and a receiver's reports."""

import datetime as dt

from logbook.clock.changes import ClockChange
from logbook.clock.ship import ShipClock
from logbook.model.observations import Position, Report

RELEASE = dt.date(2026, 5, 1)
EPOCH = dt.date(1970, 1, 1)
RELEASE_DAY = (RELEASE - EPOCH).days
HERE = Position(47.6, -3.5)


def instant(text: str) -> float:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp()


def rmc(at: float, *, day: bool = True) -> Report:
    whole, tod = divmod(at, 86_400.0)
    return Report("GPRMC", position=HERE, tod=tod, day=int(whole) if day else None)


def zda(at: float) -> Report:
    whole, tod = divmod(at, 86_400.0)
    return Report("GPZDA", tod=tod, day=int(whole))


class Machine:
    """A computer whose two clocks the test turns."""

    def __init__(self, host: str) -> None:
        self.boot = 100.0
        self.host_minus_boot = instant(host) - self.boot

    def boot_now(self) -> float:
        return self.boot

    def host_now(self) -> float:
        return self.boot + self.host_minus_boot

    def clock(self, newest: float | None = None) -> ShipClock:
        return ShipClock(
            boot_now=self.boot_now,
            host_now=self.host_now,
            boot_id="a-boot",
            release_day=RELEASE_DAY,
            newest_entry_at=newest,
        )

    def listen(self, clock: ShipClock, start: float, seconds: int) -> list[ClockChange]:
        """Let a receiver speak every second, its time `start` at first."""
        changes = []
        for second in range(seconds):
            self.boot += 1.0
            change = clock.observe(rmc(start + second), self.boot)
            if change is not None:
                changes.append(change)
        return changes


NOON = instant("2026-06-01T12:00:00")
