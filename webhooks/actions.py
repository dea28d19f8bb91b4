"""`/webhooks/action`: a button on a card. It opens a form, and the form writes.

The proof is in the button and knows no user; who clicked is asked what they may do, each time.
"""

import base64
import logging
from typing import Final

from logbook.chat import forms, tickets
from logbook.chat.history import history
from logbook.locale import Speaker
from logbook.model.naming import named
from logbook.model.neutral import neutral
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.verbs import people
from logbook.verbs.amend import to_correct, to_strike
from logbook.verbs.bridge import Bridge
from webhooks.payload import Admit, Payload, Unproven

_log = logging.getLogger(__name__)

_PURPOSES: Final = {
    forms.CORRECT: (to_correct, forms.correct_form),
    forms.STRIKE: (to_strike, forms.strike_form),
}
"""What is asked first, and the form that is shown."""
_TRIGGER_PARTS: Final = 4
"""Its own id, the user's, when it was made, and the server's signature."""


def clicked(bridge: Bridge, call: Payload, admit: Admit) -> str | None:
    """Open the form that the button asks for; return words for whoever clicked, None for none.

    Clicking twice opens it twice and writes nothing. Raises Unproven, or Refusal with what is to
    be said.
    """
    number, purpose, user_id = _proven(bridge, call)
    admit(user_id)
    who = people.caller(bridge, user_id)
    say = bridge.speaker(who.language)
    if purpose not in _PURPOSES:
        raise Refusal("webhooks.unknown_button")
    may, form = _PURPOSES[purpose]
    may(bridge, who, number)
    shown, text = current(bridge, number)
    if len(text) > forms.LONGEST_TEXT and purpose == forms.CORRECT:
        raise Refusal("webhooks.too_long_for_form", number=number, prefix=bridge.prefix)
    timing = bridge.ship.timing()
    ticket = tickets.issued(
        purpose,
        bridge.channel_id,
        boot=timing.boot_id,
        now=timing.boot_s,
        entry=number,
        seen=shown,
    )
    assert bridge.signer is not None, "it has proven the click"
    state = tickets.sealed(bridge.signer, bridge.vessel, user_id, ticket)
    dialog = form(say, state, number, text)
    return _opened(bridge, say, call.text("trigger_id"), dialog, number)


def _proven(bridge: Bridge, call: Payload) -> tuple[int, str, str]:
    """Return the entry, the purpose and the user of a click. Raises Unproven."""
    context = call.record("context")
    number, purpose = context.whole("entry"), context.text("purpose")
    vessel, proof = context.text("vessel"), context.text("sig")
    user_id = call.ident("user_id")
    if (
        bridge.signer is None
        or number is None
        or not user_id
        or vessel != bridge.vessel
        or not bridge.signer.proves(vessel, number, purpose, proof)
        or _opens_for(call.text("trigger_id")) != user_id
    ):
        raise Unproven
    return number, purpose, user_id


def _opens_for(trigger: str) -> str:
    """Return the user for whom a trigger opens a form, empty where that cannot be read in it.

    The proof of a button knows no user. The server opens the form for whoever the trigger is of,
    and looks at its own signature in it: so nobody is shown a form that is bound to another. What
    is read more strictly here than there (line feeds in it, say) is of nobody.
    """
    try:
        told = base64.b64decode(trigger, validate=True).decode("ascii").split(":")
    except ValueError:
        return ""
    return told[1] if len(told) == _TRIGGER_PARTS else ""


def current(bridge: Bridge, number: int) -> tuple[int, str]:
    """Return the line whose words hold for an entry now, and those words."""
    with bridge.readers.book() as book:
        about, members = history(book, number), book.members()
    if about is None or about.current is None:
        return number, ""
    lines = {line.number: line for line in (about.entry, *about.amendments)}
    names = {member.id: member.name for member in members.values()}
    return about.current, named(lines[about.current].draft.text, names)


def _opened(
    bridge: Bridge, say: Speaker, trigger: str, dialog: forms.Dialog, number: int
) -> str | None:
    assert bridge.chat is not None, "whoever clicked was looked up there"
    try:
        bridge.chat.open_dialog(trigger, forms.address(bridge.callback), dialog)
    except (ChatAway, ChatRefused) as error:
        _log.warning("a form cannot be opened: %s", error)
        typed = f"/{bridge.prefix}log-{dialog['callback_id']} {number}"
        return neutral(say.say("webhooks.no_form", typed=typed))
    return None
