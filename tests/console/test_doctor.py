"""`doctor` over the whole: every line fine, or what is wrong and the remedy."""

import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from demo.standin import StandIn
from demo.standin.ids import new_id
from logbook.config import Config
from logbook.console import doctor
from logbook.locale import speaker
from logbook.store.book_reader import BookReader
from tests.chat.raw_server import answer
from tests.chat.setting_up import SPECS
from tests.console.looking import found, free_port, remedies
from tests.eye import seen


def test_when_all_is_well_every_line_says_so_and_the_status_is_0(
    folder: Path, config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.run(folder, config, SPECS, {}) == 0
    lines = seen(capsys.readouterr().out).splitlines()
    assert lines[-1] == "Tout va bien."
    assert [line for line in lines[:-1] if line[:5] not in ("bien ", "note ")] == []
    assert any("Mattermost nous joint" in line for line in lines)


def test_it_writes_no_entry_and_posts_nothing(
    folder: Path, config: Config, server: StandIn
) -> None:
    posts = len(server.board.posts)
    found(folder, config)
    with BookReader(folder) as book:
        assert book.count() == 0
    assert len(server.board.posts) == posts
    assert [path.name for path in folder.iterdir() if path.name == ".doctor"] == []


def test_what_is_wrong_makes_the_status_1_and_has_its_remedy_beneath(
    folder: Path, config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.run(folder, replace(config, feeds=(), language="en"), SPECS, {}) == 1
    told = capsys.readouterr().out
    assert "WRONG: No instrument is set" in told
    assert "\n       -> In ship.toml" in told
    assert told.endswith("1 thing to mend.\n")


def test_before_set_up_it_says_how(tmp_path: Path, config: Config) -> None:
    assert remedies(tmp_path, config) == {"doctor.not_set_up": "doctor.how_to_set_up"}
    assert found(tmp_path, config)["doctor.no_book"].aside


def test_a_forbidden_address_is_told_with_the_exact_value_to_paste(
    folder: Path, config: Config, server: StandIn
) -> None:
    server.settings.untrusted_connections = ""
    wrong = found(folder, config)["doctor.callback_unreached"]
    assert wrong.remedy is not None
    assert (wrong.remedy.name, wrong.remedy.facts["host"]) == (
        "doctor.callback_forbidden",
        "127.0.0.1",
    )
    for language in ("fr", "en"):
        told = speaker(language).refusal(wrong.remedy)
        assert "AllowedUntrustedInternalConnections" in told
        assert told.endswith(": 127.0.0.1")


def test_an_address_where_nobody_listens_is_told_apart_from_a_forbidden_one(
    folder: Path, config: Config
) -> None:
    elsewhere = replace(config, port=free_port())
    assert remedies(folder, elsewhere) == {"doctor.callback_unreached": "doctor.callback_nobody"}


def test_another_program_in_our_place_is_noticed(folder: Path, config: Config) -> None:
    with socket.create_server(("127.0.0.1", config.port)) as taken:
        stranger = threading.Thread(target=_answer_once, args=(taken,), daemon=True)
        stranger.start()
        assert remedies(folder, config)["doctor.callback_answer"] == "doctor.callback_answer_remedy"
        stranger.join(5)


def _answer_once(listening: socket.socket) -> None:
    for _ in range(2):
        connection, _ = listening.accept()
        with connection:
            connection.settimeout(2)
            connection.recv(65_536)
            connection.sendall(answer(b"no", "404 Not Found"))


def test_a_token_that_drifted_is_noticed_although_the_call_arrives(
    folder: Path, config: Config, server: StandIn
) -> None:
    for command in list(server.world.commands.values()):
        server.world.commands[command.id] = replace(command, token=new_id())
    assert remedies(folder, config) == {"doctor.token_drifted": "doctor.run_setup"}


def test_a_revoked_token_is_told(folder: Path, config: Config, server: StandIn) -> None:
    bot = server.user("logbook")
    server.world.users[bot.id] = replace(bot, delete_at=5)
    assert remedies(folder, config) == {"chat.no_longer_let_in": "doctor.token_remedy"}


def test_a_bot_thrown_out_is_told_how_to_come_back(
    folder: Path, config: Config, server: StandIn
) -> None:
    bot = server.user("logbook")
    del server.world.channel_members[server.channel.id, bot.id]
    assert remedies(folder, config)["doctor.bot_not_in_channel"] == "doctor.invite_to_channel"
    del server.world.team_members[server.team.id, bot.id]
    assert remedies(folder, config)["doctor.bot_not_in_team"] == "doctor.invite_to_team"


def test_a_bot_that_became_administrator_is_told(
    folder: Path, config: Config, server: StandIn
) -> None:
    server.world.join_team(server.team.id, server.user("logbook").id, admin=True)
    assert remedies(folder, config) == {"doctor.bot_is_admin": "doctor.make_member"}


def test_an_archived_channel_and_one_turned_private_are_told(
    folder: Path, config: Config, server: StandIn
) -> None:
    server.world.channels[server.channel.id] = replace(server.channel, delete_at=9)
    assert remedies(folder, config)["doctor.channel_archived"] == "doctor.unarchive"
    server.world.channels[server.channel.id] = replace(server.channel, type="P")
    assert remedies(folder, config) == {"doctor.channel_turned": "doctor.run_setup"}


def test_a_server_without_its_own_address_is_told(
    folder: Path, config: Config, server: StandIn
) -> None:
    server.settings.site_url = ""
    assert remedies(folder, config) == {"doctor.no_site_url": "doctor.set_site_url"}


def test_two_settings_that_were_forgotten_are_told_in_one_go(
    folder: Path, config: Config, server: StandIn
) -> None:
    server.settings.site_url = ""
    server.settings.untrusted_connections = ""
    assert remedies(folder, config) == {
        "doctor.no_site_url": "doctor.set_site_url",
        "doctor.callback_unreached": "doctor.callback_forbidden",
    }


def test_what_is_switched_off_is_named(folder: Path, config: Config, server: StandIn) -> None:
    server.settings.outgoing_webhooks = False
    assert remedies(folder, config) == {"doctor.hooks_off": "doctor.switch_on"}
    server.settings.commands = False
    switched_off = {"doctor.hooks_off", "doctor.commands_off"}
    assert remedies(folder, config) == dict.fromkeys(switched_off, "doctor.switch_on")


def test_a_command_that_somebody_deleted_is_missed(
    folder: Path, config: Config, server: StandIn
) -> None:
    gone = next(one for one in server.world.commands.values() if one.trigger == "position")
    del server.world.commands[gone.id]
    wrong = found(folder, config)["doctor.commands_missing"]
    assert wrong.said.facts["commands"] == "/position"
