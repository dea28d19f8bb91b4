"""The way to the server is cut and comes back, the log is stopped and comes back: nothing is lost.

Nothing is doubled either.
"""

from collections.abc import Iterator

import pytest

from tests.live.boat import Boat
from tests.live.people import Person, Server


@pytest.fixture
def lone(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boat]:
    """A boat of this test's own, set up and not running."""
    folder = tmp_path_factory.mktemp("lone")
    made = Boat(server, folder, '[schedule]\ninterval = "6h"\n')
    try:
        made.setup("--channel", f"Panne {made.prefix}")
        yield made
    finally:
        made.close()


@pytest.fixture
def paul(server: Server, lone: Boat) -> Person:
    made = server.person("pol")
    server.invite(lone.settings.channel_id, made)
    return made


def told(person: Person, boat: Boat, words: str) -> int:
    """Return how often the log's posts tell these words."""
    posts = [post for post in person.posts() if post["user_id"] == boat.settings.bot_id]
    return sum(post["message"].count(words) for post in posts)


def test_what_is_written_while_the_server_is_away_is_posted_once_when_it_is_back(
    lone: Boat, paul: Person
) -> None:
    with lone.running():
        paul.command(f"{lone.slash('log')} before the outage")
        paul.sees("before the outage", of=lone.settings.bot_id)
        lone.gate.shut()
        for word in ("one", "two", "three"):
            answer = paul.command(f"{lone.slash('log')} squall {word}")
            assert f"squall {word}" in answer
        assert told(paul, lone, "squall") == 0
        lone.gate.open()
        for word in ("one", "two", "three"):
            paul.sees(f"squall {word}", of=lone.settings.bot_id)
        paul.command(f"{lone.slash('log')} after the outage")
        paul.sees("after the outage", of=lone.settings.bot_id)
        for words in ("before the outage", "squall one", "squall two", "squall three"):
            assert told(paul, lone, words) == 1, words
    assert lone.typed() == [
        "before the outage", "squall one", "squall two", "squall three", "after the outage",
    ]  # fmt: skip


def test_a_link_that_is_cut_again_and_again_doubles_nothing(lone: Boat, paul: Person) -> None:
    words = [f"choppy {number}" for number in range(12)]
    with lone.running():
        for word in words:
            paul.command(f"{lone.slash('log')} {word}.")
            lone.gate.shut()
            lone.gate.open()
        for word in words:
            paul.sees(f"{word}.", of=lone.settings.bot_id)
        paul.command(f"{lone.slash('log')} calm again")
        paul.sees("calm again", of=lone.settings.bot_id)
    assert {word: told(paul, lone, f"{word}.") for word in words} == dict.fromkeys(words, 1)


def test_a_message_sent_while_the_log_was_down_is_a_line_when_it_is_back(
    lone: Boat, paul: Person
) -> None:
    with lone.running():
        paul.say("log while it ran")
        paul.sees("while it ran", of=lone.settings.bot_id)
    paul.say("log while it was down")
    refused = paul.call(
        "POST",
        "commands/execute",
        {
            "channel_id": paul.channel_id,
            "team_id": paul.team_id,
            "command": f"{lone.slash('log')} lost",
        },
    )
    assert not refused.ok
    with lone.running():
        paul.sees("while it was down", of=lone.settings.bot_id)
    assert lone.typed() == ["while it ran", "while it was down"]


def test_a_live_card_is_found_again_after_a_restart(lone: Boat, paul: Person) -> None:
    def pinned() -> list[str]:
        posts = paul.ask("GET", f"channels/{paul.channel_id}/pinned")["posts"].values()
        return [post["id"] for post in posts if not post["delete_at"]]

    with lone.running():
        paul.command(f"{lone.slash('log')} first watch")
        paul.sees("first watch", of=lone.settings.bot_id)
        lone.writes("departure")
    before = pinned()
    assert len(before) == 1
    with lone.running():
        paul.command(f"{lone.slash('log')} second watch")
        paul.sees("second watch", of=lone.settings.bot_id)
    assert pinned() == before
