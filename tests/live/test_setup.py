"""`setup` and `doctor` against a real Mattermost.

Skipped without LOGBOOK_TEST_MATTERMOST_URL and LOGBOOK_TEST_MATTERMOST_TOKEN (a personal access
token of a system administrator: the suite makes a team of its own and archives it). The server must
be allowed to call this computer: AllowedUntrustedInternalConnections.
"""

import contextlib
import os
import secrets as random
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from logbook.chat import secrets
from logbook.chat.mattermost import MattermostChat, driver
from logbook.chat.secrets import Mattermost
from logbook.config import Config
from logbook.console import doctor, setup
from logbook.console.arguments import understood
from logbook.locale import speaker
from logbook.model.ports import ChatRefused
from tests.chat.setting_up import SPECS

URL = os.environ.get("LOGBOOK_TEST_MATTERMOST_URL", "")
TOKEN = os.environ.get("LOGBOOK_TEST_MATTERMOST_TOKEN", "")

pytestmark = pytest.mark.skipif(
    not (URL and TOKEN),
    reason="LOGBOOK_TEST_MATTERMOST_URL and LOGBOOK_TEST_MATTERMOST_TOKEN name no server",
)


@dataclass(frozen=True)
class Live:
    """A team of its own on the real server, and a data folder."""

    client: Any
    team: dict[str, Any]
    folder: Path
    config: Config
    prefix: str

    def setup(self, *words: str) -> Mattermost | None:
        says = speaker("fr")
        asked = [
            "setup",
            "--url",
            URL,
            "--team",
            self.team["name"],
            "--prefix",
            self.prefix,
            *words,
        ]
        arguments = understood(asked, says)
        given = {setup.TOKEN: TOKEN}
        assert setup.run(arguments, self.folder, self.config, says, SPECS, given) == 0
        return secrets.load(self.folder, {})


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    client = driver(URL, TOKEN).client
    prefix = f"t{random.token_hex(3)}"
    whole = {"name": f"essai-{prefix}", "display_name": f"Essai {prefix}", "type": "O"}
    team = client.post("/teams", options=whole)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = Live(client, team, tmp_path, Config(ship_name="Groix", port=port), prefix)
    yield found
    if (tmp_path / secrets.NAME).exists():
        found.setup("--remove")
    with contextlib.suppress(ChatRefused):
        # A server may keep its teams for ever.
        client.delete(f"/teams/{team['id']}")


def commands(live: Live) -> list[dict[str, Any]]:
    asked = {"team_id": live.team["id"], "custom_only": "true"}
    return [one for one in live.client.get("/commands", params=asked) or () if one["token"]]


def test_setup_twice_rotate_and_remove(live: Live) -> None:
    first = live.setup()
    assert first is not None
    assert {one["trigger"] for one in commands(live)} == set(first.commands)
    assert live.setup() == first
    rotated = live.setup("--rotate")
    assert rotated is not None
    assert {one["token"] for one in commands(live)} == {
        door.token for door in rotated.commands.values()
    }
    with pytest.raises(ChatRefused) as caught:
        MattermostChat(first).me()
    assert caught.value.status == 401
    live.setup("--remove")
    assert commands(live) == []
    assert secrets.load(live.folder, {}) is None


def test_the_bot_posts_edits_pins_and_is_read_back(live: Live) -> None:
    made = live.setup()
    assert made is not None
    chat = MattermostChat(made)
    post = chat.post(made.channel_id, "Pris un ris", props={"logbook_uid": "u1"}, pending_id="p:1")
    assert chat.post(made.channel_id, "Pris un ris", pending_id="p:1").id == post.id
    chat.pin(post.id)
    edited = chat.edit(post.id, "~~Pris un ris~~", {"logbook_uid": "u1"})
    assert edited.props["logbook_uid"] == "u1"
    assert post.id in [one.id for one in chat.pinned(made.channel_id)]
    found, now = chat.posts_since(made.channel_id, post.create_at - 1)
    assert post.id in [one.id for one in found]
    assert abs(now - post.create_at) < 60_000
    file_id = chat.upload(made.channel_id, "près.geojson", b'{"a": 1}')
    chat.post(made.channel_id, "fichier", file_ids=[file_id])
    assert chat.download(file_id, 1000) == ("près.geojson", b'{"a": 1}')
    chat.delete(post.id)
    with pytest.raises(ChatRefused):
        chat.get(post.id)


def test_doctor_finds_the_way_back_from_the_server(live: Live) -> None:
    live.setup()
    wrong = {
        one.said.name
        for one in doctor.findings(live.folder, live.config, SPECS, {})
        if one.is_wrong
    }
    assert wrong <= {"doctor.no_feeds"}
