"""An instrument is silent that was regularly heard, under way or at anchor.

Ours: heard in thirty minutes of this watch, then not once for the time that was set. All that fall
silent are one alarm; each that joins them is a step. In harbour instruments are switched off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.model import quantities as q
from logbook.model.episodes import Finding
from logbook.model.quantities import Quantity
from logbook.model.ship import ShipState

REGULAR: Final = 30
"""Minutes in which it was heard, from which on it is missed."""
POSITION: Final = "position"
INSTRUMENTS: Final[Mapping[str, tuple[Quantity, ...]]] = {
    POSITION: (),
    "wind": (q.AWA, q.AWS, q.TWA, q.TWS, q.TWD),
    "depth": (q.DEPTH, q.DEPTH_SURFACE, q.DEPTH_KEEL),
    "baro": (q.BARO,),
    "heading": (q.HDG,),
    "log": (q.STW,),
    "water": (q.SEA_TEMP,),
    "air": (q.AIR_TEMP, q.HUMIDITY, q.DEW_POINT),
    "battery": (q.BATTERY,),
}
"""What falls silent together; engine, rudder and the like are heard only while they work."""
_AHEAD_S: Final = 1.0


@dataclass(slots=True)
class _Known:
    last_at: float
    minutes: int = 1


class Roll:
    """Calls the roll of the instruments: when each was last heard, and in how many minutes."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def call(self, ship: ShipState, at: float) -> None:
        """Take note of what was heard by `at` (UTC seconds since 1970)."""
        for name, quantities in INSTRUMENTS.items():
            last = max(
                (ship.heard[one][1] for one in quantities if one in ship.heard), default=None
            )
            if name == POSITION and ship.fix is not None:
                last = ship.fix_at
            # An instant still to come is of a time that was set back since.
            if last is None or last > at + _AHEAD_S:
                continue
            known = self._known.get(name)
            if known is None:
                self._known[name] = _Known(last)
            elif last > known.last_at:
                known.minutes += int(last // 60.0 != known.last_at // 60.0)
                known.last_at = last

    def silent(self, at: float, after_s: float) -> tuple[str, ...]:
        """Return the instruments that were regular, and were not heard for `after_s` seconds."""
        return tuple(
            name
            for name, known in self._known.items()
            if known.minutes >= REGULAR and at - known.last_at >= after_s
        )

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        for known in self._known.values():
            known.last_at += offset_s


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return how many instruments are silent, and which."""
    del level
    if not limits.silent_s or not seen.watched:
        return OFF
    facts: dict[str, object] = {"silent": list(seen.silent), "after_s": limits.silent_s}
    return Finding(len(seen.silent), float(len(seen.silent)), facts)


ALERT: Final = Alert("silent_sensor", check, sustain_s=30.0)
