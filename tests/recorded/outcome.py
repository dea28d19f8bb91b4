"""One recording through the real Importer into real books, and all that came of it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from logbook.importer import BATCH_S, Importer, Taken
from logbook.imports.nmea import NmeaFile
from logbook.intake import Counters, FeedIntake, Intake
from logbook.locale import speaker
from logbook.model.entries import LogEntry, Origin
from logbook.model.observations import Fix, Sample, TrackPoint
from logbook.model.quantities import QUANTITIES
from logbook.recorder import Rules
from logbook.recorder.passage import Passage
from logbook.store.book import Book, Nature
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader

IMPORTED_AT = 1_800_000_000.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The counts of one import, its good fixes in the order heard, and what then stood on disk."""

    taken: Taken
    counters: Counters
    torn: bool
    good: Sequence[Fix]
    points: Sequence[TrackPoint]
    entries: Sequence[LogEntry]
    samples: Sequence[Sample]


def imported(file: Path, folder: Path, day: dt.date | None = None) -> Outcome:
    """Import `file` into an empty book in `folder`, as `import` does with settings untouched."""
    nmea = NmeaFile(file)
    with Book(folder, Nature.REAL) as book, Track(folder, book.vessel) as track:
        rules = Rules(origin=Origin.IMPORT, batch_s=BATCH_S, holds_lines=True)
        with TrackReader(folder) as reader, _watched() as (good, intakes):
            importer = Importer(
                book, track, reader, rules, speaker("en"), host_now=lambda: IMPORTED_AT
            )
            taken = importer.sentences(nmea.lines(), day)
            importer.close()
    with BookReader(folder) as entries, TrackReader(folder) as points:
        assert not entries.verify()
        assert not points.verify()
        return Outcome(
            taken,
            intakes[0].counters,
            nmea.torn,
            good,
            [point for batch in points.points() for point in batch],
            list(entries.entries()),
            list(points.samples(list(QUANTITIES))),
        )


@contextmanager
def _watched() -> Iterator[tuple[list[Fix], list[FeedIntake]]]:
    """Look over the importer's shoulder: the fixes it finds good, and the intake it counts with."""
    good: list[Fix] = []
    intakes: list[FeedIntake] = []
    sail, feed = Passage.sail, Intake.feed

    def sailing(passage: Passage, fix: Fix, at: float) -> bool:
        good.append(fix)
        return sail(passage, fix, at)

    def feeding(intake: Intake, name: str, rank: int) -> FeedIntake:
        intakes.append(feed(intake, name, rank))
        return intakes[-1]

    with mock.patch.object(Passage, "sail", sailing), mock.patch.object(Intake, "feed", feeding):
        yield good, intakes
