"""A Mattermost, an instrument that speaks, and a boat that is set up with both; a console."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from demo.standin import StandIn
from logbook.config import Config
from tests.console import test_setup as console
from tests.console.commands import Says
from tests.console.looking import free_port

SENTENCE = b"$WIMWV,40.0,R,14.0,N,A*1E\r\n"


@pytest.fixture
def talking() -> Iterator[str]:
    """Yield the address of an instrument that speaks as long as it is listened to."""
    stop = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)

    def talk() -> None:
        while not stop.is_set():
            with contextlib.suppress(OSError):
                peer, _ = listening.accept()
                with peer:
                    while not stop.wait(0.02):
                        peer.sendall(SENTENCE)

    thread = threading.Thread(target=talk)
    thread.start()
    yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    stop.set()
    thread.join()
    listening.close()


@pytest.fixture
def server() -> Iterator[StandIn]:
    """Yield a Mattermost."""
    with StandIn() as running:
        yield running


@pytest.fixture
def config(talking: str) -> Config:
    """Return the settings of a boat with one instrument."""
    return Config(ship_name="Groix", feeds=(talking,), port=free_port())


@pytest.fixture
def folder(tmp_path: Path, server: StandIn, config: Config) -> Path:
    """Return a data folder that `setup` has connected to the Mattermost."""
    assert console.run(tmp_path, server.admin_token, "--url", server.url, config=config) == 0
    return tmp_path


@pytest.fixture
def says(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Says:
    """Return what runs a command in English: its status, standard output and standard error."""
    monkeypatch.setenv("LOGBOOK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            status = app.main([str(word) for word in words])
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else -1
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return run
