"""`POST /slash`: proof, reading, dispatch, answer. Only here is Flask known on this side."""

import hmac
import logging
from collections.abc import Callable
from typing import Final

from flask import Blueprint, Response, request

from logbook.guard.doorkeeper import Doorkeeper
from logbook.locale import Speaker
from logbook.model.entries import MOST_CHARACTERS
from logbook.model.refusal import Refusal
from logbook.verbs import people
from logbook.verbs.bridge import Bridge
from logbook.verbs.text import clean
from slash_commands import COMMANDS
from slash_commands.command import Command
from slash_commands.late import Late
from slash_commands.mob import calls_for_help
from slash_commands.reply import Reply, body, given_back
from slash_commands.request import Request, read

_log = logging.getLogger(__name__)

MAX_BODY: Final = 512 * 1024
_TRIGGERS: Final = {command.trigger: command for command in COMMANDS}
_ALARM: Final = "mob"
"""What no other call of the crew can hold up."""
_LONGEST: Final = 4 * MOST_CHARACTERS
"""Characters that a command reads at all; the chat server sends as many as are typed."""


def blueprint(
    bridge: Callable[[], Bridge], token_of: Callable[[str], str | None], door: Doorkeeper
) -> Blueprint:
    """Return the route of all slash commands.

    `bridge` is asked at each call; `token_of` returns the token of a trigger as registered
    (with our prefix, without a slash), None for one that is not. Anyone else gets 401, or 429
    from the `door`; a body over 512 KiB 413; everything else is answered with 200 and private
    words.
    """
    routes = Blueprint("slash", __name__)
    late = Late(lambda: bridge().steady())

    @routes.post("/slash")
    def slash() -> Response:
        raw = request.stream.read(MAX_BODY + 1)
        if len(raw) > MAX_BODY or (request.content_length or 0) > MAX_BODY:
            return _plain(413)
        asked = read(raw, request.headers.get("Authorization", ""))
        if asked is None or not _is_proven(asked, token_of(asked.trigger)):
            return _plain(door.turn_away(request.remote_addr, "/slash"))
        gone = request.environ.get("waitress.client_disconnected", bool)
        aboard = bridge()
        is_alarm = _is_alarm(asked, aboard)
        with door.visit(request.remote_addr, alarm=is_alarm) as admit:
            try:
                admit(asked.user_id)
            except Refusal as refusal:
                # Without asking a chat server that may be slow: this must cost nothing.
                say = aboard.speaker(people.language(aboard, asked.user_id, hurry=True))
                reply = _refused(say, say.refusal(refusal), asked)
            else:
                reply = answer(asked, aboard, late, gone)
        return Response(body(reply), content_type="application/json")

    return routes


def answer(asked: Request, bridge: Bridge, late: Late, is_gone: Callable[[], bool] = bool) -> Reply:
    """Return the reply to a proven request; never raises."""
    command = _TRIGGERS.get(asked.trigger.removeprefix(bridge.prefix))
    if command is None:
        return Reply(_speaker(bridge, asked).say("slash.unknown", trigger=asked.trigger))
    words = (asked.user_id, asked.trigger, asked.text)
    reply, repeated = late.answered(words, lambda: _ran(command, asked, bridge), is_gone)
    if not repeated and reply is not None:
        return reply
    say = _speaker(bridge, asked)
    if reply is None:
        return Reply(say.say("slash.still_writing"))
    told = say.say("slash.repeated", number=reply.wrote)
    return Reply(f"{told}\n{reply.text}", wrote=reply.wrote)


def _ran(command: Command, asked: Request, bridge: Bridge) -> Reply:
    """Run a command; the outermost boundary: whoever typed gets words and their text back."""
    try:
        _refuse_endless(command, asked)
        return command.run(asked, bridge)
    except Refusal as refusal:
        say = _speaker(bridge, asked)
        return _refused(say, say.refusal(refusal), asked)
    except Exception:  # noqa: BLE001 - the outermost boundary: a 500 says nothing to a sailor
        _log.exception("/%s failed", asked.trigger)
        say = _speaker(bridge, asked)
        return _refused(say, say.say("slash.fault"), asked)


def _is_alarm(asked: Request, bridge: Bridge) -> bool:
    # Its end may wait for the chat server, and so must not take the thread that it waits for.
    called = asked.trigger.removeprefix(bridge.prefix) == _ALARM
    return called and calls_for_help(asked.text)


def _refuse_endless(command: Command, asked: Request) -> None:
    """Refuse a text that no line could hold; none is too long to raise the alarm with."""
    if len(asked.text) > _LONGEST and command.trigger != _ALARM:
        length = len(clean(asked.text))
        raise Refusal("verbs.too_long", length=length, most=MOST_CHARACTERS)


def _refused(say: Speaker, told: str, asked: Request) -> Reply:
    typed = given_back(asked.text)
    if not typed:
        return Reply(told)
    return Reply(f"{told}\n{say.say('slash.given_back')}\n{typed}")


def _speaker(bridge: Bridge, asked: Request) -> Speaker:
    try:
        return bridge.speaker(people.language(bridge, asked.user_id))
    except Exception:  # noqa: BLE001 - the same: in the boat's language rather than not at all
        _log.exception("the caller's language cannot be learnt")
        return bridge.speaker()


def _is_proven(asked: Request, token: str | None) -> bool:
    # Compared in constant time also where there is none, so that triggers cannot be counted.
    expected = (token or "").encode()
    return hmac.compare_digest(asked.token.encode(), expected) and bool(expected)


def _plain(status: int) -> Response:
    """Return an answer without words: a server shows none of them, and logs all of them."""
    return Response(b"{}", status=status, content_type="application/json")
