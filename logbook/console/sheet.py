"""`show`: one entry on a sheet, with all that the book knows of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from logbook.console.amendments import author, story, text
from logbook.console.plain import wrapped
from logbook.locale import Speaker, formats, measures
from logbook.model.entries import ClockSource, LogEntry, PositionSource
from logbook.model.history import Later
from logbook.model.quantities import COG, SOG, Quantity
from logbook.summaries import observed


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry, what later entries say of it, the members' names, the ship's time."""

    entry: LogEntry
    later: Later
    members: Mapping[str, str]
    ship_offset_s: int


def sheet(speaker: Speaker, page: Sheet, width: int | None = None) -> Iterator[str]:
    """Yield the rows of the sheet, at most `width` columns wide (None: as they stand)."""
    for one in _texts(speaker, page):
        yield from wrapped(one, width)


def _texts(speaker: Speaker, page: Sheet) -> Iterator[str]:
    entry, draft = page.entry, page.entry.draft
    yield speaker.say(
        "console.sheet_title",
        number=entry.number,
        kind=speaker.say(f"entries.kind_{draft.kind.value}"),
        origin=speaker.say(f"entries.origin_{draft.origin.value}"),
        author=author(speaker, entry, page.members),
    )
    yield from _times(speaker, page)
    yield from _position(speaker, entry)
    yield from _conditions(speaker, entry)
    if draft.refers_to is not None:
        yield speaker.say("console.sheet_about", number=draft.refers_to)
    yield ""
    words = text(speaker, entry, page.members)
    yield from story(speaker, entry, page.later, page.members, page.ship_offset_s, words=words)
    yield ""
    yield speaker.say("console.sheet_hash", hash=entry.hash)
    yield speaker.say("console.sheet_prev", hash=entry.prev)


def _times(speaker: Speaker, page: Sheet) -> Iterator[str]:
    entry, draft = page.entry, page.entry.draft
    yield speaker.say(
        "console.sheet_at",
        day=formats.day(speaker, entry.at, page.ship_offset_s),
        hour=formats.hour(entry.at, page.ship_offset_s),
        zone=formats.zone(page.ship_offset_s),
        iso=formats.iso(entry.at),
    )
    yield speaker.say("console.sheet_written", iso=formats.iso(draft.written_at))
    if entry.at != draft.at:
        yield speaker.say("console.sheet_mended", iso=formats.iso(draft.at))
    elif draft.timing.source is not ClockSource.GPS:
        yield speaker.say(f"console.sheet_timed_{draft.timing.source.value}")


def _position(speaker: Speaker, entry: LogEntry) -> Iterator[str]:
    if entry.draft.position is None:
        yield speaker.say("entries.no_position")
        return
    place = formats.position(speaker, entry.draft.position)
    source = entry.draft.position_source or PositionSource.GPS
    name = f"entries.position_{source.value}"
    yield place if source is PositionSource.GPS else speaker.say(name, position=place)


def _conditions(speaker: Speaker, entry: LogEntry) -> Iterator[str]:
    draft = entry.draft
    for quantity, value in ((SOG, draft.sog), (COG, draft.cog)):
        if value is not None and quantity not in draft.conditions:
            yield _condition(speaker, quantity, value, None)
    for quantity, condition in draft.conditions.items():
        if quantity in draft.by_hand:
            given = _condition(speaker, quantity, condition.value, None)
            yield speaker.say("observed.by_hand", what=given)
        else:
            yield _condition(speaker, quantity, condition.value, condition.age_s)
    yield from observed.beside(speaker, draft)


def _condition(speaker: Speaker, quantity: Quantity, value: float, age_s: float | None) -> str:
    said = speaker.say(
        "console.sheet_condition",
        name=measures.name(speaker, quantity),
        figure=measures.figure(speaker, quantity, value),
    )
    if age_s is None:
        return said
    return speaker.say("entries.aged", what=said, age=formats.ago(speaker, age_s))
