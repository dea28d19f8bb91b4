"""Data folders for the console's tests: a small voyage that was imported, and other states."""

import functools
import shutil
import tempfile
from pathlib import Path

from logbook.importer import BATCH_S, Importer
from logbook.locale import speaker
from logbook.model.entries import Origin
from logbook.recorder import Rules
from logbook.store.book import Book
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.sailing import passage

START = "2026-06-01 09:45"
HOURS = 2.5


@functools.cache
def _model() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="a-voyage-"))
    with Book(folder) as book, Track(folder, book.vessel) as track, TrackReader(folder) as reader:
        rules = Rules(origin=Origin.IMPORT, batch_s=BATCH_S, holds_lines=True)
        importer = Importer(book, track, reader, rules, speaker("en"), host_now=lambda: 1.8e9)
        importer.sentences([tuple(passage(START, HOURS, every_s=10))])
        importer.close()
    return folder


def voyage(folder: Path) -> Path:
    """Return `folder` with a voyage in it: departure, hour, noon and arrival of one morning."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("logbook.db", "track.db"):
        shutil.copy(_model() / name, folder / name)
    return folder


def empty(folder: Path) -> Path:
    """Return `folder` with a book and a track that hold nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    with Book(folder) as book:
        Track(folder, book.vessel).close()
    return folder
