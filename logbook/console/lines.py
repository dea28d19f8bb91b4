"""`list`: the entries as rows for a terminal, a heading a day, and what the marks mean."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from logbook.console.amendments import story, text
from logbook.console.plain import wrapped
from logbook.locale import Speaker, formats
from logbook.model.due import DAY_S
from logbook.model.entries import ClockSource, EntryKind, LogEntry, Origin, PositionSource
from logbook.model.history import Later

_INDENT: Final = 16
_NARROWEST: Final = 24
_ABOUT = {EntryKind.CORRECTION: "console.corrects", EntryKind.STRIKE: "console.strikes"}


def listing(
    speaker: Speaker,
    entries: Iterable[LogEntry],
    *,
    amended: Later,
    members: Mapping[str, str],
    ship_offset_s: int,
    width: int | None = None,
) -> Iterator[str]:
    """Yield the rows of `entries`, which come in order of time.

    `amended` is what refers to the entries, and to that, wherever it stands; `members` the names
    by random id; `width` the columns of the terminal, None where there is none.
    Nothing is yielded for no entries. Memory does not grow with the list.
    """
    room = None if width is None else max(width - _INDENT, _NARROWEST)
    used: set[str] = set()
    today: int | None = None
    for entry in entries:
        date = math.floor((entry.at + ship_offset_s) / DAY_S)
        if date != today:
            heading = formats.day(speaker, entry.at, ship_offset_s)
            yield speaker.say("console.day", day=heading, zone=formats.zone(ship_offset_s))
            today = date
        late, marks = _time_mark(entry), _marks(entry)
        used.update(late, marks)
        head = f"{entry.number:>5} {formats.hour(entry.at, ship_offset_s)}{late:1} {marks:2} "
        words = _words(speaker, entry, members)
        texts = story(speaker, entry, amended, members, ship_offset_s, words=words)
        rows = (row for one in texts for row in wrapped(one, room))
        for index, row in enumerate(rows):
            yield (head if index == 0 else " " * _INDENT) + row
    yield from _legend(speaker, used)


def _words(speaker: Speaker, entry: LogEntry, members: Mapping[str, str]) -> str:
    words, about = text(speaker, entry, members), entry.draft.refers_to
    if entry.draft.kind not in _ABOUT or about is None:
        return words
    return speaker.say(_ABOUT[entry.draft.kind], number=about, text=words)


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
    if entry.draft.by_hand:
        marks += "^"
    return marks


_MEANINGS: Final = {
    "?": "console.mark_host",
    "*": "console.mark_mended",
    "i": "console.mark_import",
    "~": "console.mark_track",
    "+": "console.mark_hand",
    "^": "console.mark_weather_hand",
}


def _legend(speaker: Speaker, used: set[str]) -> Iterator[str]:
    told = [f"{mark} {speaker.say(name)}" for mark, name in _MEANINGS.items() if mark in used]
    if told:
        yield ""
        yield from told
