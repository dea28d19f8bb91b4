"""Set-up beside other boats, with new tokens, cut short, and taken back."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from demo.standin import Fault, StandIn
from demo.standin.ids import new_id
from demo.standin.records import User
from demo.standin.registered import Command
from logbook.chat.mattermost import MattermostChat
from logbook.chat.wanted import CommandSpec, prefix_of
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from tests.chat.setting_up import OTHER_VESSEL, SPECS, SetUp


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def setup(server: StandIn) -> SetUp:
    return SetUp(server)


def refused(setup: SetUp, token: str = "", **asked: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        setup.run(token, **asked)  # type: ignore[arg-type] # arguments by name
    return caught.value


def strange(server: StandIn, trigger: str, description: str) -> Command:
    command = Command(
        new_id(), new_id(), 1, server.user("capitaine").id, server.team.id, trigger, "P",
        "http://other:8067/slash", description=description,
    )  # fmt: skip
    server.world.commands[command.id] = command
    return command


def test_another_boat_s_commands_are_never_touched(setup: SetUp, server: StandIn) -> None:
    theirs = strange(server, "log", f"Other boat, {OTHER_VESSEL}")
    told = refused(setup)
    assert (told.name, told.facts["triggers"], told.facts["prefix"]) == (
        "setup.taken",
        "/log",
        "groix",
    )
    assert list(server.world.commands.values()) == [theirs]
    assert setup.keepings == []
    assert not any(user.username == "logbook" for user in server.world.users.values())


def test_what_somebody_else_made_and_calls_ours_is_made_anew(setup: SetUp, server: StandIn) -> None:
    first = setup.run(specs=SPECS[:1])
    assert first.hook is not None
    jane = server.user("jane").id
    planted = replace(
        strange(server, "log-help", f"Journal de Groix, {setup.vessel}"), creator_id=jane
    )
    server.world.commands[planted.id] = planted
    hook = replace(server.world.hooks[first.hook.id], id=new_id(), token=new_id(), creator_id=jane)
    server.world.hooks = {hook.id: hook, **server.world.hooks}
    made = setup.run()
    assert planted.id not in server.world.commands
    assert made.commands["log-help"].token != planted.token
    assert made.commands["log"] == first.commands["log"]
    assert (made.hook, list(server.world.hooks)) == (first.hook, [first.hook.id])
    assert {"setup.command_removed", "setup.command_made", "setup.hook_removed"} <= set(setup.told)


def test_with_a_prefix_two_boats_share_a_team(setup: SetUp, server: StandIn) -> None:
    other = SetUp(server, vessel=OTHER_VESSEL)
    theirs = other.run(callback="http://127.0.0.1:9067")
    made = setup.run(prefix="groix")
    assert setup.triggers() == sorted(
        ["log", "log-help", "position", "groix-log", "groix-log-help", "groix-position"]
    )
    assert made.trigger_prefix == "groix-"
    assert server.user("groix-logbook").id == made.bot_id
    assert len(server.world.hooks) == 2
    assert other.run(callback="http://127.0.0.1:9067") == theirs
    assert other.told == []


def test_the_server_s_own_command_is_taken_too(setup: SetUp) -> None:
    told = refused(setup, specs=[CommandSpec("search", "", "")])
    assert (told.name, told.facts["triggers"]) == ("setup.taken", "/search")


def test_a_prefix_is_kept_until_another_is_asked_for(setup: SetUp) -> None:
    setup.run(prefix="a-")
    assert setup.run().trigger_prefix == "a-"
    assert setup.run(prefix="").trigger_prefix == ""
    assert setup.triggers() == ["log", "log-help", "position"]


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [("Groix", "groix-"), ("/a-", "a-"), ("", ""), (" b_ ", "b_")],
)
def test_a_prefix_is_brought_to_one_form(typed: str, prefix: str) -> None:
    assert prefix_of(typed) == prefix


@pytest.mark.parametrize("typed", ["é", "a b", "1a", "x" * 21, "a/b", "-a"])
def test_what_cannot_stand_before_a_command_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        prefix_of(typed)
    assert caught.value.name == "setup.bad_prefix"


def test_a_bot_s_name_that_is_somebody_s_is_not_taken_over(setup: SetUp, server: StandIn) -> None:
    server.add_bot("logbook")
    assert refused(setup).name == "setup.bot_taken"


def planted(server: StandIn, setup: SetUp, owner: str) -> tuple[User, str]:
    """Make a bot that calls itself the boat's; return it, and a token that whoever made it has."""
    bot = User(
        new_id(), "logbook", 1, is_bot=True, description=f"Groix, {setup.vessel}",
        owner_id=server.user(owner).id,
    )  # fmt: skip
    server.world.add_user(bot)
    return bot, server.world.open_door(bot.id, "bot").token


def test_a_bot_that_somebody_else_made_and_calls_ours_is_not_taken(
    setup: SetUp, server: StandIn
) -> None:
    planted(server, setup, "jane")
    assert refused(setup).name == "setup.bot_of_another"
    assert setup.kept is None
    # Who does not administer the whole server is told of no bot that is somebody else's.
    team_admin = server.user("jane").id
    server.world.join_team(server.team.id, team_admin, admin=True)
    bot = server.user("logbook")
    server.world.users[bot.id] = replace(bot, owner_id=server.user("capitaine").id)
    assert refused(setup, server.token_for("jane")).name == "setup.bot_of_another"


def test_who_made_a_bot_and_gave_it_away_speaks_as_it_no_more(
    setup: SetUp, server: StandIn
) -> None:
    bot, token = planted(server, setup, "capitaine")
    made = setup.run()
    assert made.bot_id == bot.id
    assert MattermostChat(made).me().id == bot.id
    with pytest.raises(ChatRefused) as caught:
        MattermostChat(replace(made, bot_token=token)).me()
    assert caught.value.status == 401


def test_with_its_token_in_hand_a_bot_of_anybody_s_is_taken_again(
    setup: SetUp, server: StandIn
) -> None:
    bot, token = planted(server, setup, "jane")
    made = setup.run(bot_token=token)
    assert (made.bot_id, made.bot_token) == (bot.id, token)
    setup.kept = None
    assert setup.run(bot_token=token).bot_id == bot.id
    # What is known stays ours, whoever made it.
    assert setup.run().bot_id == bot.id
    server.world.join_team(server.team.id, server.user("elodie").id, admin=True)
    server.world.users[bot.id] = replace(bot, first_name="")
    assert refused(setup, server.token_for("elodie")).name == "setup.may_not_bots"


def test_rotating_changes_every_token_and_shuts_the_old_ones_out(setup: SetUp) -> None:
    first = setup.run()
    second = setup.run(rotate=True)
    assert {"setup.commands_rotated", "setup.hook_rotated", "setup.token_made"} <= set(setup.told)
    assert second.bot_token != first.bot_token
    assert set(second.commands) == set(first.commands)
    assert all(second.commands[one].token != first.commands[one].token for one in first.commands)
    assert first.hook is not None
    assert second.hook is not None
    assert second.hook.token != first.hook.token
    with pytest.raises(ChatRefused) as caught:
        MattermostChat(first).me()
    assert caught.value.status == 401
    assert MattermostChat(second).me().id == first.bot_id
    known = {command.token for command in setup.server.world.commands.values()}
    assert {door.token for door in second.commands.values()} == known


def test_cut_short_anywhere_it_is_finished_by_the_next_run(server: StandIn) -> None:
    calls = ("users/me", "commands", "bots", "tokens", "members", "hooks")
    for number, part in enumerate(calls):
        vessel = f"{number:032x}"
        setup = SetUp(server, vessel=vessel)
        prefix = f"boat{chr(97 + number)}"
        server.faults.plan(Fault.STORE_THEN_HANG_UP, part=part, method="POST")
        with contextlib.suppress(ChatAway):
            setup.run(prefix=prefix, callback=f"http://127.0.0.1:{9000 + number}")
        server.faults.clear()
        made = setup.run(prefix=prefix, callback=f"http://127.0.0.1:{9000 + number}")
        ours = [one for one in server.world.commands.values() if vessel in one.description]
        assert {one.token for one in ours} == {door.token for door in made.commands.values()}
        assert len(ours) == 3
        assert len([one for one in server.world.hooks.values() if vessel in one.description]) == 1
        assert MattermostChat(made).me().id == made.bot_id


def test_removing_takes_back_what_is_ours_and_only_that(setup: SetUp, server: StandIn) -> None:
    theirs = strange(server, "meteo", "somebody's")
    made = setup.run()
    setup.remove()
    assert list(server.world.commands.values()) == [theirs]
    assert list(server.world.hooks.values()) == []
    with pytest.raises(ChatRefused):
        MattermostChat(made).me()
    assert server.channel.id in server.world.channels


def test_after_removing_it_can_be_set_up_again(setup: SetUp) -> None:
    first = setup.run()
    setup.remove()
    setup.kept = None
    again = setup.run()
    assert again.bot_id == first.bot_id
    assert MattermostChat(again).me().id == first.bot_id
