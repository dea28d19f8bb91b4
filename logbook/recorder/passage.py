"""The passage: good fixes to distance and track, and to the lines of departure, stop and gap."""

from collections.abc import Callable, Sequence

from logbook.model.entries import Draft
from logbook.model.geodesy import hop_m
from logbook.model.observations import Fix
from logbook.model.outliers import is_jump
from logbook.model.underway import LOST_S, UnderWay
from logbook.recorder.causes import cause
from logbook.recorder.left import Left
from logbook.recorder.logkeeper import NEAR_S, Logkeeper
from logbook.recorder.stretches import Stretches

Write = Callable[[Sequence[Draft], float], None]
"""Writes lines that were found out at an instant."""


class Passage:
    """Follows good fixes: the distance, the track, and whether she is under way.

    `write` takes the lines that it finds, `flush` puts what is held on disk. `left` is how the
    log was left by the run before, `way` what is known from it. Mutable.
    """

    def __init__(
        self,
        keeper: Logkeeper,
        stretches: Stretches,
        way: UnderWay,
        left: Left | None,
        *,
        write: Write,
        flush: Callable[[float], None],
        imports: bool,
    ) -> None:
        self.way = way
        self.began: float | None = None
        self._keeper = keeper
        self._stretches = stretches
        self._left = left
        self._write = write
        self._flush = flush
        self._imports = imports

    def sail(self, fix: Fix, at: float) -> bool:
        """Follow a good fix that was heard at `at`; tell whether the track holds it already."""
        if self._left is not None:
            self._catch_up(self._left, at)
        stretches = self._stretches
        if stretches.goes_back(fix):
            stretches.close()
            self._flush(at)
            stretches.begin_again()
        before = self.way.last
        if before is not None:
            self._hop(before, fix, at)
        held = stretches.add(fix)
        self.way, change = self.way.after(fix)
        if change is not None:
            silent_s = fix.at - before.at if before is not None else 0.0
            line = self._keeper.changed(change, silent_s if silent_s > LOST_S else None)
            self._write((line,), at)
        return held

    def _catch_up(self, left: Left, at: float) -> None:
        """Write what the track alone told, now that the clock is as good as the fixes are."""
        self._left = None
        for change, stood_m in left.found:
            self._write((self._keeper.changed(change, None, stood_m),), at)

    def _hop(self, before: Fix, fix: Fix, at: float) -> None:
        """Add what was sailed since the last good fix; tell of a silence."""
        elapsed = fix.at - before.at
        here, there = fix.position, before.position
        hop = hop_m(here.lat, here.lon, there.lat, there.lon)
        # Nobody sails back in time, nor faster than an outlier.
        if not 0.0 < elapsed <= LOST_S or is_jump(hop, elapsed):
            hop = 0.0
        self._keeper.odometer.total_m += hop
        if elapsed >= NEAR_S or self._keeper.awaits:
            why = cause(before.at, elapsed, self.began, imports=self._imports)
            self._write(self._keeper.silence(before, fix, hop, why), at)
