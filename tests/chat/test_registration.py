"""Set-up on the chat server: what it makes, mends, leaves alone and takes back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from demo.standin import StandIn
from logbook.chat.mattermost import MattermostChat
from logbook.chat.wanted import CommandSpec
from logbook.model.refusal import Refusal
from tests.chat.setting_up import SPECS, SetUp


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def setup(server: StandIn) -> SetUp:
    return SetUp(server)


def refused(setup: SetUp, token: str = "", **asked: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        setup.run(token, **asked)  # type: ignore[arg-type] # by name
    return caught.value


def test_a_fresh_server_gets_bot_commands_and_hook(setup: SetUp, server: StandIn) -> None:
    made = setup.run()
    bot = server.user("logbook")
    assert (bot.is_bot, bot.id, bot.roles) == (True, made.bot_id, "system_user")
    assert setup.vessel in bot.description
    assert server.world.is_member(server.channel.id, bot.id)
    assert setup.triggers() == ["log", "log-help", "position"]
    log = next(one for one in server.world.commands.values() if one.trigger == "log")
    assert (log.url, log.method) == ("http://127.0.0.1:8067/slash", "P")
    assert (log.auto_complete, log.auto_complete_hint) == (True, "[texte]")
    assert log.auto_complete_desc == "Écrit une ligne au journal"
    assert setup.vessel in log.description
    assert len(log.description) <= 128
    assert made.token_of("/log") == log.token
    (hook,) = server.world.hooks.values()
    assert (hook.channel_id, hook.trigger_words) == (server.channel.id, ())
    assert hook.callback_urls == ("http://127.0.0.1:8067/webhooks/outgoing",)
    assert made.hook == (hook.id, hook.token)
    assert made == setup.kept


def test_the_running_bot_works_and_is_no_administrator(setup: SetUp, server: StandIn) -> None:
    made = setup.run()
    assert made.bot_token != server.admin_token
    assert MattermostChat(made).post(made.channel_id, "bonjour").user_id == made.bot_id
    assert not server.world.runs_team(server.team.id, server.user("logbook"))


def test_the_set_up_token_is_kept_nowhere(setup: SetUp, server: StandIn) -> None:
    setup.run()
    assert all(server.admin_token not in str(vars_of(one)) for one in setup.keepings)


def vars_of(settings: object) -> dict[str, object]:
    return {name: getattr(settings, name) for name in type(settings).__dataclass_fields__}  # type: ignore[attr-defined] # a dataclass


def test_the_token_s_owner_is_skipper_unless_another_is_named(
    setup: SetUp, server: StandIn
) -> None:
    assert setup.run().skipper_id == server.user("capitaine").id
    assert setup.run(skipper="@elodie").skipper_id == server.user("elodie").id
    assert setup.run().skipper_id == server.user("elodie").id


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nobody", "setup.no_such_user"),
        ("mousse", "setup.skipper_no_person"),
        ("sam", "setup.skipper_not_in"),
    ],
)
def test_who_cannot_be_skipper_is_told(setup: SetUp, name: str, sentence: str) -> None:
    assert refused(setup, skipper=name).name == sentence


def test_done_twice_the_second_time_changes_nothing(setup: SetUp) -> None:
    first = setup.run()
    posts = len(setup.server.board.posts)
    assert setup.run() == first
    assert setup.told == []
    assert len(setup.server.board.posts) == posts


def test_what_drifted_of_ours_is_put_right_and_keeps_its_token(
    setup: SetUp, server: StandIn
) -> None:
    made = setup.run()
    commands, hooks = server.world.commands, server.world.hooks
    log = commands[made.commands["log"].id]
    commands[log.id] = replace(log, url="http://elsewhere/x", method="G", description="mine now")
    position = commands.pop(made.commands["position"].id)
    hook = next(iter(hooks.values()))
    hooks[hook.id] = replace(hook, callback_urls=("http://elsewhere/y",), trigger_words=("x",))
    bot = server.user("logbook")
    server.world.users[bot.id] = replace(bot, delete_at=5, description="", first_name="")
    del server.world.channel_members[server.channel.id, bot.id]
    again = setup.run()
    assert set(setup.told) == {
        "setup.bot_enabled",
        "setup.bot_mended",
        "setup.command_mended",
        "setup.command_made",
        "setup.hook_mended",
    }
    assert again.commands["log"] == made.commands["log"]
    assert again.commands["position"].id != position.id
    assert again.hook == made.hook
    assert commands[log.id].url == "http://127.0.0.1:8067/slash"
    assert MattermostChat(again).post(again.channel_id, "x").message == "x"
    setup.run()
    assert setup.told == []


def test_a_new_callback_reaches_every_command_and_the_hook(setup: SetUp, server: StandIn) -> None:
    setup.run()
    setup.run(callback="http://10.0.0.5:8067")
    urls = {command.url for command in server.world.commands.values()}
    assert urls == {"http://10.0.0.5:8067/slash"}
    (hook,) = server.world.hooks.values()
    assert hook.callback_urls == ("http://10.0.0.5:8067/webhooks/outgoing",)


def test_a_command_that_is_no_more_is_removed(setup: SetUp) -> None:
    setup.run(specs=[*SPECS, CommandSpec("log-old", "", "")])
    made = setup.run()
    assert setup.triggers() == ["log", "log-help", "position"]
    assert set(made.commands) == {"log", "log-help", "position"}


def test_what_was_lost_on_our_side_is_found_again_on_theirs(setup: SetUp) -> None:
    first = setup.run()
    setup.kept = None
    again = setup.run()
    assert (again.bot_id, again.commands, again.hook) == (first.bot_id, first.commands, first.hook)
