"""What systemd hears, over a real socket, from a real watch whose threads are killed."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.config import Config
from logbook.watchkeeper import hands
from logbook.watchkeeper.systemd import Systemd
from tests.watchkeeper.harness import kept, soon


class Listening:
    """The other end of NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.settimeout(10.0)

    def next(self) -> str:
        return self._socket.recv(100).decode()

    def is_silent(self, seconds: float) -> bool:
        self._socket.settimeout(seconds)
        try:
            self._socket.recv(100)
        except TimeoutError:
            return True
        finally:
            self._socket.settimeout(10.0)
        return False

    def drain(self) -> None:
        """Forget what was said until now."""
        while not self.is_silent(0.001):
            pass

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Listening]:
    listening = Listening(str(tmp_path / "notify"))
    yield listening
    listening.close()


def environment(tmp_path: Path, *, period_us: int = 40_000) -> dict[str, str]:
    return {
        "NOTIFY_SOCKET": str(tmp_path / "notify"),
        "WATCHDOG_USEC": str(period_us),
        "WATCHDOG_PID": str(os.getpid()),
    }


def test_it_says_that_we_serve_that_we_still_do_and_that_we_leave(
    heard: Listening, tmp_path: Path
) -> None:
    told = Systemd(lambda: True, environment(tmp_path))
    told.start()
    assert [heard.next() for _ in range(4)] == ["READY=1", *["WATCHDOG=1"] * 3]
    told.stop()
    rest = [heard.next()]
    while rest[-1] != "STOPPING=1":
        rest.append(heard.next())
    assert heard.is_silent(0.1)


def test_a_watch_that_is_not_sound_is_silent_until_it_is_again(
    heard: Listening, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sound = threading.Event()
    told = Systemd(sound.is_set, environment(tmp_path))
    told.start()
    assert heard.next() == "READY=1"
    assert heard.is_silent(0.1)
    assert caplog.text.count("does not work") == 1
    sound.set()
    assert heard.next() == "WATCHDOG=1"
    told.stop()


def test_an_abstract_address_is_understood() -> None:
    name = f"ships-log-{os.getpid()}"
    listening = Listening(f"\0{name}")
    told = Systemd(lambda: True, {"NOTIFY_SOCKET": f"@{name}"})
    told.start()
    assert listening.next() == "READY=1"
    told.stop()
    assert listening.next() == "STOPPING=1"
    listening.close()


@pytest.mark.parametrize(
    "other", [{}, {"WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "0"}]
)
def test_without_a_watchdog_of_ours_none_is_fed(
    heard: Listening, tmp_path: Path, other: dict[str, str]
) -> None:
    given = {**environment(tmp_path), **other} if other else {}
    told = Systemd(lambda: True, given)
    told.start()
    assert not other or heard.next() == "READY=1"
    assert heard.is_silent(0.05)
    told.stop()


def test_a_systemd_that_does_not_listen_costs_a_message_and_no_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = Systemd(lambda: True, {"NOTIFY_SOCKET": str(tmp_path / "gone")})
    told.start()
    told.stop()
    assert "systemd cannot be told READY=1" in caplog.text


def test_a_real_watch_feeds_the_watchdog_and_a_stuck_recorder_starves_it(
    heard: Listening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(tmp_path, period_us=200_000).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(hands, "STUCK_S", 1.5)
    go_on = threading.Event()
    with kept(Config(), tmp_path / "data") as watch:
        assert [heard.next() for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]

        def stuck() -> None:
            go_on.wait(20.0)

        def is_failing() -> bool:
            heard.drain()
            return watch.health()["status"] == "failing"

        watch._keeping.soon(stuck)
        assert soon(is_failing)
        heard.drain()
        assert heard.is_silent(0.3)
        go_on.set()
        assert soon(lambda: watch.health()["status"] == "ok")
        assert heard.next() == "WATCHDOG=1"
