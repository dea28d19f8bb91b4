"""`/webhooks/dialog`: a form that somebody sent: a new line, a correction, a strike.

All of it but the user may be forged; the state's proof binds it to that user. A form is spent by
the line that it became, in the same transaction, and by nothing else: a mistake may be mended.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from logbook.chat import forms, tickets
from logbook.chat.tickets import Ticket
from logbook.locale import Speaker, formats
from logbook.model.entries import LogEntry
from logbook.model.neutral import row
from logbook.model.refusal import Refusal
from logbook.verbs import people
from logbook.verbs.amend import to_correct
from logbook.verbs.bridge import Bridge
from logbook.verbs.correct import correct
from logbook.verbs.people import Caller
from logbook.verbs.strike import strike
from logbook.verbs.text import clean
from webhooks import new_line
from webhooks.actions import current
from webhooks.payload import Admit, Payload, Unproven

_FIELD_OF: Final = {
    "verbs.no_text": forms.TEXT,
    "verbs.too_long": forms.TEXT,
    "amend.no_reason": forms.REASON,
    "amend.visa_reason": forms.REASON,
}
_FIELDS: Final = {
    forms.LOG: (forms.TEXT, forms.WIND, forms.BARO, forms.SAILS),
    forms.CORRECT: (forms.TEXT, forms.REASON),
    forms.STRIKE: (forms.REASON,),
}
"""What is typed in each form, and so is given back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is wrong, in words: `errors` by field, `error` of the whole; nothing closes the form."""

    error: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def submitted(bridge: Bridge, call: Payload, admit: Admit) -> Answer:
    """Write what a form says.

    Raises Unproven for a state that is not ours, for that user; Refusal where `admit` does.
    """
    user_id = call.ident("user_id")
    ticket = None
    if bridge.signer is not None and user_id:
        ticket = tickets.opened(bridge.signer, bridge.vessel, user_id, call.text("state"))
    if ticket is None:
        raise Unproven
    if call.flag("cancelled"):
        return Answer()
    # Before anybody is asked for a language: the chat server may be slow.
    admit(user_id)
    say = bridge.speaker(people.language(bridge, user_id))
    given = call.record("submission")
    try:
        _still_good(bridge, ticket)
        _WRITERS[ticket.purpose](bridge, people.caller(bridge, user_id), ticket, given)
    except new_line.Wrong as wrong:
        return Answer(errors={name: say.refusal(one) for name, one in wrong.fields.items()})
    except Refusal as refusal:
        where = _FIELD_OF.get(refusal.name)
        if where in _FIELDS[ticket.purpose]:
            return Answer(errors={str(where): say.refusal(refusal)})
        return Answer(with_typed(say, say.refusal(refusal), call, ticket.purpose))
    return Answer()


def with_typed(say: Speaker, words: str, call: Payload, purpose: str = "") -> str:
    """Return `words`, and with them what was typed: the form may be gone by then."""
    given = call.record("submission")
    names = _FIELDS.get(purpose) or sorted({name for many in _FIELDS.values() for name in many})
    typed = "\n".join(text for name in names if (text := clean(given.text(name))))
    return say.say("forms.given_back", words=words, typed=typed) if typed else words


def _still_good(bridge: Bridge, ticket: Ticket) -> None:
    with bridge.readers.book() as book:
        spent = book.keyed(ticket.key)
    if spent is not None:
        raise Refusal("forms.spent", number=spent.number)
    moved = ticket.channel != bridge.channel_id
    timing = bridge.ship.timing()
    if moved or not ticket.holds(timing.boot_id, timing.boot_s):
        raise Refusal("forms.expired")


def _correct(bridge: Bridge, who: Caller, ticket: Ticket, given: Payload) -> LogEntry:
    to_correct(bridge, who, ticket.entry)
    shown, text = current(bridge, ticket.entry)
    if shown != ticket.seen:
        with bridge.readers.book() as book:
            other = book.entry(shown)
            assert other is not None, "the line whose words hold stands in the book"
            member = book.members().get(other.draft.author or "")
        raise Refusal(
            "forms.meanwhile",
            number=ticket.entry,
            by=shown,
            author="" if member is None else row(member.name),
            hour=formats.hour(other.at, bridge.config.ship_offset_s),
            text=row(text),
        )
    wanted, reason = given.text(forms.TEXT), given.text(forms.REASON)
    return correct(bridge, who, ticket.entry, wanted, reason, key=ticket.key)


def _strike(bridge: Bridge, who: Caller, ticket: Ticket, given: Payload) -> LogEntry:
    return strike(bridge, who, ticket.entry, given.text(forms.REASON))


_WRITERS: Final[Mapping[str, Callable[[Bridge, Caller, Ticket, Payload], LogEntry]]] = {
    forms.LOG: new_line.written,
    forms.CORRECT: _correct,
    forms.STRIKE: _strike,
}
