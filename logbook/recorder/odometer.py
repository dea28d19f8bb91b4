"""Distances sailed since marks: the departure, the last line, the last noon.

At rest every hop is still added, for a departure is found out minutes after it; but what was added
since she came to rest is a receiver's noise, and belongs to no span. Nor do the hours at rest: a
day's run is of all legs since noon, and of the hours that they took.
"""

import math
from dataclasses import dataclass
from typing import Final, Literal

Span = Literal["line", "noon"]


@dataclass(slots=True)
class Mark:
    """Where an odometer stood at an instant (UTC seconds since 1970), metres.

    Of a span that begins there, `rested_s` are the seconds that she lay since.
    """

    at: float
    stood_m: float
    rested_s: float = 0.0


_UNKNOWN: Final = Mark(-math.inf, -math.inf)


class Odometer:
    """Adds up every hop between good fixes, unrounded; mutable, fed by the recorder.

    A mark is None until it is set: then nothing is known to be told. `rested` is where it stood
    when she came to rest, at minus infinity where that is not known, None under way. `moved` is
    whether she was under way since noon.
    """

    def __init__(self, *, moving: bool) -> None:
        self.total_m = 0.0
        self.departure: Mark | None = None
        self.line: Mark | None = None
        self.noon: Mark | None = None
        self.rested: Mark | None = None if moving else _UNKNOWN
        self.moved = moving

    def since(self, mark: Mark | None, stood_m: float | None = None) -> float | None:
        """Return the metres sailed since `mark`, None where it was never set.

        Until now, or until the odometer stood at `stood_m`; at rest, until she came to rest.
        """
        if mark is None:
            return None
        until = self.total_m if stood_m is None else stood_m
        if self.rested is not None:
            until = min(until, self.rested.stood_m)
        return max(0.0, until - mark.stood_m)

    def took_s(self, mark: Mark, until: float) -> float:
        """Return the seconds from `mark` to `until` in which she was under way."""
        if self.rested is not None:
            until = min(until, max(self.rested.at, mark.at))
        return max(0.0, until - mark.at - mark.rested_s)

    def leave(self, at: float, stood_m: float) -> None:
        """Let a leg begin at `at`, where the odometer stood at `stood_m`."""
        rested = self.rested
        if rested is not None:
            for mark in (self.line, self.noon):
                if mark is not None and mark.at < at and mark.stood_m <= stood_m:
                    # What was sailed before she came to rest is of the span, the rest is not.
                    mark.stood_m += stood_m - max(rested.stood_m, mark.stood_m)
                    mark.rested_s += at - max(rested.at, mark.at)
        self.departure, self.rested, self.moved = Mark(at, stood_m), None, True

    def rest(self, at: float, stood_m: float) -> None:
        """Let the leg end at `at`, where the odometer stood at `stood_m`."""
        self.departure, self.rested = None, Mark(at, stood_m)

    def began(self, span: Span) -> Mark | None:
        """Return where the day's or the line's span began: at its mark.

        Of a span that began before anything was known, only the part since she left is told.
        """
        mark = self.noon if span == "noon" else self.line
        return self.departure if mark is None else mark

    def begin(self, span: Span, at: float) -> None:
        """Let a new span begin at `at`, here."""
        mark = Mark(at, self.total_m)
        if span == "noon":
            self.noon, self.moved = mark, self.rested is None
        else:
            self.line = mark

    def spread(self, since: float, until: float, hop_m: float) -> None:
        """Share out the last hop, which took from `since` to `until`, over spans begun within it.

        They were begun before it was known; as much as fell to the time before is not theirs.
        """
        for mark in (self.line, self.noon):
            if mark is not None and since < mark.at <= until:
                mark.stood_m = self.total_m - hop_m * (until - mark.at) / (until - since)

    def retimed(self, offset_s: float, at: float) -> None:
        """Go on in a time that was set by `offset_s` and is now `at`.

        The line's span begins anew, since part of it was counted in the other time; so does a
        day or a leg that would begin in the future.
        """
        if self.line is not None:
            self.begin("line", at)
        if self.noon is not None and self.noon.at > at:
            self.noon = None
        if self.departure is not None and self.departure.at > at:
            self.departure.at += offset_s
        if self.rested is not None and self.rested.at > at:
            self.rested.at += offset_s
