"""One post for many lines: what the crew missed while the chat was away, each line readable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from logbook.chat.cards import amended, kind, struck
from logbook.chat.hand import Hand, Words
from logbook.chat.history import History
from logbook.locale import formats
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.neutral import row
from logbook.summaries import moment as say

LONGEST: Final = 12_000
"""Characters; more lines go into the next digest. A post may have 16,383."""
_LONGEST_TEXT: Final = 2_000
_RUN: Final = 3
"""From so many automatic hourly lines in a row on, only the last one is told in full."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The words, and how many of the lines that it was given it tells."""

    words: Words
    told: int


def digest(lines: Sequence[History], hand: Hand, longest: int = LONGEST) -> Digest:
    """Return one post for as many of `lines` (at least one, by number) as have room in it.

    Lines of people stand there word for word, unless one alone has no room; hourly lines in a
    row are told by their last.
    """
    told, rows, today = 0, [], ""
    room = longest - len(_title(lines, hand))
    for run in _runs(lines, hand):
        part = list(_rows(run, hand))
        heading = formats.day(hand.speaker, run[0].entry.at, hand.ship_offset_s)
        if heading != today:
            part.insert(0, hand.speaker.say("cards.day", day=heading))
            today = heading
        length = sum(len(line) + 1 for line in part)
        if told and length > room:
            break
        rows += part
        room -= length
        told += len(run)
    return Digest(Words("\n".join([_title(lines[:told], hand), *rows])), told)


def _title(lines: Sequence[History], hand: Hand) -> str:
    instants = [line.entry.at for line in lines]
    span = formats.span(hand.speaker, min(instants), max(instants), hand.ship_offset_s)
    return hand.speaker.say("cards.digest", count=len(lines), span=span)


def _runs(lines: Sequence[History], hand: Hand) -> Iterator[list[History]]:
    """Yield lines one by one, but hourly lines of one day that nobody touched together."""

    def alike(line: History) -> tuple[bool, str | int]:
        plain = line.entry.draft.kind is EntryKind.HOURLY and not line.amendments
        return plain, hand.day(line.entry.at) if plain else line.entry.number

    for (plain, _), group in groupby(lines, alike):
        run = list(group)
        if plain and len(run) >= _RUN:
            yield run
        else:
            yield from ([line] for line in run)


def _rows(run: Sequence[History], hand: Hand) -> Iterator[str]:
    last = run[-1]
    if len(run) == 1:
        text = row(_fitting(last.entry, hand))
        words = text if last.current == last.entry.number else struck(text)
        yield hand.speaker.say("cards.told", head=_head(last.entry, hand), text=words)
        for line in last.amendments:
            yield amended(hand, last, line, cut=_LONGEST_TEXT).replace("\n", " ")
        return
    yield hand.speaker.say(
        "cards.told_hours",
        count=len(run),
        since=formats.hour(run[0].entry.at, hand.ship_offset_s),
        until=formats.hour(last.entry.at, hand.ship_offset_s),
        first=run[0].entry.number,
        last=last.entry.number,
        text=row(last.entry.draft.text),
    )


def _fitting(entry: LogEntry, hand: Hand) -> str:
    text = hand.words(entry)
    if len(text) <= _LONGEST_TEXT * 2:
        return text
    return hand.speaker.say("cards.cut", text=text[:_LONGEST_TEXT], number=entry.number)


def _head(entry: LogEntry, hand: Hand) -> str:
    author = entry.draft.author
    return say.joined(
        (
            formats.hour(entry.at, hand.ship_offset_s),
            hand.speaker.say("cards.line", number=entry.number),
            kind(entry, hand.speaker),
            None if author is None else hand.name(author),
        )
    )
