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


class Run(Protocol):
    """Some consecutive points of one UTC day, as ASCII digits.

    `logbook.store.track_runs` says how they are laid out: it makes them, and this is what is
    asked of it.
    """

    @property
    def midnight(self) -> int:
        """When their day began, UTC seconds."""

    @property
    def first_ms(self) -> int:
        """They lie between this instant, in milliseconds."""

    @property
    def last_ms(self) -> int:
        """And this one."""

    @property
    def time(self) -> bytes:
        """10 digits a point: 2 after a silence, else 1; HHMMSS; a thousandth of a second."""

    @property
    def lat(self) -> bytes:
        """11 digits a point: 1 north or 2 south, then 1e-7 degrees."""

    @property
    def lon(self) -> bytes:
        """11 digits a point: 1 east or 2 west, then 1e-7 degrees; 180 is west."""

    @property
    def sog(self) -> bytes:
        """Whole mm/s, or nothing, between commas."""

    @property
    def cog(self) -> bytes:
        """Whole 0.01 degrees, or nothing, between commas."""


class RunsOf(Protocol):
    """Gives all points of a leg in runs; speed and course are asked for with `motion`."""

    def __call__(self, *, motion: bool) -> Iterable[Run]:
        """Return the runs in order of time."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Points as digits: `of` gives them all, `between` some of them to be looked at closer.

    `between` takes two instants (UTC seconds), both included.
    """

    of: RunsOf
    between: Callable[[float, float], Batches]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the log at its place: entry `number`, `at` UTC seconds, `text` as it now reads.

    `struck` is whether it was taken back; its text says so too.

    `kind` is one that belongs on a chart: those of `marks.SIGNS`.
    """

    number: int
    at: float
    kind: EntryKind
    text: str
    position: Position
    struck: bool = False


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
    note: str = ""

    def leg_guid(self, leg: ExportLeg) -> str:
        """Return the leg's identifier: the same vessel and leg number, the same for ever."""
        return str(uuid5(LEGS, f"{self.vessel}/leg/{leg.number}"))

    def mark_guid(self, mark: Mark) -> str:
        """Return the mark's identifier, from the vessel and the entry's number."""
        return str(uuid5(LEGS, f"{self.vessel}/entry/{mark.number}"))
