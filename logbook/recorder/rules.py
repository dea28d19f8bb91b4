"""What a recorder is given: the two books, what the skipper has settled; and what it counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from logbook.alerts import Limits
from logbook.model.entries import Draft, LogEntry, Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.outliers import MAX_SOG


class Book(Protocol):
    """Where lines go: one transaction, numbered; a key that is there already is passed over."""

    def append(
        self, drafts: Sequence[Draft], state: Mapping[str, object] | None = None
    ) -> list[LogEntry]:
        """Write all or nothing; return those that were written."""


class Track(Protocol):
    """Where points and samples go: one transaction; the provisional row replaces the last one.

    Live, it never waits and never refuses: lines must not wait for the track.
    """

    def write(
        self,
        points: Sequence[TrackPoint],
        provisional: TrackPoint | None,
        samples: Sequence[Sample],
        origin: Origin,
    ) -> None:
        """Write all or nothing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a skipper has settled, in SI; `batch_s` is how often the track is written.

    With `holds_lines` lines wait for the batch, and what the disk refuses ends it all (an import:
    it is done again); otherwise each is on disk before the next report is looked at, or is held
    until the disk takes it. `limits` are those of the alarms.
    """

    origin: Origin = Origin.AUTO
    bound_m: float = 5.0
    batch_s: float = 10.0
    sample_s: float = 60.0
    max_sog: float = MAX_SOG
    interval_s: int = 3600
    at_anchor: bool = False
    ship_offset_s: int = 0
    holds_lines: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class Counts:
    """What became of the fixes so far."""

    fixes: int = 0
    covered: int = 0
    points: int = 0
    bad: Counter[str] = field(default_factory=Counter)
