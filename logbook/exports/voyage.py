"""What an export is made of: a voyage, its legs with their points, its marks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID, uuid5

from logbook.model.entries import EntryKind
from logbook.model.observations import Position, Sample, TrackPoint
from logbook.model.quantities import Quantity

Batches = Iterable[Sequence[TrackPoint]]
SamplesOf = Callable[[Collection[Quantity]], Iterable[Sample]]

LEGS: Final = UUID("8f1a0b0e-5d0c-5c55-9a53-4f3a5a1a7c21")
"""Our own name space for the identifiers of legs and marks (RFC 4122, version 5)."""


class Profile(StrEnum):
    """How much a file says: `plain` is core GPX 1.1 only, `full` has the extensions too."""

    FULL = "full"
    PLAIN = "plain"


class TextRun(Protocol):
    """Some consecutive points, made into text elsewhere; `logbook.store.track_runs` says more."""

    @property
    def text(self) -> str:
        """The template, filled in once a point."""

    @property
    def points(self) -> int:
        """How many points these are."""

    @property
    def seconds(self) -> int:
        """How many different whole seconds they have."""

    @property
    def gaps(self) -> int:
        """How many of them end a silence."""

    @property
    def west(self) -> float:
        """The smallest longitude, degrees."""

    @property
    def east(self) -> float:
        """The greatest longitude, degrees."""

    @property
    def nowhere(self) -> bool:
        """Whether one of them lies at 0, 0."""

    @property
    def first_s(self) -> int:
        """The first whole second."""

    @property
    def last_s(self) -> int:
        """The last whole second."""

    @property
    def first_ms(self) -> int:
        """The first instant, milliseconds."""

    @property
    def last_ms(self) -> int:
        """The last instant, milliseconds."""

    @property
    def last_lon(self) -> float:
        """The last longitude, degrees."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Points as text: `of` makes runs from a template, `between` gives points to look at closer.

    The template holds `{lat}`, `{lon}` and `{second}`; `between` takes two instants (UTC
    seconds), both included.
    """

    of: Callable[[str], Iterable[TextRun]]
    between: Callable[[float, float], Batches]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the log at its place: entry `number`, `at` UTC seconds, `text` as it now reads.

    `kind` is one that belongs on a chart: those of `marks.SIGNS`.
    """

    number: int
    at: float
    kind: EntryKind
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class ExportLeg:
    """A leg and its track.

    `number` is the leg's own, the same in every export: the leg is known elsewhere by it and
    the vessel. `points` gives batches in order of time; it may be a callable, called once, so
    that nothing is read before its turn. `samples` gives, in order of time, the samples of the
    quantities asked for, during the leg and one interval before it; None where there are none.
    `start` and `end` are the places; times stand for them where they are not known. Times are
    UTC seconds; `arrived_at` is None while the leg goes on.
    """

    number: int
    name: str
    departed_at: float
    arrived_at: float | None
    points: Batches | Callable[[], Batches]
    samples: SamplesOf | None = None
    start: str = ""
    end: str = ""
    runs: Runs | None = None

    def batches(self) -> Batches:
        """Return the points' batches."""
        return self.points() if callable(self.points) else self.points


@dataclass(frozen=True, slots=True)
class ExportVoyage:
    """A voyage to be written: `vessel` is the boat's id, `ship` her name, `number` the voyage's.

    `written_at` is now (UTC seconds). `marks` are read once, before the legs. `sample_s` is the
    sampling interval of the legs' samples (seconds), `ship_offset_s` ship's time minus UTC, used
    only in the names of marks: every time in the file is UTC.
    """

    vessel: str
    ship: str
    number: int
    name: str
    written_at: float
    legs: Sequence[ExportLeg]
    marks: Iterable[Mark] = ()
    sample_s: float = 60.0
    ship_offset_s: float = 0.0

    def leg_guid(self, leg: ExportLeg) -> str:
        """Return the leg's identifier: the same vessel and leg number, the same for ever."""
        return str(uuid5(LEGS, f"{self.vessel}/leg/{leg.number}"))

    def mark_guid(self, mark: Mark) -> str:
        """Return the mark's identifier, from the vessel and the entry's number."""
        return str(uuid5(LEGS, f"{self.vessel}/entry/{mark.number}"))
