"""The card of an entry: its own post in the channel, worded so that plain text says it all.

Buttons only do what a typed command does too; a terminal client shows none of them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from logbook.chat.buttons import buttons
from logbook.chat.hand import Hand, Words
from logbook.chat.history import History
from logbook.locale import Speaker, formats
from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
)
from logbook.model.history import HOUSEKEEPING
from logbook.model.mob import called_by
from logbook.model.neutral import JOINER, neutral, row
from logbook.model.quantities import AIR_TEMP, BARO, COG, SEA_TEMP, SOG, Quantity
from logbook.model.visas import made_after
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
        EntryKind.SEAL,
        EntryKind.VISA,
        EntryKind.BULLETIN,
    }
)
"""Kinds whose text says by itself what happened."""
_WORDED: Final[Mapping[EntryKind, Collection[str]]] = {
    EntryKind.ENGINE: ("engine",),
    EntryKind.FUEL: ("fuel_l", "fuel_added_l"),
    EntryKind.WATCH: ("watch",),
    EntryKind.ANCHOR: ("anchor",),
    EntryKind.CREW: ("aboard", "ashore"),
    EntryKind.VOYAGE: ("action",),
    EntryKind.MOB: ("action",),
}
"""Kinds whose text says so where the log worded it, and the facts that show that it did.

A line of the form bears the kind that was chosen, and words that need not tell it.
"""
_SUMMED_UP: Final = frozenset({BARO, SEA_TEMP, AIR_TEMP})
"""What the summary of a watch tells of now; the rest stands below it."""


def card(about: History, hand: Hand) -> Words:
    """Return the card of an entry, all that was later said of it included."""
    for cut in (None, *_CUTS):
        message = _message(about, hand, cut, about.amendments)
        if len(message) <= LONGEST:
            break
    else:
        # Corrected dozens of times: the first words and the latest are what matters.
        message = _message(about, hand, _CUTS[-1], about.amendments[-_LATEST:])
    draft = about.entry.draft
    if draft.origin is not Origin.MANUAL or draft.kind in HOUSEKEEPING or about.struck:
        return Words(message)
    return Words(message, buttons(about.entry.number, hand))


def alarm(about: History, hand: Hand, calls: Sequence[str]) -> Words | None:
    """Return the post that calls people: those whom the line names, else `calls` (usernames).

    The end of an alarm is told to those whom it had called. None where the line was struck: a
    false alarm wakes nobody.
    """
    if about.struck:
        return None
    entry, speaker = about.entry, hand.speaker
    place = None
    is_over = entry.draft.facts.get("action") == "end"
    # Where the ship is when all is over must not be taken for where to search.
    if entry.draft.position is not None and not is_over:
        place = say.position(speaker, _moment(entry))
    named = called_by(entry)
    names = calls if named is None else named
    rows = (
        " ".join(f"@{name}" for name in names),
        say.joined(
            (
                speaker.say("cards.alarm_over" if is_over else "cards.alarm"),
                hand.clock(entry.at, entry.draft.written_at),
                place,
            )
        ),
        say.joined((speaker.say("cards.line", number=entry.number), row(hand.words(entry)))),
    )
    return Words("\n".join(line for line in rows if line))


def kind(entry: LogEntry, speaker: Speaker) -> str | None:
    """Return what happened, None where the entry's own words say so."""
    said = entry.draft.kind
    if said in _SPEAKS_FOR_ITSELF or _is_worded(entry.draft):
        return None
    return speaker.say(f"entries.kind_{said.value}")


def _is_worded(draft: Draft) -> bool:
    """Tell whether the log itself worded what happened, so that its kind need not be told."""
    if draft.kind is EntryKind.SAILS:
        sails = str(draft.facts.get(observed.SAILS) or "")
        return sails != draft.text and sails in draft.text
    if draft.kind is EntryKind.POSITION:
        return draft.position_source is PositionSource.HAND
    return not draft.facts.keys().isdisjoint(_WORDED.get(draft.kind, ()))


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
        "number": _number(hand, line),
        "when": hand.hour(line.at, about.entry.at),
        "author": speaker.say("cards.ship") if draft.author is None else hand.name(draft.author),
    }
    if draft.kind is EntryKind.STRIKE:
        facts["reason"] = row(_cut(hand, line, cut))
        told = speaker.say("cards.struck_because" if facts["reason"] else "cards.struck", **facts)
        return told if about.stands(line) else struck(told)
    facts["reason"] = row(str(draft.facts.get("reason") or ""))
    head = speaker.say("cards.corrected_because" if facts["reason"] else "cards.corrected", **facts)
    words = neutral(_cut(hand, line, cut))
    return f"{head}\n{words if about.stands(line) else struck(words)}"


def _number(hand: Hand, line: LogEntry) -> str:
    """Return the number of an amendment, and the visa that it came after, if any."""
    visa = made_after(line)
    if visa is None:
        return str(line.number)
    return hand.speaker.say("cards.after_visa", number=line.number, visa=visa)


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
    if entry.draft.kind is EntryKind.WATCH and "since" in entry.draft.facts:
        moment = _less(moment, _SUMMED_UP)
    moment = _less(moment, entry.draft.by_hand)
    return say.joined(
        (
            None if moment.position is None else say.position(speaker, moment),
            say.course(speaker, moment),
            say.speed(speaker, moment),
            say.wind(speaker, moment),
            say.pressure(speaker, moment, None, 0.0),
            say.depth(speaker, moment),
            *say.temperatures(speaker, moment),
            *observed.by_hand(speaker, entry.draft),
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


def _less(moment: Moment, told: Collection[Quantity]) -> Moment:
    left = {name: one for name, one in moment.conditions.items() if name not in told}
    return replace(moment, conditions=left)


def _cut(hand: Hand, line: LogEntry, longest: int | None) -> str:
    text = hand.words(line)
    if longest is None or len(text) <= longest:
        return text
    return hand.speaker.say("cards.cut", text=text[:longest].rstrip(), number=line.number)
