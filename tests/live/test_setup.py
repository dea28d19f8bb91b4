"""`setup` and `doctor` on a real server, as they are typed: twice, rotated, drifted, removed."""

from collections.abc import Iterator
from typing import Any

import pytest

from logbook.chat import secrets
from logbook.chat.mattermost import MattermostChat
from logbook.model.ports import ChatRefused
from slash_commands import COMMANDS
from tests.live.boat import Boat
from tests.live.people import Server

Json = dict[str, Any]


@pytest.fixture
def fresh(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boat]:
    """A boat that nobody has set up yet."""
    made = Boat(server, tmp_path_factory.mktemp("fresh"))
    yield made
    made.close()


def commands(boat: Boat) -> list[Json]:
    asked = {"team_id": boat.server.team["id"], "custom_only": "true"}
    told = boat.server.ask("GET", "commands", params=asked)
    return [one for one in told if one["trigger"].startswith(boat.prefix)]


def hooks(boat: Boat) -> list[Json]:
    path = f"hooks/outgoing?team_id={boat.server.team['id']}&per_page=200"
    callback = f":{boat.port}/"
    return [one for one in boat.server.ask("GET", path) if callback in one["callback_urls"][0]]


def test_set_up_twice_changes_nothing_the_second_time(fresh: Boat) -> None:
    fresh.setup()
    first = fresh.settings
    before = commands(fresh), hooks(fresh)
    assert {one["trigger"] for one in before[0]} == {
        f"{fresh.prefix}-{command.trigger}" for command in COMMANDS
    }
    assert all(one["auto_complete"] and one["auto_complete_desc"] for one in before[0])
    assert len(before[1]) == 1
    assert "Everything was in order already." in fresh.setup()
    assert fresh.settings == first
    assert (commands(fresh), hooks(fresh)) == before
    mode = (fresh.folder / "data" / secrets.NAME).stat().st_mode
    assert mode & 0o777 == 0o600
    kept = (fresh.folder / "data" / secrets.NAME).read_text(encoding="utf-8")
    assert fresh.server.token not in kept


def test_what_drifted_is_put_right(fresh: Boat) -> None:
    fresh.setup()
    first = fresh.settings
    server = fresh.server
    [log, other, gone] = commands(fresh)[:3]
    server.ask("PUT", f"commands/{log['id']}", {**log, "url": "http://127.0.0.1:1/elsewhere"})
    server.ask("PUT", f"commands/{other['id']}", {**other, "auto_complete": False})
    server.ask("DELETE", f"commands/{gone['id']}")
    server.ask("DELETE", f"channels/{first.channel_id}/members/{first.bot_id}")
    [hook] = hooks(fresh)
    server.ask("PUT", f"hooks/outgoing/{hook['id']}", {**hook, "trigger_words": ["word"]})
    told = fresh.setup()
    assert f"/{log['trigger']} put right." in told
    assert f"/{gone['trigger']} registered." in told
    assert "Outgoing webhook of the channel put right." in told
    assert {one["url"] for one in commands(fresh)} == {f"{first.callback}/slash"}
    assert len(commands(fresh)) == len(COMMANDS)
    [hook] = hooks(fresh)
    assert not hook["trigger_words"]
    assert MattermostChat(fresh.settings).is_member(first.channel_id, first.bot_id)
    assert "Everything was in order already." in fresh.setup()


def test_rotated_tokens_are_taken_up_by_a_running_log_and_the_old_ones_open_nothing(
    fresh: Boat,
) -> None:
    fresh.setup("--channel", f"Clefs {fresh.server.mark}")
    first = fresh.settings
    paul = fresh.server.person("pablo")
    fresh.server.invite(first.channel_id, paul)
    with fresh.running():
        paul.command(f"{fresh.slash('log')} before the keys changed")
        paul.sees("before the keys changed", of=first.bot_id)
        fresh.setup("--rotate")
        rotated = fresh.settings
        assert {one["token"] for one in commands(fresh)} == {
            door.token for door in rotated.commands.values()
        }
        assert {door.token for door in rotated.commands.values()}.isdisjoint(
            {door.token for door in first.commands.values()}
        )
        with pytest.raises(ChatRefused) as caught:
            MattermostChat(first).me()
        assert caught.value.status == 401
        answer = paul.command(f"{fresh.slash('log')} with new keys")
        assert "with new keys" in answer
        paul.sees("with new keys", of=first.bot_id)
        paul.say("log with a new hook")
        paul.sees("with a new hook", of=first.bot_id)


def test_removed_it_leaves_the_channel_and_takes_everything_else(fresh: Boat) -> None:
    fresh.setup()
    first = fresh.settings
    fresh.setup("--remove")
    assert (commands(fresh), hooks(fresh)) == ([], [])
    assert secrets.load(fresh.folder / "data", {}) is None
    with pytest.raises(ChatRefused):
        MattermostChat(first).me()
    assert fresh.server.ask("GET", f"channels/{first.channel_id}")["delete_at"] == 0
    again = fresh.words("setup", "--remove", token=fresh.server.token)
    assert again.returncode == 1
    fresh.setup()
    assert len(commands(fresh)) == len(COMMANDS)


def test_another_boat_s_commands_are_never_touched(
    server: Server, boat: Boat, tmp_path_factory: pytest.TempPathFactory
) -> None:
    thief = Boat(server, tmp_path_factory.mktemp("thief"), prefix=boat.prefix)
    before = commands(boat)
    asked = ("setup", "--url", thief.gate.url, "--team", server.team["name"])
    done = thief.words(*asked, "--prefix", boat.prefix, token=server.token)
    thief.gate.shut()
    assert done.returncode == 1
    assert f"/{boat.prefix}-log" in done.stderr
    assert commands(boat) == before


def test_one_of_the_server_s_own_commands_is_not_taken(server: Server) -> None:
    whole = {
        "team_id": server.team["id"], "trigger": "join", "method": "P",
        "url": "http://127.0.0.1:1/",
    }  # fmt: skip
    told = server.call("POST", "commands", whole)
    assert told.json()["id"] == "api.command.duplicate_trigger.app_error"
