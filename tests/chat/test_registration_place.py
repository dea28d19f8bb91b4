"""Set-up: which team and channel, and what an administrator must do where a right is missing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from demo.standin import StandIn
from logbook.chat.mattermost import MattermostChat
from logbook.chat.registration_place import channel_name
from logbook.model.refusal import Refusal
from tests.chat.setting_up import SetUp


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def setup(server: StandIn) -> SetUp:
    return SetUp(server)


def refused(setup: SetUp, token: str = "", **asked: object) -> str:
    with pytest.raises(Refusal) as caught:
        setup.run(token, **asked)  # type: ignore[arg-type] # arguments by name
    return caught.value.name


def test_a_channel_that_is_not_there_is_made_under_the_name_that_was_typed(
    setup: SetUp, server: StandIn
) -> None:
    made = setup.run(channel="Été à Groix")
    channel = server.world.channels[made.channel_id]
    assert (channel.name, channel.display_name, channel.type) == ("ete-a-groix", "Été à Groix", "O")
    assert server.world.is_member(channel.id, made.bot_id)
    assert setup.run().channel_id == channel.id


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Journal de bord", "journal-de-bord"), ("~Log", "log"), ("a/b  c", "a-b-c"), ("é", "e")],
)
def test_a_channel_s_name_is_fit_for_an_address(typed: str, name: str) -> None:
    assert channel_name(typed) == name


def test_a_channel_without_letters_is_refused(setup: SetUp) -> None:
    assert refused(setup, channel="!") == "setup.bad_channel"


def test_an_archived_channel_is_told(setup: SetUp, server: StandIn) -> None:
    server.world.channels[server.channel.id] = replace(server.channel, delete_at=1)
    assert refused(setup) == "setup.channel_archived"


def test_in_a_private_channel_there_is_no_hook_and_that_is_said() -> None:
    with StandIn(private=True) as server:
        setup = SetUp(server)
        made = setup.run()
        assert (made.channel_private, made.hook, server.world.hooks) == (True, None, {})
        assert "setup.hook_none" in setup.told


def test_the_team_is_known_by_either_name(setup: SetUp, server: StandIn) -> None:
    assert setup.run(team="voilier").team_id == server.team.id
    assert setup.run(team="Voilier Étoile").team_id == server.team.id
    assert refused(setup, team="flottille") == "setup.no_team"


def test_among_several_teams_one_must_be_named(setup: SetUp, server: StandIn) -> None:
    other = replace(server.team, id="t" * 26, name="autre", display_name="Autre")
    server.world.teams[other.id] = other
    server.world.join_team(other.id, server.user("capitaine").id, admin=True)
    assert refused(setup) == "setup.which_team"
    assert setup.run(team="voilier").team_id == server.team.id
    assert setup.run().team_id == server.team.id


def test_moved_to_another_team_nothing_stays_behind(setup: SetUp, server: StandIn) -> None:
    other = replace(server.team, id="t" * 26, name="autre", display_name="Autre")
    server.world.teams[other.id] = other
    server.world.join_team(other.id, server.user("capitaine").id, admin=True)
    setup.run(team="voilier")
    made = setup.run(team="autre")
    assert {one.team_id for one in server.world.commands.values()} == {other.id}
    assert {one.team_id for one in server.world.hooks.values()} == {other.id}
    assert made.team_id == other.id


def test_a_token_that_opens_nothing_is_told(setup: SetUp) -> None:
    assert refused(setup, "nonsense") == "setup.bad_token"


def test_who_is_no_administrator_is_told_how_to_become_one(setup: SetUp, server: StandIn) -> None:
    assert refused(setup, server.token_for("elodie")) == "setup.may_not_commands"
    assert setup.keepings == []


def test_a_team_administrator_who_is_no_server_administrator_is_enough(
    setup: SetUp, server: StandIn
) -> None:
    server.world.join_team(server.team.id, server.user("elodie").id, admin=True)
    assert setup.run(server.token_for("elodie")).skipper_id == server.user("elodie").id


@pytest.mark.parametrize(
    ("switch", "sentence"),
    [
        ("commands", "setup.commands_off"),
        ("outgoing_webhooks", "setup.hooks_off"),
        ("bot_creation", "setup.bots_off"),
    ],
)
def test_what_is_switched_off_is_told_and_once_on_the_next_run_ends_well(
    setup: SetUp, server: StandIn, switch: str, sentence: str
) -> None:
    setattr(server.settings, switch, False)
    assert refused(setup) == sentence
    setattr(server.settings, switch, True)
    assert setup.run().hook is not None


def test_a_bot_made_by_hand_serves_where_we_may_make_none(setup: SetUp, server: StandIn) -> None:
    server.settings.bot_creation = False
    bot, token = server.add_bot("journal")
    made = setup.run(bot_token=token)
    assert (made.bot_id, made.bot_token) == (bot.id, token)
    assert "setup.bot_given" in setup.told
    assert MattermostChat(made).me().username == "journal"


def test_a_person_s_token_is_not_taken_for_a_bot_s(setup: SetUp, server: StandIn) -> None:
    assert refused(setup, bot_token=server.token_for("elodie")) == "setup.bad_bot_token"
    assert refused(setup, bot_token="nonsense") == "setup.bad_bot_token"


def test_a_bot_that_administers_the_team_may_set_up_but_not_run(
    setup: SetUp, server: StandIn
) -> None:
    bot, token = server.add_bot("grandbot")
    server.world.join_team(server.team.id, bot.id, admin=True)
    _, plain = server.add_bot("petitbot")
    assert refused(setup, token, bot_token=token, skipper="elodie") == "setup.bot_is_admin"
    assert refused(setup, token, bot_token=plain) == "setup.skipper_unnamed"
    made = setup.run(token, bot_token=plain, skipper="elodie")
    assert made.skipper_id == server.user("elodie").id
