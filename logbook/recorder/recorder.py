"""The recorder: reports in, lines and track out. Time is a parameter; it reads no clock."""

from collections.abc import Callable, Sequence
from typing import Final

from logbook.model.due import due, next_slot
from logbook.model.entries import Draft, LogEntry, Origin
from logbook.model.geodesy import hop_m
from logbook.model.observations import Fix, Reading, Report, Sample, TrackPoint
from logbook.model.outliers import FixCheck
from logbook.model.quantities import BARO, COG, SOG, TWA, TWD, TWS
from logbook.model.samples import Samples
from logbook.model.ship import ShipState
from logbook.model.track import SwingTrack
from logbook.model.underway import LOST_S, UnderWay
from logbook.recorder.covered import Covered
from logbook.recorder.lines import Lines, Stamp
from logbook.recorder.logkeeper import Logkeeper
from logbook.recorder.rules import Book, Counts, Rules, Track
from logbook.summaries.gap import Cause

IN_DOUBT: Final = "time in doubt"
FAR_AHEAD_S: Final = 60.0
_NEVER: Final = float("-inf")


class Recorder:
    """Folds the reports of one stream, and writes what they are worth.

    Fed in order by one thread. `covered` are stretches that the track holds already: their fixes
    are followed but not stored again, and their lines were written then. `on_entry` is told
    every line once it is on disk.
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
        way: UnderWay | None = None,
        last_point: TrackPoint | None = None,
        on_entry: Callable[[LogEntry], None] = lambda _: None,
    ) -> None:
        self.counts = Counts()
        self._on_entry = on_entry
        self._book = book
        self._track = track
        self._rules = rules
        self._covered = covered or Covered(())
        self._ship = ShipState()
        self._check = FixCheck(rules.max_sog)
        self._swing = SwingTrack(rules.bound_m, after=last_point)
        self._samples = Samples(rules.sample_s)
        self._way = way or UnderWay()
        self._silent: Cause = "recording" if rules.origin is Origin.IMPORT else "silent"
        self._cause: Cause = self._silent if way is None else "off"
        self._keeper = Logkeeper(lines, rules.interval_s, stamp, moving=self._way.moving)
        self._inside = False
        self._at = self._next_slot = _NEVER
        if last_point is not None and way is not None:
            self._at = last_point.at
            self._next_slot = self._slot_after(last_point.at)
        self._flush_at = _NEVER
        self._points: list[TrackPoint] = []
        self._sampled: list[Sample] = []
        self._readings: list[Reading] = []
        self._fix: Fix | None = None
        self._drafts: list[Draft] = []

    @property
    def ship(self) -> ShipState:
        """The ship as last heard; any thread may read it."""
        return self._ship

    @property
    def way(self) -> UnderWay:
        """Whether the ship is under way, and what must be kept to know it."""
        return self._way

    @property
    def keeper(self) -> Logkeeper:
        """Who words the lines."""
        return self._keeper

    def take(
        self, report: Report, at: float, fix_at: float | None, now: float | None = None
    ) -> None:
        """Take one report heard at `at` (UTC seconds since 1970), its position true at `fix_at`.

        `now` is the time of a trusted clock, beyond which a fix is of the future. Readings of one
        instant are folded together, at the next one or at `settle`.
        """
        if at != self._at:
            self.settle()
            if at >= self._next_slot or at < self._at - FAR_AHEAD_S:
                self.tick(at)
            self._at = at
        if report.readings:
            self._readings += report.readings
        if report.position is not None:
            fix = self._good(report, fix_at, now)
            if fix is not None:
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
            for sample in self._samples.add(heard, at):
                self._sampled.append(sample)
                if sample.quantity == BARO:
                    self._keeper.memory.pressure(sample.at, sample.mean)
        if self._keeper.memory.is_due(at):
            self._keeper.remember(self._ship, at)
            self._sample_wind(at)
        if at >= self._flush_at:
            self.flush(at)

    def tick(self, at: float) -> None:
        """See at `at` what has become due; call it at least every second or so."""
        rules = self._rules
        self.settle()
        if at < self._at - FAR_AHEAD_S or self._at == _NEVER:
            self._flush_at = at + rules.batch_s
        elif at >= self._next_slot:
            slots = due(
                max(self._at, self._next_slot - 1.0),
                at,
                interval_s=rules.interval_s,
                ship_offset_s=rules.ship_offset_s,
            )
            if slots and (self._way.moving or rules.at_anchor):
                self._write(self._keeper.slots(slots, self._ship), at)
            self._keeper.passed(slots)
        self._next_slot = self._slot_after(at)
        self._at = at
        if at >= self._flush_at:
            self.flush(at)

    def write(self, drafts: Sequence[Draft], at: float) -> None:
        """Write lines of another's making (a clock's, a gap's), as the recorder writes its own."""
        self._write(drafts, at)

    def flush(self, at: float) -> None:
        """Write what is held: first the lines, then the track."""
        self._flush_at = at + self._rules.batch_s
        self.flush_lines()
        provisional = None if self._inside else self._swing.provisional()
        if self._points or self._sampled or provisional is not None:
            self._track.write(self._points, provisional, self._sampled, self._rules.origin)
            self.counts.points += len(self._points)
            self._points, self._sampled = [], []

    def flush_lines(self) -> None:
        """Write the lines that are held."""
        if not self._drafts:
            return
        state = None if self._rules.holds_lines else self._state()
        written = self._book.append(self._drafts, state)
        self._drafts.clear()
        self.counts.entries += len(written)
        for entry in written:
            self._on_entry(entry)

    def close(self) -> None:
        """Write all that is held, the open stretch and the open samples too."""
        self.settle()
        if not self._inside:
            self._points.extend(self._swing.close())
        self._sampled.extend(self._samples.close())
        self._inside = True
        self.flush(self._at)

    def _sample_wind(self, at: float) -> None:
        """Sample the true wind that follows from the apparent, where no instrument gives it."""
        wind = self._ship.true_wind(at)
        if wind is None or wind.basis == "instrument":
            return
        readings = [Reading(TWA, wind.twa), Reading(TWS, wind.tws)]
        if wind.twd is not None:
            readings.append(Reading(TWD, wind.twd))
        self._sampled += self._samples.add(tuple(readings), at)

    def _slot_after(self, at: float) -> float:
        rules = self._rules
        return next_slot(at, interval_s=rules.interval_s, ship_offset_s=rules.ship_offset_s)

    def _good(self, report: Report, fix_at: float | None, now: float | None) -> Fix | None:
        """Return the report's fix if it is a good one; count why if it is not."""
        assert report.position is not None, "asked only for a report with a position"
        if fix_at is None:
            self.counts.bad[IN_DOUBT] += 1
            return None
        sog = cog = None
        for quantity, value in report.readings:
            if quantity == SOG:
                sog = value
            elif quantity == COG:
                cog = value
        if sog is None:
            heard = self._ship.reading(SOG, self._at)
            sog = None if heard is None else heard.value
        fix = Fix(fix_at, report.position, sog, cog)
        reason = self._check.reason(fix, now)
        if reason is not None:
            self.counts.bad[reason] += 1
            return None
        return fix

    def _sail(self, fix: Fix, at: float) -> None:
        """Follow a good fix: the distance, the track, and whether she is under way."""
        self.counts.fixes += 1
        before = self._way.last
        if before is not None:
            here, there = fix.position, before.position
            if abs(fix.at - before.at) <= LOST_S:
                self._keeper.odometer.total_m += hop_m(here.lat, here.lon, there.lat, there.lon)
            if self._way.moving:
                self._write(self._keeper.silence(before, fix, self._cause), at)
        self._cause = self._silent
        self._store(fix)
        self._way, change = self._way.after(fix)
        if change is not None:
            silent_s = fix.at - before.at if before is not None else 0.0
            line = self._keeper.changed(change, silent_s if silent_s > LOST_S else None)
            self._write((line,), at)

    def _store(self, fix: Fix) -> None:
        if self._covered.holds(fix.at):
            self.counts.covered += 1
            if not self._inside:
                self._points.extend(self._swing.close())
                self._inside = True
            return
        if self._inside:
            self._inside = False
            self._swing = SwingTrack(self._rules.bound_m, after=self._covered.last_before(fix.at))
        self._points.extend(self._swing.add(fix))

    def _write(self, drafts: Sequence[Draft], at: float) -> None:
        # What was decided within a stretch that is held already was written then.
        if not drafts or self._covered.holds(at):
            return
        self._drafts.extend(drafts)
        if not self._rules.holds_lines:
            self.flush_lines()

    def _state(self) -> dict[str, object]:
        """Return what must be found again after a restart; it changes only with a line."""
        departed = self._keeper.odometer.departure
        return {
            "way": self._way.stored(),
            "departed_at": None if departed is None else departed.at,
        }
