"""Shallow water: the depth that the log tells is less than the skipper has set.

Ours: there is no rule but the boat's own draught. Told under way and at anchor only; a berth may
dry.
"""

from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.model.episodes import Finding

_DEEPER: Final = 1.1
"""It is over a tenth deeper than the limit: waves are no new alarm."""


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return whether the depth (m) is under the limit."""
    if not limits.shallow_m or not seen.watched:
        return OFF
    if seen.depth is None:
        return None
    quantity, depth = seen.depth
    limit = limits.shallow_m * (_DEEPER if level else 1.0)
    facts: dict[str, object] = {"depth_of": quantity, "limit": limits.shallow_m}
    return Finding(int(depth.value < limit), depth.value, facts)


ALERT: Final = Alert("shallow_water", check, sustain_s=5.0, calls_from=1, low_is_bad=True)
