"""Accounts of the chat server by their username, the one name there that nobody else can take."""

from typing import Final

from logbook.model.mob import USERNAME
from logbook.model.ports import ChatAway, ChatRefused, Person
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge

_NOBODY: Final = frozenset({400, 404})


def account(bridge: Bridge, typed: str) -> Person | None:
    """Return whose username `typed` is, in capitals or not; None for nobody's.

    The server is asked each time. Raises Refusal `people.not_checked` where it does not say,
    `people.no_chat` without one.
    """
    username = typed.lower()
    if USERNAME.fullmatch(username) is None:
        return None
    if bridge.chat is None:
        raise Refusal("people.no_chat")
    try:
        found = bridge.chat.named(username)
    except ChatRefused as refused:
        if refused.status in _NOBODY:
            return None
        raise Refusal("people.not_checked") from refused
    except ChatAway as away:
        raise Refusal("people.not_checked") from away
    return found if found.username.lower() == username else None
