"""A battery is low, where its voltage is measured (XDR, by the transducer's name).

11.8 V for five minutes, for a lead-acid battery of 12 V under a cruising boat's load: well under
the 12.0 to 12.2 V at which half of its charge is left at rest (makers' tables). Five minutes let
an engine be started. A 24 V boat sets 23.6.
"""

from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.model.episodes import Finding

_CHARGED: Final = 0.3


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return whether the battery (V) is under the limit."""
    if not limits.battery_v:
        return OFF
    if seen.battery is None:
        return None
    limit = limits.battery_v + (_CHARGED if level else 0.0)
    facts: dict[str, object] = {"limit": limits.battery_v}
    return Finding(int(seen.battery.value < limit), seen.battery.value, facts)


ALERT: Final = Alert("low_battery", check, sustain_s=300.0, low_is_bad=True)
