"""No secret is ever shown: not in messages, answers, errors, nor in the list of processes."""

import http.client
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from logbook.chat import secrets
from tests.echoing import HOOK_TOKEN, SECRETS, SLASH_TOKEN, Echoing, echoing, set_up
from tests.processes import PATIENCE_S, Server, console, serving, settled
from tests.verbs.chat import CHANNEL, MARIE
from tests.watchkeeper.harness import soon

SETUP_TOKEN = "setuptokensetuptokensetup4"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def chat() -> Iterator[Echoing]:
    with echoing() as found:
        yield found


def shown(*texts: str) -> list[str]:
    """Return the secrets that stand in any of the texts, so much as half of one."""
    halves = [half for one in (*SECRETS, SETUP_TOKEN) for half in (one[:13], one[-13:])]
    return [half for half in halves if any(half in text for text in texts)]


def call(server: Server, route: str, body: str, kind: str = FORM) -> str:
    calling = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    calling.request("POST", route, body.encode(), {"Content-Type": kind})
    told = calling.getresponse()
    words = f"{told.status} {told.headers} {told.read().decode()}"
    calling.close()
    return words


def typed(token: str, text: str, trigger: str = "/log") -> str:
    fields = {"command": trigger, "text": text, "token": token, "user_id": MARIE.id}
    return urlencode({**fields, "channel_id": CHANNEL})


@pytest.mark.parametrize("status", [302, 403])
def test_a_running_server_shows_none_whatever_fails(
    tmp_path: Path, chat: Echoing, status: int
) -> None:
    folder = settled(tmp_path)
    set_up(folder / "data", chat.url)
    chat.echo = status
    with serving("run", "--port", 0, cwd=folder) as server:
        command = Path(f"/proc/{server.process.pid}/cmdline").read_bytes().decode()
        answers = [
            call(server, "/slash", typed(SLASH_TOKEN, "pris un ris")),
            call(server, "/slash", typed(SLASH_TOKEN, "Leo", "/mob")),
            call(server, "/slash", typed("wrong" * 5, "x\r\nforged: row\x1b[2J")),
            call(server, "/slash", "\x00" * 50 + SLASH_TOKEN),
            call(server, f"/slash/{SLASH_TOKEN}", "x"),
            call(server, "/webhooks/outgoing", f"token={HOOK_TOKEN}&text=log%20x&post_id=a"),
            call(server, "/webhooks/action", "{" * 5000, "application/json"),
            call(server, "/webhooks/dialog", '{"state": "x", "user_id": "y"}', "application/json"),
        ]
        health = server.health()
        if status != 302:
            assert soon(lambda: server.health()["status"] != "failing")
        ended, out, err = server.ends(signal.SIGTERM)
    said = "".join(server.said)
    assert ended == 0
    assert shown(command, *answers, str(health), said, out, err) == []
    assert "proves nothing" in err
    assert "\x1b" not in err
    assert not any(row.startswith("forged") for row in err.splitlines())


@pytest.mark.parametrize("status", [302, 401])
def test_set_up_and_doctor_show_none_whatever_the_server_says(
    tmp_path: Path, chat: Echoing, status: int
) -> None:
    folder = settled(tmp_path)
    chat.echo = status
    more = {"LOGBOOK_SETUP_TOKEN": SETUP_TOKEN}
    first = console("setup", "--url", chat.url, cwd=folder, **more)
    set_up(folder / "data", chat.url)
    again = console("setup", "--rotate", cwd=folder, **more)
    looked = console("doctor", cwd=folder)
    for done in (first, again, looked):
        assert shown(done.stdout, done.stderr) == []
        assert done.returncode == 1


@pytest.mark.parametrize("token", [f"{SETUP_TOKEN}é\nX-More: 1\x1b[31m"])
def test_a_token_that_cannot_be_sent_is_not_shown_either(
    tmp_path: Path, chat: Echoing, token: str
) -> None:
    folder = settled(tmp_path)
    told = console("setup", "--url", chat.url, cwd=folder, LOGBOOK_SETUP_TOKEN=token)
    set_up(folder / "data", chat.url)
    looked = console("doctor", cwd=folder, LOGBOOK_MATTERMOST_TOKEN=token)
    for done in (told, looked):
        assert shown(done.stdout, done.stderr) == []
        assert "\x1b" not in done.stdout + done.stderr


def test_a_broken_file_of_secrets_is_named_and_not_quoted(tmp_path: Path) -> None:
    folder = settled(tmp_path)
    set_up(folder / "data", "http://127.0.0.1:1")
    kept = folder / "data" / secrets.NAME
    kept.write_text(kept.read_text()[:-20])
    looked = console("doctor", cwd=folder)
    assert looked.returncode == 1
    assert secrets.NAME in looked.stdout + looked.stderr
    assert shown(looked.stdout, looked.stderr) == []


def test_no_command_takes_a_secret_as_a_word(tmp_path: Path) -> None:
    for command in ("run", "demo", "setup", "doctor", "import", "export"):
        told = console(command, "--help", cwd=tmp_path)
        assert not {"--token", "--secret", "--password", "--key"} & set(told.stdout.split())
