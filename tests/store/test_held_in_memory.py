"""How little of the databases is held in memory, however long they are and whoever asks."""

import _sqlite3
import ctypes
import gc
from pathlib import Path
from typing import Final

from logbook.model.entries import LogEntry, Origin
from logbook.model.observations import TrackPoint
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.database import READER_KIB, WRITER_KIB
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import remark

_SLACK: Final = 256 * 1024
"""For what a connection holds beside its pages: the schema, and statements."""


def held() -> int:
    """Return how many bytes SQLite holds, as it counts them itself."""
    used = ctypes.CDLL(_sqlite3.__file__).sqlite3_memory_used
    used.restype = ctypes.c_int64
    return int(used())


def test_a_long_track_is_written_and_read_with_few_of_its_pages_in_memory(tmp_path: Path) -> None:
    gc.collect()
    before = held()
    with Track(tmp_path, "5e" * 16) as track:
        for first in range(0, 100_000, 5000):
            numbers = range(first, first + 5000)
            track.write(
                [TrackPoint(n * 10.0, 48.0, n / 1e6, 3.1, 90.0, 31.0, gap=False) for n in numbers],
                None, [], Origin.AUTO,
            )  # fmt: skip
        assert track.path.stat().st_size > 2 * WRITER_KIB * 1024
        assert held() - before < WRITER_KIB * 1024 + _SLACK
        written = held()
        with TrackReader(tmp_path) as reader:
            assert sum(map(len, reader.points())) == 100_000
            assert held() - written < READER_KIB * 1024 + _SLACK


def test_a_long_log_is_read_with_few_of_its_lines_in_memory(tmp_path: Path) -> None:
    gc.collect()
    before = {id(one) for one in gc.get_objects() if isinstance(one, LogEntry)}
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        book.append([remark(f"ligne {number}") for number in range(1000)])
        assert sum(1 for _ in reader.entries()) == 1000
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, LogEntry) and id(one) not in before]
    assert 0 < len(kept) <= 256
