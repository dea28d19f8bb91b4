"""When it happened, where somebody said so before the text: `14:20 empannage`, `-10 min grain`."""

import math
import re
from typing import Final, NamedTuple

from logbook.model.due import DAY_S

OLDEST_S: Final = 12 * 3600.0
"""Product rule: farther back than this a line is written as of now."""

_CLOCK: Final = re.compile(r"([0-9]{1,2})[:hH]([0-9]{2})(?=\s+\S)")
_AGO: Final = re.compile(r"-([0-9]{1,9})\s?(min|h)(?=\s+\S)")
_UNIT_S: Final = {"min": 60.0, "h": 3600.0}


class Told(NamedTuple):
    """A text and when it happened: `at` is UTC seconds, None where that is now.

    `text` is without the time that was understood. A time that was understood but lies more than
    12 h back is `kept`, as typed: the text still begins with it, and the line is of now.
    """

    text: str
    at: float | None = None
    kept: str = ""

    @property
    def too_old(self) -> bool:
        """Whether a time was understood that lies too far back."""
        return bool(self.kept)

    @property
    def rest(self) -> str:
        """The text without any time before it."""
        return self.text.removeprefix(self.kept).lstrip()


def told(typed: str, now: float, ship_offset_s: int) -> Told:
    """Return what `typed` (blanks before it left out) says, at `now` (UTC seconds) of the ship.

    A time of the clock is the most recent such ship's time. Anything else that looks like one
    (`-2°C`, `12.5 kn`, a lone `14:20`, `25:00 x`) is text.
    """
    text = typed.lstrip()
    clock, ago = _CLOCK.match(text), _AGO.match(text)
    if clock is not None and int(clock[1]) < 24 and int(clock[2]) < 60:
        at = latest(int(clock[1]), int(clock[2]), now, ship_offset_s)
    elif ago is not None:
        at = now - int(ago[1]) * _UNIT_S[ago[2]]
    else:
        return Told(text)
    found = clock if clock is not None else ago
    assert found is not None, "one of them was understood"
    if now - at > OLDEST_S:
        return Told(text, kept=found[0])
    return Told(text[found.end() :].lstrip(), at)


def latest(hour: int, minute: int, now: float, ship_offset_s: int) -> float:
    """Return the most recent instant (UTC seconds) at which the ship's clock showed that."""
    wanted = hour * 3600 + minute * 60
    midnight = math.floor((now + ship_offset_s) / DAY_S) * DAY_S - ship_offset_s
    at = float(midnight + wanted)
    return at if at <= now else at - DAY_S
