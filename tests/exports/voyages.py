"""Small voyages to write, and what they become."""

import io
from collections.abc import Iterable, Sequence

from logbook.exports.gpx import Written, write
from logbook.exports.voyage import ExportLeg, ExportVoyage, Mark, Profile, SamplesOf
from logbook.model.entries import EntryKind
from logbook.model.observations import Position, TrackPoint

T0 = 1_780_000_000.0
"""2026-05-28T20:26:40Z."""
VESSEL = "0d3f7a62-5a80-4f0e-9d6c-1f3a52a6f001"


def at(second: float, lat: float = 48.0, lon: float = -4.5, *, gap: bool = False) -> TrackPoint:
    return TrackPoint(T0 + second, lat, lon, 2.5, 123.4, 0.0, gap)


def leg(
    points: Sequence[TrackPoint],
    number: int = 7,
    name: str = "Brest - Groix",
    samples: SamplesOf | None = None,
    start: str = "",
) -> ExportLeg:
    batches = [points[first : first + 3] for first in range(0, len(points), 3)]
    return ExportLeg(number, name, T0, T0 + 3600.0, batches, samples, start)


def mark(
    number: int,
    kind: EntryKind = EntryKind.REMARK,
    text: str = "Dauphins",
    lat: float = 48.0,
    lon: float = -4.5,
    second: float = 0.0,
) -> Mark:
    return Mark(number, T0 + second, kind, text, Position(lat, lon))


def voyage(
    *legs: ExportLeg, marks: Iterable[Mark] = (), name: str = "Voyage 7", ship_offset_s: float = 0.0
) -> ExportVoyage:
    return ExportVoyage(
        VESSEL, "Marie", 7, name, T0 + 7200.0, legs, marks, ship_offset_s=ship_offset_s
    )


def written(planned: ExportVoyage, profile: Profile = Profile.FULL) -> tuple[bytes, Written]:
    out = io.BytesIO()
    counts = write(out, planned, profile)
    return out.getvalue(), counts
