"""The form of a new line: its fields to what the line says, each kind read as its command reads."""

from collections.abc import Callable, Mapping
from typing import Final

from logbook.chat import forms
from logbook.chat.tickets import Ticket
from logbook.model.entries import Condition, EntryKind, LogEntry
from logbook.model.quantities import Quantity
from logbook.model.refusal import Refusal
from logbook.summaries import moment as phrases
from logbook.summaries import observed as seen
from logbook.summaries.moment import Moment
from logbook.verbs import observed
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean, needed
from logbook.verbs.typed import TYPED, watch
from logbook.verbs.when import told
from logbook.verbs.write import Beside, write
from webhooks.payload import Payload

_SCALES: Final = {
    forms.SEA: seen.SEA_STATE,
    forms.CLOUD: seen.CLOUD,
    forms.VISIBILITY: seen.VISIBILITY,
}
_OF_THE_WORDS: Final = frozenset(
    {
        "slash.usage",
        "typed.chain",
        "typed.fuel",
        "typed.gallons",
        "typed.hours",
        "verbs.no_names",
        "verbs.hours",
        "verbs.litres",
    }
)
"""Refusals that the words of an event may end in."""


class Wrong(Exception):
    """Fields that cannot be as they are."""

    def __init__(self, fields: Mapping[str, Refusal]) -> None:
        super().__init__(fields)
        self.fields = fields


def written(bridge: Bridge, who: Caller, ticket: Ticket, given: Payload) -> LogEntry:
    """Write the line of a form; raises Wrong with the fields that cannot be as they are."""
    french = "fr" in (bridge.config.language, who.language)
    conditions, facts = _observations(given, french=french)
    kind = _kind(given)
    beside = Beside(ticket.key, facts, conditions)
    typed = clean(given.text(forms.TEXT))
    # What the field of the sails says is set: the words beside it are words.
    if kind in TYPED and not (kind is EntryKind.SAILS and (not typed or seen.SAILS in facts)):
        return _event(bridge, who, kind, typed, beside)
    line = told(typed, bridge.now(), bridge.config.ship_offset_s)
    text = line.text
    if text != typed:
        facts["typed"] = typed
    if not text:
        text, kind = _worded(bridge, conditions, facts), _kind_of(kind, conditions, facts)
    return write(bridge, who, text, kind=kind, at=line.at, beside=beside)


def _event(bridge: Bridge, who: Caller, kind: EntryKind, typed: str, beside: Beside) -> LogEntry:
    """Write what the words say of that kind, read as its command reads them.

    A form gets no private echo, so nothing may be left over that was meant as a figure.
    """
    now, offset = bridge.now(), bridge.config.ship_offset_s
    text = watch.whole(typed, now, offset) if kind is EntryKind.WATCH and typed else typed
    try:
        reading = TYPED[kind](bridge, who, told(text, now, offset))
        if reading.unread is not None:
            raise reading.unread
        return reading.write(beside=beside)
    except Refusal as refusal:
        if refusal.name not in _OF_THE_WORDS:
            raise
        unread = refusal.name == "slash.usage"
        words = Refusal(f"forms.expects_{kind.value}") if unread else refusal
        back = Refusal("forms.given_back", words=words, typed=typed) if typed else words
        raise Wrong({forms.TEXT: back}) from refusal


def _observations(
    given: Payload, *, french: bool
) -> tuple[dict[Quantity, float], dict[str, object]]:
    """Return conditions and facts of the filled fields; raises Wrong with all that are not."""
    conditions: dict[Quantity, float] = {}
    facts: dict[str, object] = {}
    wrong: dict[str, Refusal] = {}

    def asked(name: str, read: Callable[[str], None]) -> None:
        text = clean(given.text(name))
        if text:
            try:
                read(text)
            except Refusal as refusal:
                wrong[name] = refusal

    def wind(text: str) -> None:
        found = observed.wind(text, french=french)
        conditions.update(found.conditions())
        facts.update({} if found.force is None else {"beaufort": found.force})

    asked(forms.WIND, wind)
    asked(forms.BARO, lambda text: conditions.update(observed.baro(text)))
    for name, scale in _SCALES.items():
        asked(
            name,
            lambda text, scale=scale: facts.update(  # type: ignore[misc] # a bound loop variable
                {scale.name: observed.scaled(text, scale)}
            ),
        )
    asked(forms.SAILS, lambda text: facts.update({seen.SAILS: needed(text)}))
    if wrong:
        raise Wrong(wrong)
    return conditions, facts


def _kind(given: Payload) -> EntryKind:
    wanted = given.text(forms.KIND) or EntryKind.REMARK.value
    # Which options were offered is not checked by the chat server.
    if wanted not in [kind.value for kind in forms.KINDS]:
        raise Wrong({forms.KIND: Refusal("forms.no_such_kind", typed=wanted)})
    return EntryKind(wanted)


def _kind_of(
    kind: EntryKind, conditions: Mapping[Quantity, float], facts: Mapping[str, object]
) -> EntryKind:
    """Return what a line without words of its own is."""
    if kind is not EntryKind.REMARK:
        return kind
    only_sails = not conditions and facts.keys() == {seen.SAILS}
    return EntryKind.SAILS if only_sails else EntryKind.WEATHER


def _worded(
    bridge: Bridge, conditions: Mapping[Quantity, float], facts: Mapping[str, object]
) -> str:
    """Return observations as the line's words, in the boat's language; empty for none."""
    say = bridge.speaker()
    felt = Moment(None, conditions={name: Condition(one, 0.0) for name, one in conditions.items()})
    parts = (
        phrases.wind(say, felt),
        phrases.pressure(say, felt, None, 0.0),
        *seen.phrases(say, facts),
    )
    return phrases.joined(parts)
