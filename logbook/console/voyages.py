"""Which voyage is exported, and what of the book and the track belongs to it."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from logbook.config import Config
from logbook.console.amendments import story, text
from logbook.exports.marks import SIGNS
from logbook.exports.voyage import ExportLeg, ExportVoyage, Mark, Runs
from logbook.locale import Speaker
from logbook.locale.formats import iso
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.history import Later, followed, gathered
from logbook.model.observations import Sample
from logbook.model.quantities import Quantity
from logbook.model.refusal import Refusal
from logbook.model.voyages import Leg, Voyage, arrange, marks, until
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader

_SHAPING: Final = (EntryKind.DEPARTURE, EntryKind.ARRIVAL, EntryKind.VOYAGE, EntryKind.STRIKE)
_ABOUT_PEOPLE: Final = (EntryKind.CREW, EntryKind.WATCH)


@dataclass(frozen=True, slots=True)
class Choice:
    """A voyage by number, or a stretch of time (UTC seconds); nothing of it is the latest.

    With `names` the crew are named in it; else nobody is, but by what people typed themselves.
    `told` makes of an instant the one that is told by the names of the voyage and its legs.
    """

    voyage: int | None = None
    since: float | None = None
    until: float | None = None
    names: bool = False
    told: Callable[[float], float] = float


def known_voyages(book: BookReader) -> tuple[Voyage, ...]:
    """Return all voyages of the log in order of time."""
    return arrange(marks(book.entries(kinds=_SHAPING)))


def stretch(book: BookReader, choice: Choice) -> tuple[float | None, float | None]:
    """Return from when to when (UTC seconds) a choice lasts, None for ever; of nothing, all.

    Raises Refusal for a voyage that is not known, and for a stretch that ends before it begins.
    """
    since, end = choice.since, choice.until
    if since is not None and end is not None and since > end:
        raise Refusal("export.from_after_to", since=iso(since), until=iso(end))
    if choice.voyage is None:
        return since, end
    voyages = known_voyages(book)
    voyage = _numbered(voyages, choice.voyage)
    return voyage.departed_at, _end(voyage.legs[-1], voyages)


def chosen(
    book: BookReader,
    track: TrackReader,
    choice: Choice,
    config: Config,
    speaker: Speaker,
    *,
    written_at: float,
) -> ExportVoyage:
    """Return the voyage of `choice`, its points and samples still to be read.

    Raises Refusal for a voyage that is not known, and for one that has nothing in it.
    """
    source = _Legs(track, speaker, config.sample_s, choice.told)
    if choice.since is not None or choice.until is not None:
        number, since, end = 0, choice.since, choice.until
        legs = [source.stretch(since, end)]
    else:
        voyages = known_voyages(book)
        voyage = _numbered(voyages, choice.voyage)
        number = voyage.number
        since, end = voyage.departed_at, _end(voyage.legs[-1], voyages)
        legs = source.sailed(voyage, voyages)
    names = {one.id: one.name for one in book.members().values()} if choice.names else None
    told = list(_Marks(book, speaker, names, config.ship_offset_s).between(since, end))
    if not told and not any(True for leg in legs for _ in leg.batches()):
        raise _nothing(number, since, end)
    title = speaker.say("export.voyage", number=number) if number else source.when(since)
    return ExportVoyage(
        vessel=book.vessel,
        ship=config.ship_name,
        number=number,
        name=f"{config.ship_name} {title}".strip(),
        written_at=written_at,
        legs=legs,
        marks=told,
        sample_s=config.sample_s,
        ship_offset_s=config.ship_offset_s,
    )


def _nothing(number: int, since: float | None, end: float | None) -> Refusal:
    if number:
        return Refusal("export.empty_voyage", voyage=number)
    return Refusal("export.empty_span", since=when(since), until=when(end))


def _numbered(voyages: Collection[Voyage], number: int | None) -> Voyage:
    if not voyages:
        raise Refusal("export.no_voyage")
    if number is None:
        return max(voyages, key=lambda voyage: voyage.departed_at)
    found = [voyage for voyage in voyages if voyage.number == number]
    if not found:
        known = ", ".join(str(voyage.number) for voyage in voyages)
        raise Refusal("export.unknown_voyage", voyage=number, known=known)
    return found[0]


def _end(leg: Leg, voyages: Collection[Voyage]) -> float | None:
    """Return up to when the track is this leg's; None for ever."""
    end = until(leg, voyages)
    return end if math.isfinite(end) else None


@dataclass(frozen=True, slots=True)
class _Legs:
    """Makes legs to be exported: what the track holds of them is read when its turn comes."""

    track: TrackReader
    speaker: Speaker
    sample_s: float
    told: Callable[[float], float]

    def when(self, at: float | None) -> str:
        """Return an instant as names tell it."""
        return when(None if at is None else self.told(at))

    def sailed(self, voyage: Voyage, voyages: Collection[Voyage]) -> list[ExportLeg]:
        """Return the legs of a voyage."""
        legs = []
        for index, leg in enumerate(voyage.legs, 1):
            name = self.speaker.say("export.leg", number=index, departed=self.when(leg.departed_at))
            end = _end(leg, voyages)
            legs.append(self._leg(leg.number, name, leg.departed_at, end, leg.arrived_at))
        return legs

    def stretch(self, since: float | None, end: float | None) -> ExportLeg:
        """Return a stretch of time as one leg."""
        name = self.speaker.say("export.stretch", since=self.when(since), until=self.when(end))
        return self._leg(0, name, since, end, end)

    def _leg(
        self,
        number: int,
        name: str,
        since: float | None,
        end: float | None,
        arrived_at: float | None,
    ) -> ExportLeg:
        return ExportLeg(
            number=number,
            name=name,
            departed_at=0.0 if since is None else since,
            arrived_at=arrived_at,
            points=partial(self.track.points, since, end),
            samples=partial(self._samples, since, end),
            runs=Runs(partial(self.track.runs, since=since, until=end), self.track.points),
        )

    def _samples(
        self, since: float | None, end: float | None, quantities: Collection[Quantity]
    ) -> Iterator[Sample]:
        # The sample that she left in began before she did.
        begin = None if since is None else since - self.sample_s
        return self.track.samples(quantities, begin, end)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Makes marks of lines that have a place, each with what later lines say of it.

    Where `names` is None nobody is named: lines of the crew and the watch say only what they are.
    """

    book: BookReader
    speaker: Speaker
    names: Mapping[str, str] | None
    ship_offset_s: int

    def between(self, since: float | None, end: float | None) -> Iterator[Mark]:
        """Yield the marks of a stretch of time (UTC seconds)."""
        shown = [one for one in self.book.entries(since, end) if one.draft.kind in SIGNS]
        # Only what was said of these, however much the log holds besides.
        later = followed([entry.number for entry in shown], self.book.amendments)
        for entry in shown:
            place, kind = entry.draft.position, entry.draft.kind
            if place is not None:
                struck = gathered(entry, later).struck
                words = self._words(entry, later)
                yield Mark(entry.number, entry.at, kind, words, place, struck=struck)

    def _words(self, entry: LogEntry, later: Later) -> str:
        words = text(self.speaker, entry, self.names)
        if self.names is None and entry.draft.kind in _ABOUT_PEOPLE:
            words, later = self.speaker.say(f"entries.kind_{entry.draft.kind.value}"), {}
        told = story(self.speaker, entry, later, self.names, self.ship_offset_s, words=words)
        return "\n".join(told)


def when(at: float | None) -> str:
    """Return an instant as it is told; an ellipsis for ever."""
    return "…" if at is None else iso(at)
