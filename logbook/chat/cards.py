"""The card of an entry: its own post in the channel, worded so that plain text says it all.

Buttons only do what a typed command does too; a terminal client shows none of them.
"""

from collections.abc import Sequence
from typing import Final

from logbook.chat.buttons import buttons
from logbook.chat.hand import Hand, Words
from logbook.chat.history import History
from logbook.locale import Speaker, formats
from logbook.model.entries import (
    ClockSource,
    Condition,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
)
from logbook.model.neutral import JOINER, neutral, row
from logbook.model.quantities import COG, SOG, Quantity
from logbook.summaries import moment as say
from logbook.summaries import observed
from logbook.summaries.moment import Moment

LONGEST: Final = 16_000
"""Characters; Mattermost refuses a post of more than 16,383."""
_LATE_S: Final = 60.0
_CUTS: Final = (2000, 600, 150)
_LATEST: Final = 10
_SPEAKS_FOR_ITSELF: Final = frozenset(
    {
        EntryKind.REMARK,
        EntryKind.DEPARTURE,
        EntryKind.ARRIVAL,
        EntryKind.NOON,
        EntryKind.GAP,
        EntryKind.CLOCK,
    }
)
"""Kinds whose text says by itself what happened."""


def card(about: History, hand: Hand) -> Words:
    """Return the card of an entry, all that was later said of it included."""
    for cut in (None, *_CUTS):
        message = _message(about, hand, cut, about.amendments)
        if len(message) <= LONGEST:
            break
    else:
        # Corrected dozens of times: the first words and the latest are what matters.
        message = _message(about, hand, _CUTS[-1], about.amendments[-_LATEST:])
    if about.entry.draft.origin is not Origin.MANUAL or about.struck:
        return Words(message)
    return Words(message, buttons(about.entry.number, hand))


def alarm(about: History, hand: Hand, calls: Sequence[str]) -> Words | None:
    """Return the post that calls people: those whom the line names, else `calls` (usernames).

    None where the line was struck: a false alarm wakes nobody.
    """
    if about.struck:
        return None
    entry, speaker = about.entry, hand.speaker
    place = None
    if entry.draft.position is not None:
        place = say.position(speaker, _moment(entry))
    called = entry.draft.facts.get("alarm")
    names = [str(name) for name in called] if isinstance(called, list) else calls
    rows = (
        " ".join(f"@{name}" for name in names),
        say.joined(
            (speaker.say("cards.alarm"), hand.clock(entry.at, entry.draft.written_at), place)
        ),
        say.joined((speaker.say("cards.line", number=entry.number), row(entry.draft.text))),
    )
    return Words("\n".join(line for line in rows if line))


def kind(entry: LogEntry, speaker: Speaker) -> str | None:
    """Return what happened, None where the entry's own words say so."""
    said = entry.draft.kind
    return None if said in _SPEAKS_FOR_ITSELF else speaker.say(f"entries.kind_{said.value}")


def struck(text: str) -> str:
    """Return text that is neutral already, struck through line by line and legible."""
    # A sign of no width keeps what follows from being read with the tildes.
    return "\n".join(
        f"~~{JOINER}{line.strip()}{JOINER}~~" for line in text.split("\n") if line.strip()
    )


def amended(hand: Hand, about: History, line: LogEntry, *, cut: int | None = None) -> str:
    """Return what one amendment says: who, when, and the new words or the reason."""
    speaker, draft = hand.speaker, line.draft
    facts = {
        "number": line.number,
        "when": hand.hour(line.at, about.entry.at),
        "author": speaker.say("cards.ship") if draft.author is None else hand.name(draft.author),
    }
    if draft.kind is EntryKind.STRIKE:
        facts["reason"] = row(_cut(hand, line, cut))
        told = speaker.say("cards.struck_because" if facts["reason"] else "cards.struck", **facts)
        return told if about.holds(line) else struck(told)
    facts["reason"] = row(str(draft.facts.get("reason") or ""))
    head = speaker.say("cards.corrected_because" if facts["reason"] else "cards.corrected", **facts)
    words = neutral(_cut(hand, line, cut))
    return f"{head}\n{words if about.current == line.number else struck(words)}"


def _message(about: History, hand: Hand, cut: int | None, amendments: Sequence[LogEntry]) -> str:
    entry = about.entry
    words = neutral(_cut(hand, entry, cut))
    rows = [_head(entry, hand), words if about.current == entry.number else struck(words)]
    if entry.draft.origin is Origin.MANUAL:
        rows.append(_surroundings(entry, hand))
    files = entry.draft.facts.get("files")
    if isinstance(files, list) and files:
        rows.append(hand.speaker.say("cards.files", count=len(files)))
    left_out = len(about.amendments) - len(amendments)
    if left_out:
        rows.append(hand.speaker.say("cards.left_out", count=left_out))
    rows += [amended(hand, about, line, cut=cut) for line in amendments]
    return "\n".join(line for line in rows if line)


def _head(entry: LogEntry, hand: Hand) -> str:
    speaker, draft = hand.speaker, entry.draft
    late = abs(draft.written_at - draft.at) > _LATE_S and draft.origin is Origin.MANUAL
    written = formats.hour(draft.written_at, hand.ship_offset_s)
    return say.joined(
        (
            speaker.say("cards.line", number=entry.number),
            hand.clock(entry.at, draft.written_at),
            _timed(entry, speaker),
            kind(entry, speaker),
            speaker.say("entries.origin_import") if draft.origin is Origin.IMPORT else None,
            None if draft.author is None else hand.name(draft.author),
            speaker.say("cards.written", hour=written) if late else None,
        )
    )


def _timed(entry: LogEntry, speaker: Speaker) -> str | None:
    """Return what is to be said of the clock: nothing where it was the GPS."""
    source = entry.draft.timing.source
    if entry.at != entry.draft.at:
        return speaker.say("cards.mended")
    return None if source is ClockSource.GPS else speaker.say(f"cards.timed_{source.value}")


def _surroundings(entry: LogEntry, hand: Hand) -> str:
    """Return where the ship was and what she felt; empty where nothing is known."""
    speaker, moment = hand.speaker, _moment(entry)
    return say.joined(
        (
            None if moment.position is None else say.position(speaker, moment),
            say.course(speaker, moment),
            say.speed(speaker, moment),
            say.wind(speaker, moment),
            say.pressure(speaker, moment, None, 0.0),
            say.depth(speaker, moment),
            *say.temperatures(speaker, moment),
            *(row(phrase) for phrase in observed.beside(speaker, entry.draft)),
        )
    )


def _moment(entry: LogEntry) -> Moment:
    draft = entry.draft
    conditions: dict[Quantity, Condition] = dict(draft.conditions)
    for quantity, value in ((SOG, draft.sog), (COG, draft.cog)):
        if value is not None:
            conditions.setdefault(quantity, Condition(value, 0.0))
    source = draft.position_source or PositionSource.GPS
    return Moment(draft.position, position_source=source, conditions=conditions)


def _cut(hand: Hand, line: LogEntry, longest: int | None) -> str:
    text = line.draft.text
    if longest is None or len(text) <= longest:
        return text
    return hand.speaker.say("cards.cut", text=text[:longest].rstrip(), number=line.number)
