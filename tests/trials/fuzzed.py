"""What reads strangers' bytes, each as a fuzzer calls it: nothing may escape but a Refusal.

Sentences are tried as they are, and once more with every line's checksum put right: guessing
those would cost the fuzzer its time.
"""

import contextlib
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Final

from logbook.feeds.simulated.sentences import sentences
from logbook.importer import Importer
from logbook.imports.gpx import GpxFile
from logbook.imports.nmea import NmeaFile
from logbook.intake import Intake
from logbook.locale import speaker
from logbook.model.entries import Origin
from logbook.model.refusal import Refusal
from logbook.nmea0183.framer import LineSplitter
from logbook.recorder import Rules
from logbook.store.book import Book
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.recordings import FOLDER
from tests.sailing import instant

Target = Callable[[bytes], None]
ALSO: Final = {"feed": "*.nmea", "nmea": "*.nmea*", "gpx": "*.gpx"}
"""The recordings that each begins with, where the machine has them."""
LONGEST: Final = 2048
_PERIOD: Final = 300
"""Imports into one book before the next is begun."""


def sealed(data: bytes) -> bytes:
    """Return the same lines, each with its right checksum."""
    lines = []
    for line in data.splitlines():
        body = line.partition(b"*")[0].lstrip(b"$!")
        total = 0
        for byte in body:
            total ^= byte
        lines.append(b"$%s*%02X" % (body, total))
    return b"\r\n".join(lines)


class Feed:
    """Live bytes: splitter, framer, decoder, gate. One intake lives on: it may not grow."""

    def __init__(self, beside: Path) -> None:
        del beside
        self._lasting = Intake().feed("lasting", 0)
        self._now = 0.0

    def __call__(self, data: bytes) -> None:
        for each in (data, sealed(data)):
            fresh = Intake().feed("fresh", 0)
            splitter = LineSplitter()
            half = len(each) // 2
            lines = splitter.split(each[:half]) + splitter.split(each[half:])
            lines.append(splitter.end() or b"")
            for feed in (fresh, self._lasting):
                self._now += 1.0
                for _ in feed.take_many(lines, self._now):
                    pass
                assert feed.counters.lines


class Nmea:
    """A file handed to `import`, into a real book."""

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._file = beside / "recording"
        self._open = ExitStack()
        self._tried = 0

    def __call__(self, data: bytes) -> None:
        if self._tried % _PERIOD == 0:
            self._open.close()
            self._importer = self._begun()
        self._tried += 1
        for each in (data, sealed(data)):
            self._file.write_bytes(each)
            with contextlib.suppress(Refusal):
                self._importer.sentences(NmeaFile(self._file).lines())

    def _begun(self) -> Importer:
        folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(dir=self._beside)))
        book = self._open.enter_context(Book(folder))
        track = self._open.enter_context(Track(folder, book.vessel))
        reader = self._open.enter_context(TrackReader(folder))
        rules = Rules(origin=Origin.IMPORT, holds_lines=True)
        return Importer(book, track, reader, rules, speaker("en"), host_now=lambda: 1.8e9)


class Gpx:
    """A GPX file handed to `import`."""

    def __init__(self, beside: Path) -> None:
        self._file = beside / "track"

    def __call__(self, data: bytes) -> None:
        self._file.write_bytes(data)
        with contextlib.suppress(Refusal):
            for batch in GpxFile(self._file).batches():
                assert batch


TARGETS: Final[dict[str, Callable[[Path], Target]]] = {"feed": Feed, "nmea": Nmea, "gpx": Gpx}


def sow(name: str, corpus: Path) -> None:
    """Write what the fuzzer begins with: a made-up passage, and pieces of real recordings."""
    said = b"".join(text for _, text in islice(sentences(instant("2027-06-01 06:00"), 1), 200))
    (corpus / "passage").write_bytes(said[:LONGEST])
    for path in sorted(FOLDER.rglob(ALSO[name])):
        data = path.read_bytes()
        middle = 0 if name == "gpx" or path.suffix == ".gz" else len(data) // 2
        (corpus / path.name).write_bytes(data[middle : middle + LONGEST])
