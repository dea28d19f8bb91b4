"""Opens the form of a new line, before anything slow: its trigger lives three seconds."""

import logging

from logbook.chat import forms, tickets
from logbook.model.ports import ChatAway, ChatRefused
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import language
from slash_commands.reply import Reply
from slash_commands.request import Request

_log = logging.getLogger(__name__)


def opened(request: Request, bridge: Bridge) -> Reply:
    """Open the form for whoever typed; who may write is asked when it is sent.

    A terminal shows no form, so the answer says what may be typed instead.
    """
    say = bridge.speaker(language(bridge, request.user_id))
    trigger = f"/{bridge.prefix}log"
    if bridge.chat is None or bridge.signer is None:
        return Reply(say.say("slash.no_form", trigger=trigger))
    timing = bridge.ship.timing()
    ticket = tickets.issued(forms.LOG, bridge.channel_id, boot=timing.boot_id, now=timing.boot_s)
    state = tickets.sealed(bridge.signer, bridge.vessel, request.user_id, ticket)
    try:
        bridge.chat.open_dialog(
            request.trigger_id, forms.address(bridge.callback), forms.log_form(say, state)
        )
    except (ChatAway, ChatRefused) as error:
        _log.warning("a form could not be opened: %s", error)
        return Reply(say.say("slash.no_form", trigger=trigger))
    return Reply(say.say("slash.form_opened", trigger=trigger))
