"""A line in the log, by somebody: where she was then, what her instruments said, and the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from logbook.model.entries import (
    BY_EYE,
    BY_HAND,
    Condition,
    Draft,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
)
from logbook.model.observations import Position
from logbook.model.quantities import COG, SOG, TWD, TWS, Quantity
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge
from logbook.verbs.past import moment_at
from logbook.verbs.people import Caller
from logbook.verbs.text import needed


@dataclass(frozen=True, slots=True)
class Beside:
    """What a form says beside the words: its natural key, facts, and conditions by hand (SI)."""

    key: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    conditions: Mapping[Quantity, float] = field(default_factory=dict)


NOTHING: Final = Beside()
_WIND: Final = frozenset({TWD, TWS})
"""Of one wind: a direction seen and a speed measured would make a wind that nobody had."""


def write(
    bridge: Bridge,
    caller: Caller,
    text: str,
    *,
    kind: EntryKind = EntryKind.REMARK,
    at: float | None = None,
    key: str | None = None,
    facts: Mapping[str, object] | None = None,
    position: Position | None = None,
    kept: str = "",
    signed: bool = False,
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write `text` as the caller's line of `at` (UTC seconds), now where it is None; return it.

    `position` was given by hand and stands above what instruments say; so do the conditions
    `beside` the words only where no instrument told them, and the facts name those, or keep what
    was seen beside what was measured. With a `key` that the book holds already nothing is
    written, and the line that stands there is returned. `kept` is a time as typed that lies too far
    back to be the line's: it stands before the words. `signed`: the log worded it, and a member
    stands in it by id. Raises Refusal: `verbs.no_text`, `verbs.too_long`, the disk's.
    """
    now = bridge.now()
    at = now if at is None else min(at, now)
    moment = moment_at(bridge, at, now)
    moment, seen = _seen(moment, beside.conditions)
    told = {**beside.facts, **(facts or {}), **seen}
    if position is not None:
        moment = replace(moment, position=position, position_source=PositionSource.HAND)
    words = needed(f"{kept} {text}" if kept else text, signed=signed)
    draft = drafted(bridge, caller, words, kind, at=at, now=now, facts=told, key=key or beside.key)
    return appended(bridge, _with(draft, moment))


def _seen(moment: Moment, conditions: Mapping[Quantity, float]) -> tuple[Moment, dict[str, object]]:
    """Return the ship with what no instrument told of `conditions`, and the facts about them."""
    measured = moment.conditions.keys() | (_WIND if _WIND & moment.conditions.keys() else set())
    by_hand = {name: one for name, one in conditions.items() if name not in measured}
    by_eye = {name: conditions[name] for name in sorted(conditions) if name in measured}
    facts: dict[str, object] = {BY_EYE: by_eye} if by_eye else {}
    if by_hand:
        facts[BY_HAND] = sorted(by_hand)
        given = {name: Condition(value, 0.0) for name, value in by_hand.items()}
        moment = replace(moment, conditions={**moment.conditions, **given})
    return moment, facts


def drafted(
    bridge: Bridge,
    caller: Caller,
    text: str,
    kind: EntryKind,
    *,
    at: float,
    now: float,
    facts: Mapping[str, object] | None = None,
    refers_to: int | None = None,
    key: str | None = None,
) -> Draft:
    """Return a line of the caller's that says nothing of the ship.

    It counts as one of theirs, unless somebody is overboard. Raises Refusal `verbs.enough`.
    """
    if kind is not EntryKind.MOB:
        bridge.people.count_line(caller.member.id, bridge.steady())
    return Draft(
        at=at,
        written_at=now,
        kind=kind,
        origin=Origin.MANUAL,
        text=text,
        timing=bridge.ship.timing(),
        author=caller.member.id,
        refers_to=refers_to,
        facts=facts or {},
        key=key,
    )


def appended(bridge: Bridge, draft: Draft) -> LogEntry:
    """Write one draft; return its entry, the one that stands already where its key is known."""
    written = bridge.append((draft,))
    if written:
        return written[0]
    assert draft.key is not None, "only a known key is passed over"
    with bridge.readers.book() as book:
        entry = book.keyed(draft.key)
    assert entry is not None, "the key that was passed over stands in the book"
    return entry


def _with(draft: Draft, moment: Moment) -> Draft:
    sog, cog = moment.fresh(SOG), moment.fresh(COG)
    return replace(
        draft,
        position=moment.position,
        position_source=None if moment.position is None else moment.position_source,
        sog=None if sog is None else sog.value,
        cog=None if cog is None else cog.value,
        conditions={
            name: condition
            for name, condition in moment.conditions.items()
            if name not in {SOG, COG}
        },
    )
