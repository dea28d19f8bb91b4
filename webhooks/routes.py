"""The routes on which Mattermost tells: proof, dispatch, answer. Only here Flask meets them."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask import Blueprint, Response, request

from logbook.guard.doorkeeper import Doorkeeper
from logbook.locale import Speaker
from logbook.model.refusal import Refusal
from logbook.verbs import people
from logbook.verbs.bridge import Bridge
from webhooks import actions, dialogs, outgoing
from webhooks.outgoing import Ears
from webhooks.payload import Admit, Payload, Unproven, parsed

_log = logging.getLogger(__name__)

MAX_BODY: Final = 512 * 1024
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routes are made of, asked at each call, so that a new set-up is followed.

    `hook_token` is None without a hook. `missed` is called where a post could not be taken now
    and has to be caught up. `door` says how many calls are taken at once.
    """

    bridge: Callable[[], Bridge]
    hook_token: Callable[[], str | None]
    ears: Ears
    missed: Callable[[], None]
    door: Doorkeeper


def blueprint(parts: Parts) -> Blueprint:
    """Return the three routes.

    Without proof the answer is 401 (429 where there were many), above 512 KiB 413, else 200.
    """
    routes = Blueprint("webhooks", __name__, url_prefix="/webhooks")

    def answered(
        work: Callable[[Bridge, Payload, Admit], dict[str, Any] | None], content_type: str
    ) -> Response:
        body = request.stream.read(MAX_BODY + 1)
        if len(body) > MAX_BODY or (request.content_length or 0) > MAX_BODY:
            return _reply({}, 413)
        call, address = parsed(body, content_type), request.remote_addr
        try:
            if call is not None:
                with parts.door.visit(address) as admit:
                    return _reply(work(parts.bridge(), call, admit))
        except Unproven:
            pass
        return _reply({}, parts.door.turn_away(address, request.path))

    @routes.post("/outgoing")
    def hook() -> Response:
        return answered(partial(_hooked, parts), request.headers.get("Content-Type", ""))

    @routes.post("/action")
    def action() -> Response:
        return answered(_clicked, _JSON)

    @routes.post("/dialog")
    def dialog() -> Response:
        return answered(_submitted, _JSON)

    return routes


def _hooked(parts: Parts, bridge: Bridge, call: Payload, admit: Admit) -> None:
    """Take a post; whatever is answered would be posted, so nothing is."""
    try:
        outgoing.delivered(bridge, parts.ears, parts.hook_token(), call, admit)
    except Refusal as refusal:
        _log.warning("a post waits to be caught up: %s %s", refusal.name, refusal.facts)
        parts.missed()
    except Unproven:
        raise
    except Exception:  # noqa: BLE001 - the outermost boundary: Mattermost gets an answer
        _log.exception("a post was not taken")
        parts.missed()


def _clicked(bridge: Bridge, call: Payload, admit: Admit) -> dict[str, Any]:
    try:
        words = actions.clicked(bridge, call, admit)
    except Refusal as refusal:
        hurry = refusal.name == "http.too_many"
        words = _speaker(bridge, call, hurry=hurry).refusal(refusal)
    except Unproven:
        raise
    except Exception:  # noqa: BLE001 - the outermost boundary: Mattermost gets an answer
        _log.exception("a button failed")
        words = _speaker(bridge, call).say("webhooks.fault", prefix=bridge.prefix)
    if words is None:
        return {}
    # Else the server would turn `<!channel>` into a call to everybody.
    return {"ephemeral_text": words, "skip_slack_parsing": True}


def _submitted(bridge: Bridge, call: Payload, admit: Admit) -> dict[str, Any]:
    try:
        answer = dialogs.submitted(bridge, call, admit)
    except Unproven:
        raise
    except Refusal as refusal:
        say = _speaker(bridge, call, hurry=True)
        answer = dialogs.Answer(dialogs.with_typed(say, say.refusal(refusal), call))
    except Exception:  # noqa: BLE001 - the outermost boundary: Mattermost gets an answer
        _log.exception("a form failed")
        say = _speaker(bridge, call)
        answer = dialogs.Answer(
            dialogs.with_typed(say, say.say("webhooks.fault", prefix=bridge.prefix), call)
        )
    told: dict[str, Any] = {}
    if answer.errors:
        told["errors"] = dict(answer.errors)
    if answer.error:
        told["error"] = answer.error
    return told


def _speaker(bridge: Bridge, call: Payload, *, hurry: bool = False) -> Speaker:
    """Return who answers; who is not let in is answered in a `hurry`, and nobody is asked."""
    try:
        return bridge.speaker(people.language(bridge, call.ident("user_id"), hurry=hurry))
    except Exception:  # noqa: BLE001 - the outermost boundary: Mattermost gets an answer
        _log.exception("the caller's language cannot be learnt")
        return bridge.speaker()


def _reply(told: dict[str, Any] | None, status: int = 200) -> Response:
    """Return JSON, or an answer without a body."""
    if told is None:
        return Response(b"", status=status, content_type="text/plain")
    return Response(json.dumps(told, ensure_ascii=False), status=status, content_type=_JSON)
