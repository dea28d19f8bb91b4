"""Readers kept open between questions: opening one costs five times what most questions do."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Generic, TypeVar

from logbook.store.book_reader import BookReader
from logbook.store.closing import Closing
from logbook.store.track_reader import TrackReader

_KEPT: Final = 8
"""More at once are opened and closed again: as many threads as ask at the same time."""

_Reader = TypeVar("_Reader", bound=Closing)


class Readers(Closing):
    """Readers of the book and of the track in `folder`, lent to one thread at a time.

    Nothing is opened before it is asked for. Raises Refusal where it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._books = _Pool(lambda: BookReader(folder))
        self._tracks = _Pool(lambda: TrackReader(folder))

    @contextmanager
    def book(self) -> Iterator[BookReader]:
        """Lend a reader of the book; what it yields must be used up inside."""
        with self._books.lent() as reader:
            yield reader

    @contextmanager
    def track(self) -> Iterator[TrackReader]:
        """Lend a reader of the track; what it yields must be used up inside."""
        with self._tracks.lent() as reader:
            yield reader

    def close(self) -> None:
        """Close all that are not lent; those that are will be when they come back."""
        self._books.close()
        self._tracks.close()


class _Pool(Generic[_Reader]):
    def __init__(self, opened: Callable[[], _Reader]) -> None:
        self._opened = opened
        self._free: list[_Reader] = []
        self._closed = False
        self._lock = threading.Lock()

    @contextmanager
    def lent(self) -> Iterator[_Reader]:
        with self._lock:
            reader = self._free.pop() if self._free else None
        if reader is None:
            reader = self._opened()
        try:
            yield reader
        except BaseException:
            # It may have been the reader's fault: the next one gets a fresh one.
            reader.close()
            raise
        with self._lock:
            if not self._closed and len(self._free) < _KEPT:
                self._free.append(reader)
                return
        reader.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for reader in free:
            reader.close()
