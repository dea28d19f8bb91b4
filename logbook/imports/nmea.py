"""Recorded NMEA 0183: a file of any size to lines, a chunk at a time; says if it is torn."""

from collections.abc import Iterator
from pathlib import Path

from logbook.imports.source import Progress, Source
from logbook.nmea0183.framer import LineSplitter, frame


class NmeaFile:
    """A recording's lines, read once: plain or gzipped, any line ends, any bytes between them.

    `torn` becomes true where the last line is cut short, or the gzipped file is: everything
    up to there is given, the cut line too, so that it is counted like any other bad line.
    Raises Refusal as Source does.
    """

    __slots__ = ("_source", "torn")

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self._source = Source(path, progress)
        self.torn = False

    def lines(self) -> Iterator[list[bytes]]:
        """Yield the lines in order, without their ends, some hundreds at a time."""
        splitter = LineSplitter()
        for chunk in self._source.chunks():
            if lines := splitter.split(chunk):
                yield lines
        self.torn = self._source.torn
        rest = splitter.end()
        if rest is not None:
            # A last line without its end is whole if its last sentence's checksum says so.
            self.torn = self.torn or bool(frame(rest).bad)
            yield [rest]
