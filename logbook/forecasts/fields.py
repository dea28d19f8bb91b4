"""The heads of a file's fields: what each tells, of which run, when and on which grid."""

from collections.abc import Hashable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from logbook.forecasts.eccodes import Message
from logbook.forecasts.grid import REGULAR, Grid, grid_of, kind_of
from logbook.forecasts.models import family
from logbook.forecasts.parameters import Known, Numbers, known

_EMPTY: Final = -1
_LATEST: Final = 4_102_444_800.0
"""2100-01-01T00:00Z. Between 1970 and then there is a day for whatever is told or sorted by."""
_LONGEST_STEP_MIN: Final = 366 * 1440


class Source(NamedTuple):
    """What made a field, and when: fields of one source belong together.

    `run` is UTC seconds since 1970.
    """

    centre: int
    process: int
    run: float


class Head(NamedTuple):
    """What stands before a field's values: it holds from `start` to `end` (UTC seconds).

    An instantaneous field has both alike.
    """

    source: Source
    told: Known
    start: float
    end: float
    grid: Grid
    repeats: Hashable
    """Of two fields alike in this the first one counts: members of an ensemble, twins."""


class Unusable(Exception):
    """A field that is left out: `kind` is the grid that cannot be read, or `other`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


OTHER: Final = "other"
"""A field of something that the log has no use for."""


def head(message: Message) -> Head:
    """Return what stands before the values of a message. Raises Unusable."""
    numbers = _numbers(message)
    found = known(numbers)
    if found is None:
        raise Unusable(OTHER)
    kind = kind_of(message)
    if kind != REGULAR:
        raise Unusable(kind)
    grid, run = grid_of(message), _run(message)
    message.told_in("stepUnits", "m")
    start, end = message.whole("startStep"), message.whole("endStep")
    if grid is None or run is None or start is None or end is None or end < start:
        raise Unusable("senseless")
    if not 0.0 <= run < _LATEST or max(abs(start), abs(end)) > _LONGEST_STEP_MIN:
        raise Unusable("senseless")
    process = message.whole("generatingProcessIdentifier")
    process = _EMPTY if process is None else process
    source = Source(numbers.centre, family(numbers.centre, process), run)
    span = run + start * 60.0, run + end * 60.0
    return Head(source, found, *span, grid, (source, found, *span, grid))


def _numbers(message: Message) -> Numbers:
    def whole(key: str) -> int:
        found = message.whole(key)
        return _EMPTY if found is None else found

    edition = whole("edition")
    if edition == 1:
        category, number = whole("table2Version"), whole("indicatorOfParameter")
        discipline, level_type = None, whole("indicatorOfTypeOfLevel")
    else:
        category, number = whole("parameterCategory"), whole("parameterNumber")
        discipline, level_type = whole("discipline"), whole("typeOfFirstFixedSurface")
    return Numbers(
        edition, whole("centre"), discipline, category, number, level_type, whole("level")
    )


def _run(message: Message) -> float | None:
    """Return the time of the run, UTC seconds, None where it is no time."""
    day, clock = message.whole("dataDate") or 0, message.whole("dataTime") or 0
    try:
        at = datetime(
            day // 10_000, day // 100 % 100, day % 100, clock // 100, clock % 100, tzinfo=UTC
        )
    except ValueError:
        return None
    return at.timestamp()
