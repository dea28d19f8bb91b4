"""The line that says what was done to the ship's clock, and whose times it mended."""

from dataclasses import dataclass
from typing import Literal

from logbook.locale import Speaker, formats
from logbook.summaries import moment as say

Event = Literal["gps", "moved", "host_stepped"]
_ON_TIME_S = 1.0


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock line tells.

    `event` is `gps` when the first trusted fix took the clock over from the host, `moved` when
    the receiver settled on another time, `host_stepped` when the host's clock was changed while
    there was no other. `offset_s` is the new time minus the old one (for `gps`: ship minus
    host). `covers` are the first and last entries whose times are mended. `weeks_mended` says
    that the receiver's date was a multiple of 1,024 weeks old; `before_newest` that the time
    taken is before the newest entry.
    """

    event: Event
    offset_s: float
    covers: tuple[int, int] | None = None
    weeks_mended: bool = False
    before_newest: bool = False


def text(speaker: Speaker, line: Clock) -> str:
    """Return the line, one row of plain text."""
    return say.joined(
        (
            speaker.say("entries.clock_before_newest") if line.before_newest else None,
            speaker.say(f"entries.clock_{line.event}"),
            _change(speaker, line),
            _covered(speaker, line.covers),
            speaker.say("entries.clock_weeks") if line.weeks_mended else None,
        )
    )


def _change(speaker: Speaker, line: Clock) -> str | None:
    kind = "host" if line.event == "gps" else "set"
    if abs(line.offset_s) < _ON_TIME_S:
        return speaker.say("entries.clock_host_right") if kind == "host" else None
    side = "ahead" if line.offset_s > 0 else "back"
    return speaker.say(
        f"entries.clock_{kind}_{side}", duration=formats.duration(speaker, line.offset_s)
    )


def _covered(speaker: Speaker, covers: tuple[int, int] | None) -> str | None:
    if covers is None:
        return None
    first, last = covers
    return speaker.say("entries.clock_covers", count=last - first + 1, first=first, last=last)
