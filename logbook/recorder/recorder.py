"""The recorder: reports in, lines and track out. Time is a parameter; it reads no clock."""

from collections.abc import Callable, Sequence
from typing import Final

from logbook.model.entries import Draft, LogEntry, Origin
from logbook.model.navtex import BulletinReport
from logbook.model.observations import Fix, Reading, Report
from logbook.model.refusal import Refusal
from logbook.model.ship import ShipState
from logbook.model.underway import UnderWay
from logbook.model.weather import UNSEEN, Weather
from logbook.recorder.covered import Covered
from logbook.recorder.judge import Judge
from logbook.recorder.left import Left
from logbook.recorder.lines import Lines, Stamp
from logbook.recorder.logkeeper import Logkeeper
from logbook.recorder.lookout import Lookout, Watch
from logbook.recorder.passage import Passage
from logbook.recorder.pen import Pen
from logbook.recorder.radio import Aerial, Radio
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
    was left by the run before; `watch` what a lookout begins with, whose alarms are written too
    (an import has none), `aerial` what a radio does. `on_entry` is told every line once on disk.
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
        watch: Watch | None = None,
        aerial: Aerial | None = None,
        on_entry: Callable[[LogEntry], None] = lambda _: None,
    ) -> None:
        self.counts = Counts()
        self._track = track
        self._rules = rules
        self._imports = imports = rules.origin is Origin.IMPORT
        self._pen = Pen(book, on_entry, patient=not rules.holds_lines)
        self._ship = ShipState()
        last = None if left is None else left.last
        self._judge = Judge(rules.max_sog, None if left is None else left.way.last)
        self._stretches = Stretches(rules.bound_m, covered or Covered(), last, imports=imports)
        way = UnderWay() if left is None else left.way
        keeper = self._keeper = Logkeeper(lines, rules.interval_s, stamp, moving=way.moving)
        self._sampler = Sampler(rules.sample_s, keeper.memory)
        self._passage = Passage(
            keeper, self._stretches, way, left, write=self.write, flush=self.flush, imports=imports
        )
        lookout = None if watch is None else Lookout(watch, keeper.memory.barograph)
        self._lookout = keeper.lookout = lookout
        self._radio = Radio(aerial or Aerial(), imports=imports)
        self._at = _NEVER
        self._timetable = Timetable(rules)
        if left is not None:
            keeper.resume(left)
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
        return self._passage.way

    def weather(self, at: float) -> Weather:
        """Return the weather as it stands at `at`; any thread may ask."""
        return UNSEEN if self._lookout is None else self._lookout.weather(at)

    def heed(self, entry: LogEntry) -> None:
        """Take note of a line that somebody wrote; any thread may tell."""
        if self._lookout is not None:
            self._lookout.heed(entry)

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
        if readings := report.readings:
            self._readings += readings
        if report.position is not None:
            fix = self._judge.fix(report, fix_at, self._ship, at, now)
            if isinstance(fix, str):
                self.counts.bad[fix] += 1
            else:
                self._fix = fix
                self.counts.fixes += 1
                self.counts.covered += self._passage.sail(fix, at)
        elif not readings and isinstance(report, BulletinReport):
            news = self._radio.hear(report.source, report.part, at)
            self._enter(self._keeper.bulletins(news, self._ship, at))

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
        if self._lookout is not None:
            self._look(self._lookout, at)
        if at >= self._flush_at:
            self.flush(at)

    def tick(self, at: float) -> None:
        """See at `at` what has become due; call it at least every second or so."""
        self.settle()
        if self._passage.began is None:
            self._passage.began = at
        if self._at == _NEVER or at < self._at - FAR_BACK_S:
            self._flush_at = at + self._rules.batch_s
        slots = self._timetable.come(at)
        way = self._passage.way
        last_fix_at = None if way.last is None else way.last.at
        if way.moving or self._rules.at_anchor:
            self.write(self._keeper.slots(slots, self._ship, last_fix_at), at)
        else:
            self._keeper.passed(slots)
        self.write(self._keeper.overdue(last_fix_at, at), at)
        self._at = at
        if self._lookout is not None:
            self._look(self._lookout, at)
        if at >= self._flush_at:
            self.flush(at)

    def write(self, drafts: Sequence[Draft], at: float) -> None:
        """Write lines, the recorder's own or another's (a clock's), found out at `at`."""
        # What was decided within a stretch that is held already was written then.
        if drafts and not self._stretches.holds(at):
            self._enter(drafts)

    def follow(self, rules: Rules, lines: Lines) -> None:
        """Go by what the skipper has settled anew: the interval, ship's time, lines at anchor."""
        self._rules = rules
        self._timetable.follow(rules)
        self._keeper.follow(lines, rules.interval_s)
        if self._lookout is not None:
            self._lookout.follow(rules.limits)

    def retimed(self, offset_s: float, at: float) -> None:
        """Go on in a time that was set by `offset_s` and is now `at`."""
        self.settle()
        if abs(offset_s) > _STEP_S:
            self._keeper.retimed(offset_s, at)
            if self._passage.began is not None:
                self._passage.began += offset_s
            if self._lookout is not None:
                self._lookout.retimed(offset_s)
            self._radio.retimed(offset_s)

    def flush(self, at: float) -> None:
        """Write what is held: first the lines, then the track."""
        self._flush_at = at + self._rules.batch_s
        self._enter(self._keeper.bulletins(self._radio.due(at), self._ship, at))
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
        news = self._radio.close(self._at)
        self._enter(self._keeper.bulletins(news, self._ship, self._at))
        self.flush(self._at)
        if not self._imports:
            self._pen.write(self._state())

    def _look(self, lookout: Lookout, at: float) -> None:
        """Let the lookout look, and write of the alarms that turned."""
        if lookout.is_due(at):
            told = lookout.look(self._ship, at, self._passage.way)
            if told:
                self.write(self._keeper.alarms(told, self._ship), at)

    def _enter(self, drafts: Sequence[Draft]) -> None:
        self._pen.hold(drafts)
        if drafts and not self._rules.holds_lines:
            self._pen.write(self._state())

    def _state(self) -> dict[str, object]:
        """Return what must be found again after a restart; it is kept with every line."""
        departed = self._keeper.odometer.departure
        return {
            "bulletins": self._radio.stored(),
            "alarms": {} if self._lookout is None else self._lookout.stored(),
            "way": self._passage.way.stored(),
            "departed_at": None if departed is None else departed.at,
        }
