"""A gale: the mean wind over ten minutes is force 8, then 10 (storm), then 12 (hurricane).

Forces, their lowest speeds and their names: WMO-No. 306, Manual on Codes, table 1200.
"""

from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.model.episodes import Finding
from logbook.model.wind import BEAUFORT_MS, beaufort

GALE: Final = 8
FORCES: Final = (GALE, 10, 12)
EASED: Final = 0.9
"""It is over below nine tenths of force 8's lowest speed. Ours."""


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return whether the mean wind (m/s) is a gale, a storm or a hurricane."""
    if not limits.gale:
        return OFF
    if seen.wind is None:
        return None
    speed = seen.wind.speed
    found = sum(speed >= BEAUFORT_MS[force - 1] for force in FORCES)
    if level and not found and speed >= EASED * BEAUFORT_MS[GALE - 1]:
        found = 1
    return Finding(found, speed, {"force": beaufort(speed), "gust": seen.wind.gust})


ALERT: Final = Alert("gale", check, calls_from=1)
