"""An import: a recording through a recorder of its own, on the recording's own time."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from logbook.clock import RELEASE_DAY
from logbook.clock.recording import RecordingClock
from logbook.intake import FeedIntake, Intake
from logbook.locale import Speaker
from logbook.model.entries import ClockSource, EntryKind, LogEntry, Origin, Timing
from logbook.model.observations import Fix, Reading, Report
from logbook.model.quantities import COG, SOG
from logbook.recorder import Lines, Recorder, Rules, Stamp
from logbook.recorder.covered import Covered
from logbook.recorder.radio import Aerial
from logbook.store.book import Book
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader

BATCH_S: Final = 3600.0
"""How much of a recording (seconds of its time) is written at once: a kill loses no more."""
_ADRIFT: Final = frozenset({"leap", "backwards"})
EVER: Final = 1e11


@dataclass(slots=True)
class Taken:
    """What became of one recording. `bad` are sentences and `bad_fixes` fixes, by reason.

    `sentences` are good ones; a point of a GPX counts as one.
    """

    fixes: int = 0
    covered: int = 0
    entries: int = 0
    legs: int = 0
    untimed: int = 0
    dated: bool = False
    lines: int = 0
    sentences: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    bad_fixes: Counter[str] = field(default_factory=Counter)


class Importer:
    """Takes recordings into a book, one after the other; nothing live is touched.

    `host_now` is when the import is done: the lines say so. `aerial` knows what bulletins the book
    holds. Must be closed.
    """

    def __init__(
        self,
        book: Book,
        track: Track,
        reader: TrackReader,
        rules: Rules,
        speaker: Speaker,
        *,
        host_now: Callable[[], float],
        aerial: Aerial | None = None,
    ) -> None:
        self._book = book
        timing = Timing(ClockSource.GPS)
        self._recorder = Recorder(
            book,
            track,
            Lines(speaker, Origin.IMPORT, rules.ship_offset_s),
            rules,
            stamp=lambda: Stamp(host_now(), timing),
            covered=Covered(lambda: reader.covered(-EVER, EVER), lambda at: reader.bracket(at)[0]),
            aerial=aerial,
            on_entry=self._count,
        )
        self._entries = self._legs = 0
        self._timed = False

    def sentences(self, chunks: Iterable[Sequence[bytes]], day: dt.date | None = None) -> Taken:
        """Take the lines of an NMEA 0183 recording; `day` is its first where it states none."""
        epoch = None if day is None else (day - dt.date(1970, 1, 1)).days
        clock = RecordingClock(release_day=RELEASE_DAY, day=epoch)
        intake = Intake().feed("import", 0)
        taken = Taken()
        self._timed = False
        for lines in chunks:
            self._lines(lines, intake, clock, taken)
        self._recorder.settle()
        taken.dated = clock.dated
        counters = intake.counters
        taken.lines, taken.sentences = counters.lines, counters.sentences - counters.bad_sentences
        taken.bad += Counter(counters.bad)
        return self._since(taken)

    def fixes(self, fixes: Iterable[Fix]) -> Taken:
        """Take the fixes of a GPX track."""
        taken = Taken(dated=True)
        for fix in fixes:
            found = ((SOG, fix.sog), (COG, fix.cog))
            readings = tuple(Reading(name, value) for name, value in found if value is not None)
            self._recorder.take(Report("GPX", readings, fix.position), fix.at, fix.at)
            taken.sentences += 1
        return self._since(taken)

    def close(self) -> None:
        """Write what is held."""
        self._recorder.close()

    def _lines(
        self, lines: Sequence[bytes], intake: FeedIntake, clock: RecordingClock, taken: Taken
    ) -> None:
        """The hot loop: all that is done for every sentence that says something new."""
        recorder_take = self._recorder.take
        steady = clock.steady
        for report in intake.take_many(lines, steady):
            if report.tod is not None or intake.line_time is not None:
                doubt = clock.observe(report, intake.line_time)
                if doubt is not None and doubt != "restarted" and report.position is not None:
                    taken.bad_fixes[doubt] += 1
                    report = report._replace(position=None)  # noqa: PLW2901 - the same, without
                # Until the epochs agree again, the time that the clock shows is not theirs.
                self._timed = clock.dated and doubt not in _ADRIFT
                if clock.steady != steady:
                    steady = intake.now = clock.steady
            if not self._timed:
                taken.untimed += 1
                continue
            recorder_take(
                report, steady, None if report.position is None else clock.fix_time(report)
            )

    def _count(self, entry: LogEntry) -> None:
        self._entries += 1
        if entry.draft.kind is EntryKind.DEPARTURE:
            self._legs += 1

    def _since(self, taken: Taken) -> Taken:
        """Return the figures of one recording; the recorder's begin anew."""
        self._recorder.flush_lines()
        counts = self._recorder.counts
        taken.fixes, taken.covered = counts.fixes, counts.covered
        taken.bad_fixes += counts.bad
        taken.entries, taken.legs = self._entries, self._legs
        self._entries = self._legs = 0
        self._recorder.counts = type(counts)()
        return taken
