"""A small reader of RMC fixes for the tests of the model: it shares nothing with the decoder."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, reduce
from operator import xor

from logbook.model.observations import Fix, Position
from logbook.model.units import KNOT
from tests.recordings import recording


@cache
def fixes(name: str) -> tuple[Fix, ...]:
    """Return the fixes of every valid, dated RMC sentence, as recorded: repeats and all."""
    return tuple(_read(recording(name)))


def _read(data: bytes) -> Iterator[Fix]:
    for line in data.splitlines():
        body, star, checksum = line[line.find(b"$") + 1 :].partition(b"*")
        if body[2:5] != b"RMC" or not star:
            continue
        fields = body.decode("ascii", "replace").split(",")
        try:
            if reduce(xor, body) == int(checksum[:2], 16) and fields[2] == "A" and fields[9]:
                yield _fix(fields)
        except (ValueError, IndexError):
            continue


def _fix(fields: list[str]) -> Fix:
    day = datetime.strptime(fields[9], "%d%m%y").replace(tzinfo=UTC).timestamp()
    clock = fields[1]
    seconds = int(clock[:2]) * 3600 + int(clock[2:4]) * 60 + float(clock[4:])
    return Fix(
        day + seconds,
        Position(_degrees(fields[3], fields[4], 2), _degrees(fields[5], fields[6], 3)),
        float(fields[7]) * KNOT if fields[7] else None,
        float(fields[8]) if fields[8] else None,
    )


def _degrees(value: str, hemisphere: str, digits: int) -> float:
    angle = int(value[:digits]) + float(value[digits:]) / 60.0
    return -angle if hemisphere in "SW" else angle
