"""Who may set up: a plain member, an administrator of the team only, and what each is told."""

from collections.abc import Iterator

import pytest

from logbook.chat import secrets
from logbook.chat.mattermost import MattermostChat
from slash_commands import COMMANDS
from tests.live.boat import Boat
from tests.live.people import Json, Person, Server


@pytest.fixture
def fresh(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boat]:
    """A boat that nobody has set up yet."""
    made = Boat(server, tmp_path_factory.mktemp("fresh"))
    yield made
    made.close()


@pytest.fixture
def owner(server: Server) -> Person:
    return server.person("owner")


def test_a_plain_member_is_told_what_an_administrator_must_do(
    server: Server, fresh: Boat, owner: Person
) -> None:
    asked = ("setup", "--url", fresh.gate.url, "--prefix", fresh.prefix)
    done = fresh.words(*asked, token=server.token_of(owner))
    assert done.returncode == 1
    assert f"“{owner.name}” may not register commands" in done.stderr
    assert "Make Team Admin" in done.stderr


def test_an_administrator_of_the_team_alone_sets_up_with_a_bot_that_was_made_for_them(
    server: Server, fresh: Boat, owner: Person
) -> None:
    server.team_admin(owner)
    token = server.token_of(owner)
    asked = ("setup", "--url", fresh.gate.url, "--prefix", fresh.prefix)
    done = fresh.words(*asked, token=token)
    assert done.returncode == 1
    assert f"{fresh.prefix}-logbook" in done.stderr
    assert secrets.TOKEN in done.stderr
    # As the sentence says: a server administrator makes it and hands its token over.
    made: Json = server.ask("POST", "bots", {"username": f"{fresh.prefix}-logbook"})
    bot_token = server.ask("POST", f"users/{made['user_id']}/tokens", {"description": "log"})
    done = fresh.words(*asked, token=token, **{secrets.TOKEN: bot_token["token"]})
    assert done.returncode == 0, done.stderr
    settings = fresh.settings
    assert settings.bot_id == made["user_id"]
    assert len(settings.commands) == len(COMMANDS)
    assert MattermostChat(settings).is_member(settings.channel_id, settings.bot_id)
    assert settings.skipper_id == owner.id
    owner.channel_id = settings.channel_id
    with fresh.running():
        owner.command(f"{fresh.slash('log')} set up by its owner")
        owner.sees("set up by its owner", of=settings.bot_id)
    assert "Everything was in order already." in fresh.setup(
        token=token, **{secrets.TOKEN: bot_token["token"]}
    )
