"""Voyages and legs, arranged from what the log says: departures, arrivals and the skipper's word.

There is no second truth: nothing of this is stored.
"""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from logbook.model.entries import EntryKind, LogEntry, Origin

STOP_S: Final = 24.0 * 3600.0
"""A shorter stop continues the voyage."""


class MarkKind(StrEnum):
    """What a mark does; the value is what a voyage entry's facts hold under `action`.

    `start` begins a voyage: with the leg under way, or with the next. `end` ends it after the leg
    under way, or the last. `join` undoes the last stop: shorter than a day, its two legs are one;
    longer, its two voyages are. `split` undoes that: under way it cuts the leg in two, at rest
    it makes the next leg another voyage's.
    """

    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    START = "start"
    END = "end"
    JOIN = "join"
    SPLIT = "split"


class Mark(NamedTuple):
    """One entry that shapes voyages: its number, its (corrected) instant, and what it says."""

    number: int
    at: float
    kind: MarkKind
    origin: Origin


class Leg(NamedTuple):
    """From a departure to an arrival: `number` is the entry that began it, times are UTC seconds.

    `arrived_at` is None while under way, or where the log knows of no arrival.
    """

    number: int
    departed_at: float
    arrived_at: float | None
    origin: Origin


class Voyage(NamedTuple):
    """Legs in their order, at least one; `number` from 1, as the log learned of the voyages."""

    number: int
    legs: tuple[Leg, ...]

    @property
    def departed_at(self) -> float:
        """Return when the first leg began."""
        return self.legs[0].departed_at

    @property
    def arrived_at(self) -> float | None:
        """Return when the last leg ended, None while it has not."""
        return self.legs[-1].arrived_at

    @property
    def origin(self) -> Origin:
        """Return IMPORT where every leg was imported, otherwise the first live leg's origin."""
        live = (leg.origin for leg in self.legs if leg.origin is not Origin.IMPORT)
        return next(live, Origin.IMPORT)


def marks(entries: Iterable[LogEntry]) -> tuple[Mark, ...]:
    """Return the marks among `entries`, in order of time; those that were struck are left out."""
    found: dict[int, Mark] = {}
    struck: set[int | None] = set()
    for entry in entries:
        kind = entry.draft.kind
        if kind is EntryKind.STRIKE:
            struck.add(entry.draft.refers_to)
        elif kind in (EntryKind.DEPARTURE, EntryKind.ARRIVAL):
            found[entry.number] = Mark(
                entry.number, entry.at, MarkKind(kind.value), entry.draft.origin
            )
        elif kind is EntryKind.VOYAGE and entry.draft.facts.get("action") in tuple(MarkKind):
            action = MarkKind(str(entry.draft.facts["action"]))
            found[entry.number] = Mark(entry.number, entry.at, action, entry.draft.origin)
    kept = (mark for number, mark in found.items() if number not in struck)
    return tuple(sorted(kept, key=_order))


def arrange(marks: Iterable[Mark]) -> tuple[Voyage, ...]:
    """Return the voyages that `marks` (in any order) make, in order of time.

    Imported and live marks make legs apart; an imported leg that overlaps another is the same
    one, known for longer, and a live leg keeps its number. A departure while under way is the
    same leg still, a struck arrival's say; in imports it begins another, of which the recording
    before it did not tell the end. A stop shorter than 24 h continues the voyage unless the
    skipper said otherwise; a leg without an arrival lasts, for that rule, only its departure.
    """
    ordered = sorted(marks, key=_order)
    legs = _overlaid(
        [
            *_sailed(mark for mark in ordered if mark.origin is not Origin.IMPORT),
            *_sailed(mark for mark in ordered if mark.origin is Origin.IMPORT),
        ]
    )
    said = _Word(_promised(ordered, legs))
    for mark in ordered:
        said.take(mark)
    voyages: list[list[Leg]] = []
    for leg in said.legs:
        if voyages and said.continues(voyages[-1][-1], leg):
            voyages[-1].append(leg)
        else:
            voyages.append([leg])
    learned = sorted(legs[0].number for legs in voyages)
    return tuple(Voyage(learned.index(legs[0].number) + 1, tuple(legs)) for legs in voyages)


def until(leg: Leg, voyages: Iterable[Voyage]) -> float:
    """Return until when the track is this leg's: its arrival, any next departure, infinity."""
    if leg.arrived_at is not None:
        return leg.arrived_at
    departures = (other.departed_at for voyage in voyages for other in voyage.legs)
    return min((at for at in departures if at > leg.departed_at), default=math.inf)


class _Word:
    """What the skipper's marks do to legs that stand in order of time.

    Mutable, and gone when `arrange` is done. A leg begins a voyage where a boundary lies after
    the departure of the leg before it, up to its own.
    """

    def __init__(self, legs: list[Leg]) -> None:
        self.legs = legs
        self._boundaries: list[float] = []
        self._joined: set[int] = set()

    def take(self, mark: Mark) -> None:
        """Let one mark of the skipper's act; departures and arrivals have acted already."""
        last = max((i for i, leg in enumerate(self.legs) if leg.departed_at <= mark.at), default=-1)
        under_way = last >= 0 and mark.at < _end(self.legs[last])
        if mark.kind is MarkKind.SPLIT and under_way:
            leg = self.legs[last]
            after = leg._replace(number=mark.number, departed_at=mark.at)
            self.legs[last : last + 1] = [leg._replace(arrived_at=mark.at), after]
        elif mark.kind is MarkKind.START and under_way:
            self._boundaries.append(self.legs[last].departed_at)
        elif mark.kind in (MarkKind.START, MarkKind.SPLIT, MarkKind.END):
            self._boundaries.append(mark.at)
        elif mark.kind is MarkKind.JOIN and last >= 0:
            self._join(last)

    def continues(self, before: Leg, leg: Leg) -> bool:
        """Tell whether `leg` is of the same voyage as the leg before it."""
        if self._bounded(before, leg):
            return False
        return leg.number in self._joined or leg.departed_at - _known_end(before) < STOP_S

    def _bounded(self, before: Leg, leg: Leg) -> bool:
        return any(before.departed_at < at <= leg.departed_at for at in self._boundaries)

    def _join(self, last: int) -> None:
        leg = self.legs[last]
        later = [at for at in self._boundaries if at > leg.departed_at]
        if later:
            self._boundaries = [at for at in self._boundaries if at <= leg.departed_at]
        elif last > 0:
            before = self.legs[last - 1]
            if self.continues(before, leg):
                self.legs[last - 1 : last + 1] = [before._replace(arrived_at=leg.arrived_at)]
                return
            self._boundaries = [at for at in self._boundaries if at <= before.departed_at]
            self._joined.add(leg.number)


def _order(mark: Mark) -> tuple[float, int]:
    return mark.at, mark.number


def _end(leg: Leg) -> float:
    """Return when a leg ended, by what is known: a live one goes on, an imported one does not."""
    if leg.arrived_at is None and leg.origin is not Origin.IMPORT:
        return math.inf
    return _known_end(leg)


def _known_end(leg: Leg) -> float:
    return leg.departed_at if leg.arrived_at is None else leg.arrived_at


def _sailed(ordered: Iterable[Mark]) -> list[Leg]:
    """Return the legs that departures and arrivals of one chain make."""
    legs: list[Leg] = []
    for mark in ordered:
        at_sea = bool(legs) and legs[-1].arrived_at is None
        if mark.kind is MarkKind.ARRIVAL and at_sea:
            legs[-1] = legs[-1]._replace(arrived_at=mark.at)
        elif mark.kind is MarkKind.DEPARTURE and (not at_sea or mark.origin is Origin.IMPORT):
            legs.append(Leg(mark.number, mark.at, None, mark.origin))
    return legs


def _promised(ordered: Iterable[Mark], legs: list[Leg]) -> list[Leg]:
    """Return `legs` with those that only a start and an end tell of: no instrument saw them."""
    told = list(legs)
    start: Mark | None = None
    for mark in ordered:
        if mark.kind is MarkKind.START:
            start = mark
        elif mark.kind is MarkKind.END and start is not None:
            if not any(leg.departed_at <= mark.at and start.at < _end(leg) for leg in legs):
                told.append(Leg(start.number, start.at, mark.at, start.origin))
            start = None
    return sorted(told, key=lambda leg: (leg.departed_at, leg.number))


def _overlaid(legs: Sequence[Leg]) -> list[Leg]:
    """Return the legs in order of time, each imported one that overlaps another joined to it."""
    kept: list[Leg] = []
    for leg in sorted(legs, key=lambda leg: (leg.departed_at, leg.number)):
        before = kept[-1] if kept else None
        if (
            before is not None
            and Origin.IMPORT in (before.origin, leg.origin)
            and (leg.departed_at < _end(before) or leg.departed_at == before.departed_at)
        ):
            kept[-1] = _union(before, leg)
            continue
        if before is not None and before.arrived_at is not None:
            # An import that lasted longer does not reach into the next leg that was seen live.
            kept[-1] = before._replace(arrived_at=min(before.arrived_at, leg.departed_at))
        kept.append(leg)
    return kept


def _union(before: Leg, leg: Leg) -> Leg:
    first = leg if before.origin is Origin.IMPORT and leg.origin is not Origin.IMPORT else before
    known = [end for end in (before.arrived_at, leg.arrived_at) if end is not None]
    at_sea = first.origin is not Origin.IMPORT and first.arrived_at is None
    ended = None if at_sea or not known else max(known)
    return Leg(first.number, before.departed_at, ended, first.origin)
