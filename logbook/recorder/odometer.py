"""Distances sailed since marks: the departure, the last line, the last noon.

At rest every hop is still added, for a departure is found out minutes after it; but what was added
since she came to rest is a receiver's noise, and belongs to no span.
"""

import math
from dataclasses import dataclass
from typing import Literal

Span = Literal["line", "noon"]


@dataclass(slots=True)
class Mark:
    """Where an odometer stood at an instant (UTC seconds since 1970), metres."""

    at: float
    stood_m: float


class Odometer:
    """Adds up every hop between good fixes, unrounded; mutable, fed by the recorder.

    A mark is None until it is set: then nothing is known to be told. `rested_m` is where it stood
    when she came to rest, minus infinity where that is not known, None under way.
    """

    def __init__(self, *, moving: bool) -> None:
        self.total_m = 0.0
        self.departure: Mark | None = None
        self.line: Mark | None = None
        self.noon: Mark | None = None
        self.rested_m: float | None = None if moving else -math.inf

    def since(self, mark: Mark | None, stood_m: float | None = None) -> float | None:
        """Return the metres sailed since `mark`, None where it was never set.

        Until now, or until the odometer stood at `stood_m`; at rest, until she came to rest.
        """
        if mark is None:
            return None
        until = self.total_m if stood_m is None else stood_m
        if self.rested_m is not None:
            until = min(until, self.rested_m)
        return max(0.0, until - mark.stood_m)

    def leave(self, at: float, stood_m: float) -> None:
        """Let a leg begin at `at`, where the odometer stood at `stood_m`."""
        if self.rested_m is not None:
            for mark in (self.line, self.noon):
                if mark is not None and mark.stood_m < stood_m:
                    # What was sailed before she came to rest is of the span, the rest is not.
                    mark.stood_m += stood_m - max(self.rested_m, mark.stood_m)
        self.departure, self.rested_m = Mark(at, stood_m), None

    def rest(self, stood_m: float) -> None:
        """Let the leg end, where the odometer stood at `stood_m`."""
        self.departure, self.rested_m = None, stood_m

    def began(self, span: Span) -> Mark | None:
        """Return where the day's or the line's span began: at its mark, or when she left since.

        Of a span that began before anything was known, only the part since she left is told.
        """
        mark = self.noon if span == "noon" else self.line
        left = self.departure
        return left if left is not None and (mark is None or left.at > mark.at) else mark

    def begin(self, span: Span, at: float) -> None:
        """Let a new span begin at `at`, here."""
        mark = Mark(at, self.total_m)
        if span == "noon":
            self.noon = mark
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
