"""`list`: the entries as rows for a terminal, a heading a day, and what the marks mean."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from logbook.console.amendments import Amendments, described
from logbook.console.plain import wrapped
from logbook.locale import Speaker, formats
from logbook.model.entries import ClockSource, EntryKind, LogEntry, Origin, PositionSource

_INDENT: Final = 16
_NARROWEST: Final = 24
_ABOUT = {EntryKind.CORRECTION: "console.corrects", EntryKind.STRIKE: "console.strikes"}


def listing(
    speaker: Speaker,
    entries: Iterable[LogEntry],
    *,
    amended: Amendments,
    members: Mapping[str, str],
    ship_offset_s: int,
    width: int | None = None,
) -> Iterator[str]:
    """Yield the rows of `entries`, which come in order of time.

    `amended` is every correction and strike that the book knows, wherever it stands; `members`
    the names by random id; `width` the columns of the terminal, None where there is none.
    Nothing is yielded for no entries. Memory does not grow with the list.
    """
    room = None if width is None else max(width - _INDENT, _NARROWEST)
    used: set[str] = set()
    today = ""
    for entry in entries:
        date = formats.iso(entry.at + ship_offset_s)[:10]
        if date != today:
            heading = formats.day(speaker, entry.at, ship_offset_s)
            yield speaker.say("console.day", day=heading, zone=formats.zone(ship_offset_s))
            today = date
        late, marks = _time_mark(entry), _marks(entry)
        used.update(late, marks)
        head = f"{entry.number:>5} {formats.hour(entry.at, ship_offset_s)}{late:1} {marks:2} "
        texts = [
            _text(speaker, entry, entry.number in amended),
            *(
                described(speaker, amendment, members, ship_offset_s)
                for amendment in amended.get(entry.number, ())
            ),
        ]
        rows = (row for text in texts for row in wrapped(text, room))
        for index, row in enumerate(rows):
            yield (head if index == 0 else " " * _INDENT) + row
    yield from _legend(speaker, used)


def _text(speaker: Speaker, entry: LogEntry, struck: bool) -> str:
    draft = entry.draft
    text = draft.text
    if draft.kind in _ABOUT and draft.refers_to is not None:
        text = speaker.say(_ABOUT[draft.kind], number=draft.refers_to, text=text)
    return speaker.say("console.struck", text=text) if struck else text


def _time_mark(entry: LogEntry) -> str:
    if entry.at != entry.draft.at:
        return "*"
    return "?" if entry.draft.timing.source is ClockSource.HOST else ""


def _marks(entry: LogEntry) -> str:
    marks = "i" if entry.draft.origin is Origin.IMPORT else ""
    if entry.draft.position_source is PositionSource.TRACK:
        marks += "~"
    elif entry.draft.position_source is PositionSource.HAND:
        marks += "+"
    return marks


_MEANINGS: Final = {
    "?": "console.mark_host",
    "*": "console.mark_mended",
    "i": "console.mark_import",
    "~": "console.mark_track",
    "+": "console.mark_hand",
}


def _legend(speaker: Speaker, used: set[str]) -> Iterator[str]:
    told = [f"{mark} {speaker.say(name)}" for mark, name in _MEANINGS.items() if mark in used]
    if told:
        yield ""
        yield from told
