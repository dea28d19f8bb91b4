"""The recorder: reports in, lines and track out. Time is a parameter; it reads no clock."""

from collections.abc import Callable, Sequence
from typing import Final

from logbook.model.entries import Draft, LogEntry, Origin
from logbook.model.geodesy import hop_m
from logbook.model.observations import Fix, Reading, Report
from logbook.model.outliers import is_jump
from logbook.model.refusal import Refusal
from logbook.model.ship import ShipState
from logbook.model.underway import LOST_S, UnderWay
from logbook.recorder.causes import cause
from logbook.recorder.covered import Covered
from logbook.recorder.judge import Judge
from logbook.recorder.left import Left
from logbook.recorder.lines import Lines, Stamp
from logbook.recorder.logkeeper import NEAR_S, Logkeeper
from logbook.recorder.pen import Pen
from logbook.recorder.rules import Book, Counts, Rules, Track
from logbook.recorder.sampler import Sampler
from logbook.recorder.stretches import Stretches
from logbook.recorder.timetable import FAR_BACK_S, Timetable

_NEVER: Final = float("-inf")
_STEP_S: Final = 2.0


class Recorder:
    """Folds the reports of one stream, and writes what they are worth.

    Fed in order by one thread. `covered` are stretches that the track holds already: their fixes
    are followed but not stored again, and their lines were written then. `left` is how the log
    was left by the run before. `on_entry` is told every line once it is on disk.
    """

    def __init__(
        self,
        book: Book,
        track: Track,
        lines: Lines,
        rules: Rules,
        *,
        stamp: Callable[[], Stamp],
        covered: Covered | None = None,
        left: Left | None = None,
        on_entry: Callable[[LogEntry], None] = lambda _: None,
    ) -> None:
        self.counts = Counts()
        self._track = track
        self._rules = rules
        self._imports = rules.origin is Origin.IMPORT
        self._pen = Pen(book, on_entry, patient=not rules.holds_lines)
        self._ship = ShipState()
        last = None if left is None else left.last
        self._judge = Judge(rules.max_sog, None if left is None else left.way.last)
        self._stretches = Stretches(
            rules.bound_m, covered or Covered(), last, imports=self._imports
        )
        self._way = UnderWay() if left is None else left.way
        self._keeper = Logkeeper(lines, rules.interval_s, stamp, moving=self._way.moving)
        self._sampler = Sampler(rules.sample_s, self._keeper.memory)
        self._left = left
        self._began: float | None = None
        self._at = _NEVER
        self._timetable = Timetable(rules)
        if left is not None:
            self._keeper.resume(left)
            self._timetable.left_at(left.at)
        self._flush_at = _NEVER
        self._readings: list[Reading] = []
        self._fix: Fix | None = None

    @property
    def ship(self) -> ShipState:
        """The ship as last heard; any thread may read it."""
        return self._ship

    @property
    def way(self) -> UnderWay:
        """Whether the ship is under way."""
        return self._way

    @property
    def keeper(self) -> Logkeeper:
        """Who words the lines."""
        return self._keeper

    @property
    def fault(self) -> Refusal | None:
        """Why lines cannot be written just now, None where they can; they are held meanwhile."""
        return self._pen.fault

    def take(
        self, report: Report, at: float, fix_at: float | None, now: float | None = None
    ) -> None:
        """Take one report heard at `at` (UTC seconds since 1970), its position true at `fix_at`.

        `now` is the time of a trusted clock, beyond which a fix is of the future. Readings of one
        instant are folded together, at the next one or at `settle`.
        """
        if at != self._at:
            self.settle()
            if self._timetable.is_over(at):
                self.tick(at)
            else:
                self._timetable.heard(at)
            self._at = at
        if report.readings:
            self._readings += report.readings
        if report.position is not None:
            fix = self._judge.fix(report, fix_at, self._ship, at, now)
            if isinstance(fix, str):
                self.counts.bad[fix] += 1
            else:
                self._fix = fix
                self._sail(fix, at)

    def settle(self) -> None:
        """Fold what was heard at the last instant, and write what is due to be written."""
        at = self._at
        if at == _NEVER:
            return
        if self._readings or self._fix is not None:
            heard = tuple(self._readings)
            self._ship = self._ship.after(heard, at, self._fix)
            self._readings, self._fix = [], None
            self._sampler.add(heard, at)
        if self._keeper.memory.is_due(at):
            self._keeper.remember(self._ship, at)
            self._sampler.wind(self._ship, at)
        if at >= self._flush_at:
            self.flush(at)

    def tick(self, at: float) -> None:
        """See at `at` what has become due; call it at least every second or so."""
        self.settle()
        if self._began is None:
            self._began = at
        if self._at == _NEVER or at < self._at - FAR_BACK_S:
            self._flush_at = at + self._rules.batch_s
        slots = self._timetable.come(at)
        last_fix_at = None if self._way.last is None else self._way.last.at
        if self._way.moving or self._rules.at_anchor:
            self.write(self._keeper.slots(slots, self._ship, last_fix_at), at)
        else:
            self._keeper.passed(slots)
        self.write(self._keeper.overdue(last_fix_at, at), at)
        self._at = at
        if at >= self._flush_at:
            self.flush(at)

    def write(self, drafts: Sequence[Draft], at: float) -> None:
        """Write lines, the recorder's own or another's (a clock's), found out at `at`."""
        # What was decided within a stretch that is held already was written then.
        if not drafts or self._stretches.holds(at):
            return
        self._pen.hold(drafts)
        if not self._rules.holds_lines:
            self._pen.write(self._state())

    def follow(self, rules: Rules, lines: Lines) -> None:
        """Go by what the skipper has settled anew: the interval, ship's time, lines at anchor."""
        self._rules = rules
        self._timetable.follow(rules)
        self._keeper.follow(lines, rules.interval_s)

    def retimed(self, offset_s: float, at: float) -> None:
        """Go on in a time that was set by `offset_s` and is now `at`."""
        self.settle()
        if abs(offset_s) > _STEP_S:
            self._keeper.retimed(offset_s, at)
            if self._began is not None:
                self._began += offset_s

    def flush(self, at: float) -> None:
        """Write what is held: first the lines, then the track."""
        self._flush_at = at + self._rules.batch_s
        self.flush_lines()
        points, provisional = self._stretches.points(), self._stretches.provisional()
        samples = self._sampler.done()
        if points or samples or provisional is not None:
            self._track.write(points, provisional, samples, self._rules.origin)
            self.counts.points += len(points)

    def flush_lines(self) -> None:
        """Write the lines that are held."""
        if self._pen.holds:
            self._pen.write(None if self._imports else self._state())

    def close(self) -> None:
        """Write all that is held, the open stretch and the open samples too."""
        self.settle()
        self._stretches.close()
        self._sampler.close()
        self.flush(self._at)
        if not self._imports:
            self._pen.write(self._state())

    def _sail(self, fix: Fix, at: float) -> None:
        """Follow a good fix: the distance, the track, and whether she is under way."""
        self.counts.fixes += 1
        if self._left is not None:
            self._catch_up(self._left, at)
        if self._stretches.goes_back(fix):
            self._stretches.close()
            self.flush(at)
            self._stretches.begin_again()
        before = self._way.last
        if before is not None:
            self._hop(before, fix, at)
        self.counts.covered += self._stretches.add(fix)
        self._way, change = self._way.after(fix)
        if change is not None:
            silent_s = fix.at - before.at if before is not None else 0.0
            line = self._keeper.changed(change, silent_s if silent_s > LOST_S else None)
            self.write((line,), at)

    def _catch_up(self, left: Left, at: float) -> None:
        """Write what the track alone told, now that the clock is as good as the fixes are."""
        self._left = None
        for change, stood_m in left.found:
            self.write((self._keeper.changed(change, None, stood_m),), at)

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
            why = cause(before.at, elapsed, self._began, imports=self._imports)
            self.write(self._keeper.silence(before, fix, hop, why), at)

    def _state(self) -> dict[str, object]:
        """Return what must be found again after a restart; it is kept with every line."""
        departed = self._keeper.odometer.departure
        return {
            "way": self._way.stored(),
            "departed_at": None if departed is None else departed.at,
        }
