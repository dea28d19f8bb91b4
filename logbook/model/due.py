"""Which lines are due by the ship's clock: slots from ship's midnight, and noon."""

import math
from typing import Final, Literal, NamedTuple

DAY_S: Final = 86_400
INTERVALS_S: Final = (300, 900, 1800, 3600, 7200, 14_400, 21_600)
"""What a skipper may choose: 5, 15, 30 minutes, 1, 2, 4, 6 hours."""
MOST_SLOTS: Final = 2_000
"""More are never listed: a clock that leaps years ahead would ask for half a million lines."""

SlotKind = Literal["hourly", "noon"]


class Slot(NamedTuple):
    """A line that is due: `at` is UTC (seconds since 1970), on the slot itself."""

    at: float
    kind: SlotKind


def next_slot(after: float, *, interval_s: int, ship_offset_s: int) -> float:
    """Return the first instant later than `after` (UTC seconds) at which anything is due.

    Slots count from ship's midnight; `ship_offset_s` is ship's time minus UTC (-34,200 for -9:30).
    Raises ValueError for an interval that does not divide the day, or does not meet noon.
    """
    if interval_s <= 0 or DAY_S // 2 % interval_s:
        raise ValueError(f"an interval of {interval_s} s does not divide the half day")
    return float(
        (math.floor((after + ship_offset_s) / interval_s) + 1) * interval_s - ship_offset_s
    )


def due(since: float, until: float, *, interval_s: int, ship_offset_s: int) -> tuple[Slot, ...]:
    """Return the slots later than `since`, up to and with `until` (UTC seconds), in their order.

    At ship's noon the interval's line comes first, then noon's. At most `MOST_SLOTS`, the latest.
    Raises ValueError as `next_slot`.
    """
    last = next_slot(until, interval_s=interval_s, ship_offset_s=ship_offset_s) - interval_s
    at = next_slot(since, interval_s=interval_s, ship_offset_s=ship_offset_s)
    at = max(at, last - (MOST_SLOTS - 1) * interval_s)
    slots = []
    while at <= last:
        slots.append(Slot(at, "hourly"))
        if (at + ship_offset_s) % DAY_S == DAY_S // 2:
            slots.append(Slot(at, "noon"))
        at += interval_s
    return tuple(slots[-MOST_SLOTS:])
