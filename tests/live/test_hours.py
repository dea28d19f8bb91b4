"""The lines that the log writes by itself, on a real server: each once, in the channel or a thread.

The passage goes a minute a second: with a line every five minutes one falls due every five seconds.
"""

from collections.abc import Iterator

import pytest

from tests.live.boat import Boat
from tests.live.people import Json, Person, Server

SETTINGS = '[schedule]\ninterval = "5min"\nat_anchor = true\n'


@pytest.fixture(scope="module")
def hourly(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boat]:
    """A boat that writes a line every five minutes of her passage."""
    made = Boat(server, tmp_path_factory.mktemp("hours"), SETTINGS)
    try:
        made.setup("--channel", f"Heures {server.mark}")
        with made.running():
            yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def anne(server: Server, hourly: Boat) -> Person:
    made = server.person("anna")
    server.invite(hourly.settings.channel_id, made)
    said = {
        "channel_id": hourly.settings.channel_id, "team_id": server.team["id"],
        "command": f"{hourly.slash('log-role')} @{made.name} skipper",
    }  # fmt: skip
    server.ask("POST", "commands/execute", said)
    return made


def posts(person: Person, boat: Boat) -> list[Json]:
    return [post for post in person.posts() if post["user_id"] == boat.settings.bot_id]


def test_each_hour_is_written_and_posted_once(hourly: Boat, anne: Person) -> None:
    lines = hourly.writes("hourly", 3)
    for line in lines:
        first = line["text"].splitlines()[0]
        anne.sees(first, of=hourly.settings.bot_id)
        stand = [post for post in posts(anne, hourly) if first in post["message"]]
        assert len(stand) == 1
    instants = [line["at"] for line in lines]
    assert len(set(instants)) == len(instants)
    assert all(int(at[14:16]) % 5 == 0 for at in instants), instants


def test_a_skipper_moves_them_into_a_thread_of_the_day(hourly: Boat, anne: Person) -> None:
    assert "thread" in anne.command(f"{hourly.slash('log-set')} threading thread")
    count = len(hourly.writes("hourly"))
    lines = hourly.writes("hourly", count + 3)[count + 1 :]
    found = [anne.sees(line["text"].splitlines()[0], of=hourly.settings.bot_id) for line in lines]
    roots = {post["root_id"] or post["id"] for post in found}
    assert len(roots) == 1
    assert any(post["root_id"] for post in found)
