"""`setup` at the console: what it asks for, prints, keeps and refuses."""

import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from demo.standin import StandIn
from logbook.chat import secrets
from logbook.chat.address import place
from logbook.config import Config
from logbook.console import setup
from logbook.console.arguments import understood
from logbook.locale import speaker
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from tests.chat.setting_up import SPECS
from tests.eye import french

CONFIG = Config(ship_name="Groix", port=18_067)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


def run(
    folder: Path,
    token: str,
    *words: str,
    config: Config = CONFIG,
    more: Mapping[str, str] = MappingProxyType({}),
) -> int:
    says = french()
    arguments = understood(["setup", *words], says)
    return setup.run(arguments, folder, config, says, SPECS, {setup.TOKEN: token, **more})


def test_it_connects_and_says_what_to_do_next(
    server: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, server.admin_token, "--url", server.url) == 0
    told = capsys.readouterr().out
    assert "Bot « logbook » créé." in told
    assert "http://127.0.0.1:18067" in told
    assert "/log" in told
    kept = secrets.load(tmp_path, {})
    assert kept is not None
    assert (kept.url, kept.channel_id) == (server.url, server.channel.id)
    assert server.admin_token not in (tmp_path / secrets.NAME).read_text()
    with BookReader(tmp_path) as book:
        assert any(book.vessel in one.description for one in server.world.commands.values())


def test_run_again_it_needs_no_address_and_finds_all_in_order(
    server: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, server.admin_token, "--url", server.url, "--callback", "10.0.0.5:8067")
    first = secrets.load(tmp_path, {})
    capsys.readouterr()
    assert run(tmp_path, server.admin_token) == 0
    assert "Tout était déjà en ordre." in capsys.readouterr().out
    assert secrets.load(tmp_path, {}) == first


def test_a_server_that_only_listens_to_itself_is_warned_of(
    server: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--url", server.url, "--callback", "http://192.168.1.5:8067")
    run(tmp_path, server.admin_token, *asked)
    assert 'host = "0.0.0.0"' in capsys.readouterr().out
    run(tmp_path, server.admin_token, *asked, config=Config(host="0.0.0.0"))
    assert 'host = "0.0.0.0"' not in capsys.readouterr().out


def test_removing_forgets_the_secrets(server: StandIn, tmp_path: Path) -> None:
    run(tmp_path, server.admin_token, "--url", server.url)
    assert run(tmp_path, server.admin_token, "--remove") == 0
    assert secrets.load(tmp_path, {}) is None
    assert server.world.commands == {}
    with pytest.raises(Refusal) as caught:
        run(tmp_path, server.admin_token, "--url", server.url, "--remove")
    assert caught.value.name == "setup.not_set_up"


def test_damaged_secrets_are_made_anew(server: StandIn, tmp_path: Path) -> None:
    run(tmp_path, server.admin_token, "--url", server.url)
    (tmp_path / secrets.NAME).write_text("{")
    assert run(tmp_path, server.admin_token, "--url", server.url) == 0
    assert secrets.load(tmp_path, {}) is not None
    assert len(server.world.commands) == len(SPECS)


def test_the_environment_s_bot_is_taken(server: StandIn, tmp_path: Path) -> None:
    bot, token = server.add_bot("petitbot")
    run(tmp_path, server.admin_token, "--url", server.url, more={secrets.TOKEN: token})
    kept = secrets.load(tmp_path, {})
    assert kept is not None
    assert (kept.bot_id, kept.bot_token) == (bot.id, token)


@pytest.mark.parametrize(
    ("token", "sentence"),
    [("", "setup.no_token"), ("two words", "setup.bad_token"), ("x\ny", "setup.bad_token"),
     ("é", "setup.bad_token"), ("wrong", "setup.bad_token")],
)  # fmt: skip
def test_a_token_that_is_none_is_told(
    server: StandIn, tmp_path: Path, token: str, sentence: str
) -> None:
    with pytest.raises(Refusal) as caught:
        run(tmp_path, token, "--url", server.url)
    assert caught.value.name == sentence
    assert not (tmp_path / secrets.NAME).exists()


def test_without_an_address_one_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        run(tmp_path, "token")
    assert caught.value.name == "setup.no_url"


def test_a_server_that_is_away_is_told_with_its_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(Refusal) as caught:
        run(tmp_path, "token", "--url", url)
    assert caught.value.name == "chat.away_shut"
    for language in ("fr", "en"):
        assert url in speaker(language).refusal(caught.value)


def test_a_replay_s_book_is_begun_as_a_replay_s(server: StandIn, tmp_path: Path) -> None:
    config = Config(feeds=("simulated://?speed=60",))
    run(tmp_path, server.admin_token, "--url", server.url, config=config)
    with BookReader(tmp_path) as book:
        assert book.nature.value == "replay"


def test_our_own_address_is_the_one_that_the_server_sees(server: StandIn) -> None:
    assert setup.own_address(place(server.url), 8067, "127.0.0.1") == "http://127.0.0.1:8067"


@pytest.mark.parametrize(
    ("bound", "callback"),
    [
        ("127.0.0.1", "http://127.0.0.1:8067"),
        ("0.0.0.0", "http://127.0.0.1:8067"),
        ("localhost", "http://127.0.0.1:8067"),
        ("192.168.1.5", "http://192.168.1.5:8067"),
        ("::1", "http://[::1]:8067"),
    ],
)
@pytest.mark.parametrize("first", [socket.AF_INET6, socket.AF_INET])
def test_a_server_on_this_computer_calls_us_where_we_listen_whatever_localhost_means(
    monkeypatch: pytest.MonkeyPatch, bound: str, callback: str, first: socket.AddressFamily
) -> None:
    both = [
        (socket.AF_INET6, socket.SOCK_DGRAM, 17, "", ("::1", 8065, 0, 0)),
        (socket.AF_INET, socket.SOCK_DGRAM, 17, "", ("127.0.0.1", 8065)),
    ]
    both.sort(key=lambda one: one[0] != first)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert setup.own_address(place("http://localhost:8065"), 8067, bound) == callback


def test_the_token_is_no_option_that_every_process_list_would_show(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as caught:
        understood(["setup", "--token", "x"], speaker("en"))
    assert caught.value.code == 2
    capsys.readouterr()
