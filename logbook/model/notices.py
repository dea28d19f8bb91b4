"""What is to be posted about an entry, and when to try again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from logbook.model.entries import EntryKind, LogEntry

FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 300.0


class NoticeKind(StrEnum):
    """What the post does."""

    CARD = "card"  # a new entry's own post
    EDIT = "edit"  # an entry's card is made again: it was corrected or struck
    ALARM = "alarm"  # a post that calls people by an explicit list


@dataclass(frozen=True, slots=True)
class Notice:
    """A post that is owed: about `entry` (its number), with what else it needs (JSON-able)."""

    kind: NoticeKind
    entry: int | None = None
    body: Mapping[str, object] = field(default_factory=dict)


_QUIET: Final = frozenset({EntryKind.SETTING, EntryKind.ROLE, EntryKind.FORECAST})
"""Kinds that are for `list` and the caller's own echo, and no news for the whole crew; a forecast
stands in the thread of the file that it is from."""
TOGETHER: Final = "together"
"""The fact of a line that is told in one post with others, and has none of its own."""


def notices_of(entry: LogEntry) -> tuple[Notice, ...]:
    """Return what is owed for an entry that has just been written."""
    draft = entry.draft
    if draft.kind in (EntryKind.CORRECTION, EntryKind.STRIKE):
        return (Notice(NoticeKind.EDIT, draft.refers_to, {"by": entry.number}),)
    if draft.kind in _QUIET or draft.facts.get(TOGETHER) is True:
        return ()
    ended = draft.facts.get("action") == "end"
    if draft.kind is EntryKind.MOB and (not ended or draft.facts.get("alarm")):
        # Who was called is told that it is over: they stand by at the radio, or search.
        return (Notice(NoticeKind.ALARM, entry.number), Notice(NoticeKind.CARD, entry.number))
    if draft.kind is EntryKind.ALARM and draft.facts.get("calls") is True:
        return (Notice(NoticeKind.ALARM, entry.number), Notice(NoticeKind.CARD, entry.number))
    return (Notice(NoticeKind.CARD, entry.number),)


def wait_s(tries: int) -> float:
    """Return how long to wait after the `tries`-th failure in a row: doubling, up to 5 min."""
    return float(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(tries, 20)))
