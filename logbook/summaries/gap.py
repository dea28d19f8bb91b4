"""The line that declares a gap: from when to when nothing was known, and why."""

from dataclasses import dataclass
from typing import Literal

from logbook.locale import Speaker, formats
from logbook.model.observations import Position
from logbook.summaries import moment as say

Cause = Literal["off", "silent", "recording"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the gap line tells. Times are UTC seconds since 1970, told in ship's time.

    `cause` is `off` where the server was off, `silent` where no position came, `recording`
    where an imported recording has a hole. `across_m` and `bearing` (degrees true) go straight
    from the last position before to the first after; how she sailed between is not known and
    not said.
    """

    since: float
    until: float
    cause: Cause
    ship_offset_s: int = 0
    resumed_at: Position | None = None
    across_m: float | None = None
    bearing: float | None = None


def text(speaker: Speaker, line: Gap) -> str:
    """Return the line, one row of plain text."""
    title = speaker.say(
        f"entries.gap_{line.cause}",
        span=formats.span(speaker, line.since, line.until, line.ship_offset_s),
        duration=formats.duration(speaker, line.until - line.since),
    )
    return say.joined((title, _resumed(speaker, line), _across(speaker, line)))


def _resumed(speaker: Speaker, line: Gap) -> str | None:
    if line.resumed_at is None:
        return None
    return speaker.say("entries.gap_resumed", position=formats.position(speaker, line.resumed_at))


def _across(speaker: Speaker, line: Gap) -> str | None:
    if line.across_m is None or line.bearing is None:
        return None
    return speaker.say(
        "entries.gap_across",
        distance=formats.distance(speaker, line.across_m),
        bearing=formats.direction(line.bearing),
    )
