"""What the tests of imports share: importing, being killed in it, and what then stands."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from logbook.importer import BATCH_S, Importer, Taken
from logbook.locale import speaker
from logbook.model.entries import Draft, LogEntry, Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.quantities import QUANTITIES
from logbook.recorder import Rules
from logbook.recorder.radio import Aerial, bulletins
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.sailing import passage

START = "2026-06-01 09:45"
LINES = tuple(passage(START, 5.0))
IMPORTED_AT = 1_800_000_000.0


@dataclass(frozen=True, slots=True)
class Stands:
    """All that stands in the books, but for what says when it was written."""

    lines: Sequence[tuple[object, ...]]
    points: Sequence[TrackPoint]
    samples: Sequence[Sample]


class Killed(BaseException):
    """The process ended here."""


def take(
    folder: Path,
    *recordings: Sequence[bytes],
    day: dt.date | None = None,
    kill: Callable[[str], None] = lambda _: None,
    batch_s: float = BATCH_S,
    closes: bool = True,
) -> list[Taken]:
    """Import recordings, as one command does; `kill` is asked before every write."""
    folder.mkdir(exist_ok=True)
    with Book(folder) as book, Track(folder, book.vessel) as track, TrackReader(folder) as reader:
        importer = Importer(
            _KillableBook(book, kill),  # type: ignore[arg-type] # it has all that is asked
            _KillableTrack(track, kill),  # type: ignore[arg-type] # likewise
            reader,
            Rules(origin=Origin.IMPORT, batch_s=batch_s, holds_lines=True),
            speaker("en"),
            host_now=lambda: IMPORTED_AT,
            aerial=Aerial(partial(bulletins, folder)),
        )
        taken = [importer.sentences([lines], day) for lines in recordings]
        if closes:
            importer.close()
    return taken


class _KillableBook:
    def __init__(self, book: Book, kill: Callable[[str], None]) -> None:
        self._book, self._kill = book, kill

    def append(
        self, drafts: Sequence[Draft], state: Mapping[str, object] | None = None
    ) -> list[LogEntry]:
        self._kill("book")
        return self._book.append(drafts, state)


class _KillableTrack:
    def __init__(self, track: Track, kill: Callable[[str], None]) -> None:
        self._track, self._kill = track, kill

    def write(
        self,
        points: Sequence[TrackPoint],
        provisional: TrackPoint | None,
        samples: Sequence[Sample],
        origin: Origin,
    ) -> None:
        self._kill("track")
        self._track.write(points, provisional, samples, origin)


def stands(folder: Path) -> Stands:
    with BookReader(folder) as book, TrackReader(folder) as track:
        assert not book.verify()
        assert not track.verify()
        return Stands(
            [
                (entry.number, entry.at, entry.draft.kind, entry.draft.text, entry.draft.position)
                for entry in book.entries(by_number=True)
            ],
            [point for batch in track.points() for point in batch],
            list(track.samples(list(QUANTITIES))),
        )
