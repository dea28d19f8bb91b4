"""The glass falls: how much within three hours, and what wind seamen expect of it.

Rules of thumb of seamanship: 1 hPa an hour, sustained, is bad weather coming (here 3 hPa in
3 h, the span of the WMO's tendency); 4 to 5 hPa in 3 h means force 8, 8 to 10 means force 10. They
hold for middle latitudes; the daily tide of the air in the tropics is under 2 hPa in 3 h.
"""

from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.model.episodes import Finding

STEPS_PA: Final = (-300.0, -400.0, -800.0)
"""Bad weather coming; force 8; force 10."""
_EASED_PA: Final = 50.0
"""Half a hectopascal of ease before the fall is called over: no line for every tenth."""


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return which step of the rule the fall has reached (Pa)."""
    if not limits.glass:
        return OFF
    if seen.fall is None:
        return None
    fell = seen.fall.pascals
    found = sum(fell <= step for step in STEPS_PA)
    if level and not found and fell <= STEPS_PA[0] + _EASED_PA:
        found = 1
    return Finding(found, fell, {"over_s": seen.fall.over_s})


ALERT: Final = Alert("falling_glass", check, sustain_s=120.0, low_is_bad=True)
