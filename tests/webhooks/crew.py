"""A ship with all her doors, as a crew and its enemies call them; each call shows what it wrote."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask

from logbook.chat import tickets
from logbook.chat.pictures import Pictures
from logbook.model.entries import LogEntry
from logbook.verbs.bridge import Bridge
from slash_commands import COMMANDS
from slash_commands.routes import blueprint as slash_routes
from tests.doors import wide_door
from tests.verbs.aboard import Aboard
from tests.verbs.chat import BOT, CHANNEL
from tests.webhooks.quay import HOOK_TOKEN, POSTED_MS, SIGNER, TRIGGERS
from webhooks.outgoing import Ears
from webhooks.routes import Parts
from webhooks.routes import blueprint as webhook_routes

FORM = "application/x-www-form-urlencoded"
TOKENS = {command.trigger: f"token-of-{command.trigger}" for command in COMMANDS}
Json = dict[str, Any]


class Told(NamedTuple):
    """What a call was answered, and the lines that it left in the log."""

    status: int
    body: Any
    wrote: list[LogEntry]

    @property
    def is_refused(self) -> bool:
        """Whether it proved nothing; many such calls are told so in another way."""
        return self.status in {401, 429}

    @property
    def went_through(self) -> bool:
        """Whether a form or a button had nothing to say against it."""
        return self.status == 200 and not self.body


class Doors:
    """Slash commands, webhook, buttons and forms of one ship."""

    def __init__(self, ship: Aboard) -> None:
        self.ship = ship
        ears, door = Ears(lambda: BOT.id, Pictures(ship.folder, spare=0).want), wide_door()
        app = Flask("doors")
        app.register_blueprint(slash_routes(lambda: self.bridge, TOKENS.get, door))
        parts = Parts(lambda: self.bridge, lambda: HOOK_TOKEN, ears, lambda: None, door)
        app.register_blueprint(webhook_routes(parts))
        self._app = app

    @property
    def bridge(self) -> Bridge:
        return replace(self.ship.bridge, signer=SIGNER)

    def call(self, path: str, body: bytes, kind: str) -> Told:
        """Make one call; whatever it was, it must be answered, and never by a 5xx."""
        before = len(self.ship.entries())
        told = self._app.test_client().post(path, data=body, content_type=kind)
        assert told.status_code in {200, 401, 413, 429}, (told.status_code, path, body[:200])
        answer = told.get_json(silent=True)
        return Told(told.status_code, answer, self.ship.entries()[before:])

    def tell(self, route: str, body: Json) -> Told:
        return self.call(f"/webhooks/{route}", json.dumps(body).encode(), "application/json")

    def slash(self, trigger: str, text: str, user_id: str, token: str | None = None) -> Told:
        form = {
            "command": f"/{trigger}",
            "text": text,
            "user_id": user_id,
            "token": TOKENS[trigger] if token is None else token,
            "channel_id": CHANNEL,
        }
        return self.call("/slash", urlencode(form, errors="replace").encode(), FORM)

    def hook(self, text: str, user_id: str, post_id: str, token: str = HOOK_TOKEN) -> Told:
        form = {
            "token": token,
            "channel_id": CHANNEL,
            "user_id": user_id,
            "post_id": post_id,
            "text": text,
            "timestamp": POSTED_MS // 1000,
        }
        return self.call("/webhooks/outgoing", urlencode(form, errors="replace").encode(), FORM)

    def click(self, number: int, purpose: str, user_id: str, **forged: object) -> Told:
        vessel = self.bridge.vessel
        context = {
            "vessel": vessel,
            "entry": number,
            "purpose": purpose,
            "sig": SIGNER.sign(vessel, number, purpose),
            **forged,
        }
        trigger = TRIGGERS.make(user_id)[1]
        return self.tell("action", {"user_id": user_id, "trigger_id": trigger, "context": context})

    def state(self, user_id: str) -> str:
        """Return the state of a form for a new line, opened now."""
        timing = self.bridge.ship.timing()
        ticket = tickets.issued("log", CHANNEL, boot=timing.boot_id, now=timing.boot_s)
        return tickets.sealed(SIGNER, self.bridge.vessel, user_id, ticket)

    def submit(self, state: str, given: Json, user_id: str) -> Told:
        return self.tell("dialog", {"state": state, "user_id": user_id, "submission": given})

    def at_once(self, *calls: Callable[[], Told]) -> list[LogEntry]:
        """Make calls at the same time; return the lines that they left together."""
        before = len(self.ship.entries())
        start = threading.Barrier(len(calls))

        def run(call: Callable[[], Told]) -> None:
            start.wait(10.0)
            call()

        threads = [threading.Thread(target=run, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20.0)
        return self.ship.entries()[before:]
