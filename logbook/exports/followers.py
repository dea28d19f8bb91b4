"""A voyage for followers ashore: late, coarse, without names and without anybody's words."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from logbook.exports.voyage import Batches, ExportLeg, ExportVoyage, Mark
from logbook.model.entries import EntryKind
from logbook.model.observations import Position, TrackPoint

DELAY_H: Final = 24.0
GRID_NM: Final = 1.0
STEP_S: Final = 600
"""Times go by ten minutes: when she crossed from one square into the next would tell more."""
TOLD: Final = (EntryKind.DEPARTURE, EntryKind.ARRIVAL, EntryKind.HOURLY, EntryKind.NOON)
"""The lines that stand in it: written by the ship herself, and only by what they are."""


def floored(at: float) -> float:
    """Return the beginning of the ten minutes that an instant (UTC seconds) lies in."""
    return float(math.floor(at / STEP_S) * STEP_S)


@dataclass(frozen=True, slots=True)
class Veil:
    """What followers are not told: nothing after `until` (UTC seconds), no place within `grid_nm`.

    The grid is of latitude, and of as many miles of longitude there; a place is told as the
    middle of its square.
    """

    until: float
    grid_nm: float = GRID_NM

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the middle of the square (degrees) that a place lies in."""
        step = self.grid_nm / 60.0
        middle = (math.floor(lat / step) + 0.5) * step
        middle = max(-90.0, min(90.0, middle))
        wide = min(360.0, step / max(math.cos(math.radians(middle)), 1e-6))
        across = (math.floor(lon / wide) + 0.5) * wide
        return middle, (across + 180.0) % 360.0 - 180.0

    def points(self, batches: Batches) -> Iterator[Sequence[TrackPoint]]:
        """Yield the first point of each ten minutes, at the beginning of those, without motion."""
        last, gap = -math.inf, False
        for batch in batches:
            told = []
            for point in batch:
                gap = gap or point.gap
                at = floored(point.at)
                if at <= last or point.at > self.until:
                    continue
                lat, lon = self.place(point.lat, point.lon)
                told.append(TrackPoint(at, lat, lon, None, None, 0.0, gap))
                last, gap = at, False
            if told:
                yield told

    def leg(self, leg: ExportLeg) -> ExportLeg:
        """Return the leg as followers see it; its name must tell no more (see `floored`)."""
        arrived = leg.arrived_at
        return replace(
            leg,
            departed_at=floored(leg.departed_at),
            arrived_at=floored(arrived) if arrived is not None and arrived <= self.until else None,
            points=lambda: self.points(leg.batches()),
            samples=None,
            start="",
            end="",
            runs=None,
        )

    def mark(self, mark: Mark, word: str) -> Mark:
        """Return a line as followers see it: what it is, and about where and when."""
        at = floored(mark.at)
        place = Position(*self.place(mark.position.lat, mark.position.lon))
        return replace(mark, at=at, text=word, position=place)


def veiled(
    voyage: ExportVoyage, veil: Veil, note: str, word: Callable[[EntryKind], str]
) -> ExportVoyage:
    """Return a voyage as followers see it; `note` says how in the file, `word` what a line is."""
    marks = (
        veil.mark(mark, word(mark.kind))
        for mark in voyage.marks
        if mark.kind in TOLD and mark.at <= veil.until and not mark.struck
    )
    legs = [veil.leg(leg) for leg in voyage.legs if leg.departed_at <= veil.until]
    return replace(voyage, legs=legs, marks=marks, note=note)
