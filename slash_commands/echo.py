"""The private echo of a line that was written: its number, its time, and what was understood."""

from collections.abc import Sequence
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import Draft, EntryKind, LogEntry, PositionSource
from logbook.model.naming import named
from logbook.model.neutral import neutral
from logbook.summaries import moment as phrases
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge
from logbook.verbs.known import members
from logbook.verbs.people import Caller
from slash_commands.reply import Reply

_SAME_S: Final = 600.0
_LOOKED_AT: Final = 20
_SHOWN: Final = 300
"""So much of a line is enough to know it again; of a watch all is news to who takes it."""
_ABOUT_THE_LOG: Final = (EntryKind.SETTING, EntryKind.ROLE, EntryKind.CLOCK, EntryKind.VISA)
"""Kinds that say nothing of the ship, nor where she is."""


def echo(
    bridge: Bridge,
    who: Caller,
    say: Speaker,
    entry: LogEntry,
    *,
    too_old: bool = False,
    more: Sequence[str] = (),
) -> Reply:
    """Return what is said of `entry`, just written by `who`.

    `too_old`: a time was typed that lies too far back. `more` are lines that a verb adds.
    """
    draft = entry.draft
    head = say.say(
        "slash.written",
        number=entry.number,
        hour=formats.hour(entry.at, bridge.config.ship_offset_s),
        text=neutral(_shown(named(draft.text, _names(bridge)), draft.kind)),
    )
    rows = [head] if draft.kind in _ABOUT_THE_LOG else [head, _place(say, entry)]
    if too_old:
        rows.append(say.say("slash.too_old"))
    rows += more
    earlier = _same_words(bridge, entry)
    if earlier is not None:
        hour = formats.hour(earlier.at, bridge.config.ship_offset_s)
        rows.append(say.say("slash.same_words", number=earlier.number, hour=hour))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    return Reply("\n".join(rows), wrote=entry.number)


def _names(bridge: Bridge) -> dict[str, str]:
    return {member.id: member.name for member in members(bridge).values()}


def _place(say: Speaker, entry: LogEntry) -> str:
    draft = entry.draft
    source = draft.position_source or PositionSource.GPS
    return phrases.position(say, Moment(draft.position, 0.0, source))


def _shown(text: str, kind: EntryKind) -> str:
    return text if len(text) <= _SHOWN or kind is EntryKind.WATCH else f"{text[:_SHOWN]}…"


def _said(draft: Draft) -> tuple[object, ...]:
    """Return what somebody said: a place or a wind that instruments gave is none of it."""
    return (
        draft.author,
        draft.kind,
        draft.text,
        draft.facts,
        draft.position if draft.position_source is PositionSource.HAND else None,
        {name: draft.conditions[name] for name in draft.by_hand},
    )


def _same_words(bridge: Bridge, entry: LogEntry) -> LogEntry | None:
    """Return a line of the same author's that says the same in the last ten minutes, or None."""
    draft = entry.draft
    with bridge.readers.book() as book:
        for other in book.alike(entry, _LOOKED_AT):
            since_s = draft.written_at - other.draft.written_at
            if _said(other.draft) == _said(draft) and 0 <= since_s <= _SAME_S:
                return other
    return None
