"""The events that a log has columns for: sails, engine, fuel, watch, anchor, a position by hand.

Each is written in the boat's language from what was understood; the facts hold the figures.
`kept` is a time that was typed and lies too far back: it stands before the words. `beside` is what
a form says beside them.
"""

import logging
from collections.abc import Sequence
from typing import Literal

from logbook.model.entries import MOST_CHARACTERS, EntryKind, LogEntry
from logbook.model.naming import sign
from logbook.model.observations import Position
from logbook.model.refusal import Refusal
from logbook.summaries import handover as summary
from logbook.verbs import handover, on_watch
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean, needed
from logbook.verbs.write import NOTHING, Beside, write

_log = logging.getLogger(__name__)

_MOST_HOURS = 1_000_000.0
_MOST_LITRES = 100_000.0


def sails(
    bridge: Bridge,
    caller: Caller,
    text: str,
    *,
    at: float | None = None,
    kept: str = "",
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write what sails are set, as typed."""
    facts = {"sails": needed(text)}
    said = bridge.speaker().say("verbs.sails", sails=facts["sails"])
    return write(
        bridge,
        caller,
        said,
        kind=EntryKind.SAILS,
        at=at,
        facts=facts,
        kept=kept,
        beside=beside,
    )


def engine(
    bridge: Bridge,
    caller: Caller,
    state: Literal["on", "off"],
    *,
    hours: float | None = None,
    note: str = "",
    at: float | None = None,
    kept: str = "",
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write that the engine was started or stopped, and what its hour meter shows (hours)."""
    if hours is not None and not 0.0 <= hours <= _MOST_HOURS:
        raise Refusal("verbs.hours")
    say = bridge.speaker()
    parts = [say.say(f"verbs.engine_{state}")]
    facts: dict[str, object] = {"engine": state}
    if hours is not None:
        facts["hours"] = hours
        parts.append(say.say("verbs.engine_hours", hours=say.number(hours, 1)))
    return write(
        bridge,
        caller,
        _text(parts, note),
        kind=EntryKind.ENGINE,
        at=at,
        facts=facts,
        kept=kept,
        beside=beside,
    )


def fuel(
    bridge: Bridge,
    caller: Caller,
    litres: float,
    *,
    added: bool,
    note: str = "",
    at: float | None = None,
    kept: str = "",
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write the litres of fuel that are in the tank, or that were `added`."""
    if not 0.0 <= litres <= _MOST_LITRES:
        raise Refusal("verbs.litres")
    say = bridge.speaker()
    amount = say.number(litres, 0 if litres == round(litres) else 1)
    name = "verbs.fuel_added" if added else "verbs.fuel"
    facts = {"fuel_added_l" if added else "fuel_l": litres}
    text = _text([say.say(name, litres=amount)], note)
    return write(
        bridge,
        caller,
        text,
        kind=EntryKind.FUEL,
        at=at,
        facts=facts,
        kept=kept,
        beside=beside,
    )


def watch(
    bridge: Bridge,
    caller: Caller,
    names: Sequence[str],
    *,
    at: float | None = None,
    kept: str = "",
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write who has the watch from now on, and the summary of the one that ends.

    Nobody named is the caller.
    """
    has = [clean(name).lstrip("@") for name in names] or [sign(caller.member.id)]
    say = bridge.speaker()
    said = needed(say.say("verbs.watch", names=", ".join(has)), signed=True)
    facts: dict[str, object] = {on_watch.FACT: has}
    relieved = _relieved(bridge, at)
    if relieved is not None:
        whole = "\n".join((said, *summary.rows(say, relieved)))
        # Whatever was written before, the watch must change.
        said = whole if len(kept) + len(whole) < MOST_CHARACTERS else said
        facts |= summary.facts(relieved)
    return write(
        bridge,
        caller,
        said,
        kind=EntryKind.WATCH,
        at=at,
        facts=facts,
        kept=kept,
        beside=beside,
        signed=True,
    )


def _relieved(bridge: Bridge, at: float | None) -> summary.Handover | None:
    try:
        return handover.handover(bridge, at)
    except Refusal as refusal:
        _log.warning("the watch cannot be summed up: %s %s", refusal.name, refusal.facts)
        return None


def anchor(
    bridge: Bridge,
    caller: Caller,
    state: Literal["down", "up"],
    *,
    chain_m: float | None = None,
    note: str = "",
    at: float | None = None,
    kept: str = "",
    beside: Beside = NOTHING,
) -> LogEntry:
    """Write that the anchor was dropped, with metres of chain where told, or weighed."""
    say = bridge.speaker()
    parts = [say.say(f"verbs.anchor_{state}")]
    facts: dict[str, object] = {"anchor": state}
    if chain_m is not None:
        facts["chain_m"] = chain_m
        parts.append(say.say("verbs.chain", metres=say.number(chain_m)))
    return write(
        bridge,
        caller,
        _text(parts, note),
        kind=EntryKind.ANCHOR,
        at=at,
        facts=facts,
        kept=kept,
        beside=beside,
    )


def fix(
    bridge: Bridge,
    caller: Caller,
    position: Position,
    note: str = "",
    *,
    at: float | None = None,
    kept: str = "",
) -> LogEntry:
    """Write a position by hand, marked so: the GPS is dead, or not believed."""
    text = _text([bridge.speaker().say("verbs.fix")], note)
    return write(bridge, caller, text, kind=EntryKind.POSITION, at=at, position=position, kept=kept)


def _text(parts: Sequence[str], note: str) -> str:
    """Return the sentence of an event, and what was added to it, as typed."""
    said = " · ".join((*parts, clean(note)) if clean(note) else parts)
    return needed(said)
