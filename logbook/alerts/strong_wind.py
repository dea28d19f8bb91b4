"""A strong wind: the mean over ten minutes reaches the force that the skipper has set.

Beaufort's forces are means over ten minutes (WMO-No. 306, Manual on Codes, table 1200). Force 7 is
what the coastal warnings of Météo-France begin at (avis de grand frais).
"""

from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.alerts.gale import GALE
from logbook.model.episodes import Finding
from logbook.model.wind import BEAUFORT_MS, beaufort

EASED: Final = 0.9
"""It is over below nine tenths of the force's lowest speed: no line for every lull. Ours."""


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return whether the mean wind (m/s) has reached the force that was set."""
    force = limits.strong_wind_bft
    if not force or (force >= GALE and limits.gale):
        return OFF
    if seen.wind is None:
        return None
    lowest = BEAUFORT_MS[force - 1] * (EASED if level else 1.0)
    facts: dict[str, object] = {"force": beaufort(seen.wind.speed), "gust": seen.wind.gust}
    return Finding(int(seen.wind.speed >= lowest), seen.wind.speed, facts)


ALERT: Final = Alert("strong_wind", check)
