"""GPX out: however long the voyage, the memory stays small."""

import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO, cast

from logbook.exports.gpx import write
from logbook.exports.voyage import ExportLeg
from logbook.model.observations import TrackPoint
from tests.exports.voyages import T0, at, mark, voyage


class _Sink:
    """Takes bytes and keeps none."""

    def write(self, data: bytes) -> int:
        return len(data)

    def writelines(self, lines: list[bytes]) -> None:
        for line in lines:
            self.write(line)


def _peak(batches: int) -> int:
    def points() -> Iterator[list[TrackPoint]]:
        for batch in range(batches):
            yield [at(batch * 500 + i, 48.0 + i / 1e4, -4.5) for i in range(500)]

    marks = (mark(n, second=n * 60) for n in range(batches))
    planned = voyage(ExportLeg(1, "x", T0, None, points), marks=marks)
    tracemalloc.start()
    write(cast(BinaryIO, _Sink()), planned)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_voyage() -> None:
    _peak(2)  # the tables are made once
    assert _peak(150) < _peak(15) + 300_000
