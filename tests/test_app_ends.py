"""A real server that is told to stop while somebody's command is at work; and systemd's socket."""

import http.client
import json
import signal
import socket
import threading
from pathlib import Path
from urllib.parse import urlencode

from logbook.store.book_reader import BookReader
from tests.echoing import SLASH_TOKEN, echoing, set_up
from tests.processes import PATIENCE_S, serving, settled
from tests.verbs.chat import CHANNEL, MARIE
from tests.watchkeeper.harness import soon


def typed(port: int, text: str, answers: list[str]) -> None:
    """Type `/log TEXT` as Marie; keep the answer."""
    form = {
        "command": "/log",
        "text": text,
        "token": SLASH_TOKEN,
        "user_id": MARIE.id,
        "user_name": "marie",
        "channel_id": CHANNEL,
    }
    calling = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        calling.request("POST", "/slash", urlencode(form), kind)
        answers.append(json.loads(calling.getresponse().read())["text"])
    except (OSError, http.client.HTTPException) as error:
        answers.append(f"cut off: {error}")
    finally:
        calling.close()


def is_taken(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1.0).close()
    except OSError:
        return False
    return True


def test_a_command_at_work_is_answered_before_the_server_leaves(tmp_path: Path) -> None:
    folder, answers = settled(tmp_path), list[str]()
    with echoing() as chat:
        set_up(folder / "data", chat.url)
        chat.go_on.clear()
        with serving("run", "--port", 0, cwd=folder) as server:
            typing = threading.Thread(target=typed, args=(server.port, "reefed", answers))
            typing.start()
            assert chat.asked.wait(PATIENCE_S)
            server.process.send_signal(signal.SIGTERM)
            assert soon(lambda: not is_taken(server.port))
            server.process.send_signal(signal.SIGTERM)
            assert server.process.poll() is None
            chat.go_on.set()
            typing.join(PATIENCE_S)
            assert server.process.wait(PATIENCE_S) == 0
    assert len(answers) == 1
    assert "reefed" in answers[0]
    with BookReader(folder / "data") as book:
        assert "reefed" in [entry.draft.text for entry in book.entries(by_number=True)]


def test_systemd_hears_when_it_serves_and_when_it_leaves(tmp_path: Path) -> None:
    folder = settled(tmp_path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(PATIENCE_S)
        more = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "400000"}
        with serving("run", "--port", 0, cwd=folder, **more) as server:
            assert listening.recv(100) == b"READY=1"
            assert listening.recv(100) == b"WATCHDOG=1"
            assert is_taken(server.port)
            server.process.send_signal(signal.SIGTERM)
            while (said := listening.recv(100)) == b"WATCHDOG=1":
                pass
            assert said == b"STOPPING=1"
            assert server.process.wait(PATIENCE_S) == 0
