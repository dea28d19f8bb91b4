"""A channel to type in: each command goes through the real route as Mattermost sends it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

from flask import Flask
from werkzeug.test import TestResponse

from logbook.model.entries import LogEntry
from logbook.model.ports import Person
from logbook.model.signing import Signer
from slash_commands import COMMANDS
from slash_commands.routes import blueprint
from tests.doors import wide_door
from tests.eye import seen
from tests.verbs.aboard import Aboard, aboard
from tests.verbs.chat import CHANNEL, MARIE

TOKENS = {command.trigger: f"token-of-{command.trigger}" for command in COMMANDS}
ALICE_S_TEAM = "9yrfustbmjfrmqnu5p7dssj8hy"


class Channel:
    """Types commands as one of the crew, and reads what only they see."""

    def __init__(self, ship: Aboard) -> None:
        self.ship = ship
        self.prefix = ""
        app = Flask("test")
        app.register_blueprint(blueprint(lambda: ship.bridge, self._token_of, wide_door()))
        self.client = app.test_client()

    def _token_of(self, trigger: str) -> str | None:
        return TOKENS.get(trigger.removeprefix(self.prefix))

    def type(self, line: str, who: Person = MARIE, **more: str) -> str:
        """Type a whole line, `/log Pris un ris`; return the private answer."""
        trigger, _, text = line.removeprefix("/").partition(" ")
        return told(self.post(form(trigger, text, who, **more)))

    def post(self, body: bytes, authorization: str | None = None) -> TestResponse:
        """Send a body with the recorded headers."""
        headers = {
            "User-Agent": "Mattermost-Bot/1.1",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        }
        if authorization is not None:
            headers["Authorization"] = authorization
        return self.client.post(
            "/slash",
            data=body,
            headers=headers,
            content_type="application/x-www-form-urlencoded",
        )

    def last(self) -> LogEntry:
        """Return the latest line of the book."""
        return self.ship.entries()[-1]


def form(trigger: str, text: str, who: Person = MARIE, **more: str) -> bytes:
    """Return the form of a command, its keys in the recorded order; `text` is a text to quote."""
    return raw_form(trigger, quote_plus(text), who, **more)


def raw_form(trigger: str, quoted: str, who: Person = MARIE, **more: str) -> bytes:
    """Return the form of a command whose text is quoted already, byte by byte."""
    fields: Mapping[str, str] = {
        "channel_id": CHANNEL,
        "channel_name": "journal-de-bord",
        "command": quote_plus(f"/{trigger}"),
        "response_url": quote_plus("http://127.0.0.1:8065/hooks/commands/98kutgxdnj8kxm5q3pgjj1x"),
        "team_domain": "voilier",
        "team_id": ALICE_S_TEAM,
        "text": quoted,
        "token": TOKENS.get(trigger.rsplit("~", maxsplit=1)[-1], "none"),
        "trigger_id": "trigger-1",
        "user_id": who.id,
        "user_name": who.username,
        **more,
    }
    return "&".join(f"{name}={value}" for name, value in sorted(fields.items())).encode()


def told(response: TestResponse) -> str:
    """Return the words of an answer, which must be one that Mattermost shows, and privately.

    They are told as an eye reads them.
    """
    assert response.status_code == 200, response.status
    assert response.mimetype == "application/json"
    answer = json.loads(response.data)
    assert answer["response_type"] == "ephemeral"
    assert answer["skip_slack_parsing"] is True
    assert set(answer) == {"response_type", "text", "skip_slack_parsing"}
    text = seen(answer["text"])
    assert isinstance(text, str)
    assert text
    assert len(response.data) < 1024 * 1024
    return text


@contextmanager
def channel(folder: Path) -> Iterator[Channel]:
    """Give a channel over a ship whose log is in `folder`."""
    with aboard(folder) as ship:
        ship.bridge = replace(ship.bridge, signer=Signer("5" * 64))
        yield Channel(ship)
