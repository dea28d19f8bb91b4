"""A ship at the quay: her routes over HTTP as Mattermost calls them, a real book behind."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask

from demo.standin.triggers import Triggers
from logbook.chat import tickets
from logbook.chat.pictures import Pictures
from logbook.guard.doorkeeper import Doorkeeper
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.signing import Signer
from logbook.verbs.bridge import Bridge
from logbook.verbs.write import write
from tests.doors import wide_door
from tests.eye import seen
from tests.verbs.aboard import Aboard
from tests.verbs.chat import BOT, CHANNEL, MARIE
from webhooks.outgoing import Ears
from webhooks.routes import Parts, blueprint

HOOK_TOKEN = "a-hook-s-token"
SIGNER = Signer("5e" * 32)
POSTED_MS = 1_780_315_200_000
"""The server's now, as the chat of these tests has it."""
TRIGGERS = Triggers(lambda: POSTED_MS)
"""The server's own, by which it knows for whom to open a form."""

Json = dict[str, Any]


class Answered(NamedTuple):
    """What our routes answered."""

    status_code: int
    data: bytes
    json: Any


@dataclass
class Quay:
    """The ship, and what calls her; `missed` counts the posts left to be caught up."""

    ship: Aboard
    pictures: Pictures
    ears: Ears
    missed: list[bool] = field(default_factory=list)
    door: Doorkeeper = field(default_factory=wide_door)

    def __post_init__(self) -> None:
        app = Flask("quay")
        parts = Parts(
            bridge=lambda: self.bridge,
            hook_token=lambda: HOOK_TOKEN,
            ears=self.ears,
            missed=lambda: self.missed.append(True),
            door=self.door,
        )
        app.register_blueprint(blueprint(parts))
        self.client = app.test_client()

    @property
    def bridge(self) -> Bridge:
        return replace(self.ship.bridge, signer=SIGNER)

    def texts(self) -> list[str]:
        """Return what somebody wrote, without the line that makes a skipper."""
        return [
            seen(entry.draft.text)
            for entry in self.ship.entries()
            if entry.draft.kind is not EntryKind.ROLE
        ]

    def wrote(self, text: str = "Pris un ris", user_id: str = MARIE.id) -> LogEntry:
        return write(self.bridge, self.ship.caller(user_id), text)

    def hook(self, text: str, *, as_json: bool = False, **changes: object) -> Answered:
        """Call as the hook does; a form tells seconds, JSON milliseconds."""
        fields: Json = {
            "token": HOOK_TOKEN,
            "channel_id": CHANNEL,
            "user_id": MARIE.id,
            "user_name": "marie",
            "post_id": "gynron7bf3dcmfzzor95sqcpda",
            "text": text,
            "trigger_word": "",
            "file_ids": "",
            "timestamp": POSTED_MS if as_json else POSTED_MS // 1000,
            **changes,
        }
        if as_json:
            return self.post("outgoing", json.dumps(fields).encode())
        kind = "application/x-www-form-urlencoded"
        return self.post("outgoing", urlencode(sorted(fields.items())).encode(), kind)

    def click(
        self, number: int, purpose: str, user_id: str = MARIE.id, forged: Json | None = None
    ) -> Answered:
        vessel = self.bridge.vessel
        given = {
            "vessel": vessel,
            "entry": number,
            "purpose": purpose,
            "sig": SIGNER.sign(vessel, number, purpose),
            **(forged or {}),
        }
        return self.tell(
            "action",
            {
                "user_id": user_id,
                "channel_id": CHANNEL,
                "post_id": "xhsb3wfywfyof8n7m4sdp5jr7r",
                "trigger_id": TRIGGERS.make(user_id)[1],
                "type": "button",
                "data_source": "",
                "context": given,
            },
        )

    def state(self, purpose: str = "log", user_id: str = MARIE.id, **about: int) -> str:
        """Return the state of a form that was opened now."""
        timing = self.bridge.ship.timing()
        ticket = tickets.issued(purpose, CHANNEL, boot=timing.boot_id, now=timing.boot_s, **about)
        return tickets.sealed(SIGNER, self.bridge.vessel, user_id, ticket)

    def submit(
        self, state: str, submission: Json, user_id: str = MARIE.id, *, cancelled: bool = False
    ) -> Answered:
        return self.tell(
            "dialog",
            {
                "type": "dialog_submission",
                "callback_id": "any",
                "state": state,
                "user_id": user_id,
                "channel_id": CHANNEL,
                "team_id": "9yrfustbmjfrmqnu5p7dssj8hy",
                "submission": submission,
                "cancelled": cancelled,
            },
        )

    def tell(self, route: str, body: object) -> Answered:
        return self.post(route, json.dumps(body).encode())

    def post(self, route: str, body: bytes, kind: str = "application/json") -> Answered:
        told = self.client.post(f"/webhooks/{route}", data=body, content_type=kind)
        return Answered(told.status_code, told.data, told.get_json(silent=True))


def quay(ship: Aboard) -> Quay:
    """Return the quay where `ship` lies."""
    pictures = Pictures(ship.folder, spare=0)
    return Quay(ship, pictures, Ears(lambda: BOT.id, pictures.want))
