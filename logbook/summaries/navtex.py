"""The line of a NAVTEX bulletin: what it is, its own words, and how well it came."""

from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import MOST_CHARACTERS
from logbook.model.navtex import BY_CABLE, FREQUENCIES_KHZ, LOST, Bulletin
from logbook.model.navtex_posts import Together
from logbook.summaries import moment as say

_LATER_S: Final = 600.0
"""A receiver's time that differs by more than this from when we heard of it is told."""
_A_LOT: Final = 999_999


def text(speaker: Speaker, bulletin: Bulletin, ship_offset_s: int) -> str:
    """Return the line, of at most `MOST_CHARACTERS`: a longer bulletin is cut, and said to be."""
    words, left_out = bulletin.text, bulletin.left_out
    whole = _rows(speaker, bulletin, ship_offset_s, words, left_out)
    if len(whole) <= MOST_CHARACTERS:
        return whole
    room = MOST_CHARACTERS - 1 - len(_rows(speaker, bulletin, ship_offset_s, "", _A_LOT))
    left_out += len(words) - room
    return _rows(speaker, bulletin, ship_offset_s, words[:room], left_out)


def together(speaker: Speaker, told: Together) -> str:
    """Return the line that tells of bulletins without posts of their own."""
    sentences = []
    if told.count:
        named = ", ".join(told.named)
        sentences.append(speaker.say("navtex.together", count=told.count, named=named))
        if told.count > len(told.named):
            unnamed = told.count - len(told.named)
            sentences.append(speaker.say("navtex.unnamed", count=unnamed))
        if told.dangerous:
            sentences.append(speaker.say("navtex.dangerous", count=told.dangerous))
    if told.dropped:
        sentences.append(speaker.say("navtex.dropped", count=told.dropped))
    return " ".join(sentences)


def _rows(
    speaker: Speaker, bulletin: Bulletin, ship_offset_s: int, words: str, left_out: int
) -> str:
    tail = say.joined(
        (
            *_quality(speaker, bulletin),
            speaker.say("navtex.left_out", count=left_out) if left_out else None,
            _received(speaker, bulletin, ship_offset_s),
        )
    )
    head = say.joined(_head(speaker, bulletin))
    return "\n".join(row for row in (head, words.rstrip(), tail) if row)


def _head(speaker: Speaker, bulletin: Bulletin) -> list[str | None]:
    code, danger = bulletin.code, bulletin.danger
    frequency = _frequency(speaker, bulletin.frequency)
    if code is None:
        return [speaker.say("navtex.unknown"), frequency]
    return [
        None if danger is None else speaker.say(f"navtex.{danger.value}"),
        speaker.say("navtex.head", code=code, subject=_subject(speaker, code[1])),
        speaker.say("navtex.station", letter=code[0]),
        frequency,
    ]


def _subject(speaker: Speaker, letter: str) -> str:
    name = f"navtex.subject_{letter.lower()}"
    return speaker.say(name) if speaker.knows(name) else speaker.say("navtex.other", letter=letter)


def _frequency(speaker: Speaker, row: int | None) -> str | None:
    if row == BY_CABLE:
        return speaker.say("navtex.by_cable")
    khz = None if row is None else FREQUENCIES_KHZ.get(row)
    if khz is None:
        return None
    return speaker.say("units.kilohertz", value=speaker.number(khz, 0 if khz % 1 == 0 else 1))


def _quality(speaker: Speaker, bulletin: Bulletin) -> list[str]:
    said = []
    if bulletin.lost:
        count, parts = bulletin.lost, bulletin.parts
        said.append(speaker.say("navtex.lost", count=count, parts=parts, mark=LOST))
    if bulletin.unreadable:
        if bulletin.characters:
            share = formats.percent(speaker, bulletin.unreadable / bulletin.characters)
            said.append(speaker.say("navtex.bad_of", count=bulletin.unreadable, share=share))
        else:
            said.append(speaker.say("navtex.bad", count=bulletin.unreadable))
    if bulletin.valid is False:
        said.append(speaker.say("navtex.invalid"))
    return said


def _received(speaker: Speaker, bulletin: Bulletin, ship_offset_s: int) -> str | None:
    """Return when the receiver had it, where that was not just now: it keeps messages for days."""
    at = bulletin.received_at
    if abs(at - bulletin.at) <= _LATER_S:
        return None
    day = formats.day(speaker, at, ship_offset_s)
    hour = formats.hour(at, ship_offset_s)
    return speaker.say("navtex.received", day=day, hour=hour, zone=formats.zone(ship_offset_s))
