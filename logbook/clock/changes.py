"""What the ship's clock tells when it is set: how far it moved, and why it was believed."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """Why the clock was set."""

    FIRST = "first"  # the first trusted fix of this run: host's time no more
    HOST = "host"  # the host's clock stepped while there was no other
    STEP = "step"  # the receiver settled on another time
    BACK = "back"  # GPS time lies before the newest line, and insisted


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The clock was set.

    `at` is the ship's time just after, UTC seconds since 1970; `offset_s` the new time minus the
    old one. A line timed by the host in boot `boot_id` at `boot_s` was truly written at
    `boot_s + utc_minus_boot_s`. `weeks` is what was added to a receiver's date that had fallen
    back (a multiple of 1,024, or 0), `epochs` how many consistent ones were asked for, and
    `before_newest_s` how far the new time lies before the newest line of the log (0 if it does
    not).
    """

    kind: ChangeKind
    at: float
    offset_s: float
    utc_minus_boot_s: float
    boot_id: str
    weeks: int = 0
    epochs: int = 0
    before_newest_s: float = 0.0
