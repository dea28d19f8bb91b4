"""A squall: the wind rises suddenly, and often shifts.

The WMO's squall is a sudden rise by 8 m/s or more, to 11 m/s or more, for at least a minute
(International Meteorological Vocabulary, WMO-No. 182). A lesser rise, by 5 m/s to 8 m/s (force 5)
or more, counts where the wind shifts by 30° with it: a marked discontinuity (ICAO Annex 3: 30°
with 5 m/s or more, or a change by 5 m/s). The minute is a mean beside the ten minutes before.
"""

from typing import Final

from logbook.alerts.alert import OFF, Alert, Limits, Seen
from logbook.model.episodes import Finding

RISE: Final = 8.0
REACHES: Final = 11.0
LESSER_RISE: Final = 5.0
LESSER_REACHES: Final = 8.0
SHIFT_DEG: Final = 30.0
_OVER: Final = 0.5
"""It is over when the wind is back to half of the lesser rise, or the ten minutes caught up."""


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return whether the last minute's wind (m/s) is a squall's."""
    if not limits.squall:
        return OFF
    if seen.rise is None:
        return None
    speed, rise, shift = seen.rise
    whole = rise >= RISE and speed >= REACHES
    shifted = shift is not None and abs(shift) >= SHIFT_DEG
    lesser = shifted and rise >= LESSER_RISE and speed >= LESSER_REACHES
    goes_on = level > 0 and rise >= _OVER * LESSER_RISE
    facts: dict[str, object] = {"rise": rise}
    if shift is not None:
        facts["shift"] = shift
    return Finding(int(whole or lesser or goes_on), speed, facts)


ALERT: Final = Alert("squall", check)
