"""Told to stop, the server first answers what it was asked, and lets nobody new in."""

import http.client
import socket
import tempfile
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.watchkeeper.harness import soon
from webhooks import server
from webhooks.server import Server


class Slow:
    """A server whose answers wait until a test lets them go."""

    def __init__(self) -> None:
        self.at_work = threading.Semaphore(0)
        self.go_on = threading.Event()
        self.answers: list[bytes] = []
        app = Flask(__name__)
        app.add_url_rule("/", view_func=self._work)
        self.server = Server(app, "127.0.0.1", 0, threads=2)
        self._thread = threading.Thread(target=self.server.run)
        self._thread.start()
        self._callers: list[threading.Thread] = []

    def _work(self) -> str:
        self.at_work.release()
        self.go_on.wait(20.0)
        return "written"

    def call(self) -> None:
        """Ask, and keep the answer."""

        def ask() -> None:
            calling = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20.0)
            try:
                calling.request("GET", "/")
                self.answers.append(calling.getresponse().read())
            except (OSError, http.client.HTTPException):
                self.answers.append(b"cut off")
            finally:
                calling.close()

        self._callers.append(threading.Thread(target=ask))
        self._callers[-1].start()

    def waiting(self) -> int:
        """Return how many calls have arrived."""
        return sum(len(one.requests) for one in self.server._server.active_channels.values())

    def is_listening(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.server.port), timeout=1.0).close()
        except OSError:
            return False
        return True

    def ended(self) -> bool:
        """Wait for the end of all."""
        self._thread.join(20.0)
        for caller in self._callers:
            caller.join(20.0)
        return not self._thread.is_alive()


@pytest.fixture
def slow() -> Iterator[Slow]:
    found = Slow()
    yield found
    found.go_on.set()
    found.server.stop()
    assert found.ended()
    assert soon(lambda: not found.server._server.task_dispatcher.threads)
    found.server.close()


def test_what_is_at_work_and_what_waits_for_a_thread_is_answered_first(slow: Slow) -> None:
    for _ in range(5):
        slow.call()
    assert soon(lambda: slow.waiting() == 5)
    slow.server.stop()
    assert soon(lambda: not slow.is_listening())
    assert slow.answers == []
    slow.go_on.set()
    assert slow.ended()
    assert slow.answers == [b"written"] * 5


def test_an_answer_that_never_comes_does_not_keep_it_for_ever(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LAST_ANSWERS_S", 0.1)
    slow.call()
    assert slow.at_work.acquire(timeout=10.0)
    slow.server.stop()
    assert slow.ended()
    assert slow.answers == [b"cut off"]
    # The pipe that its worker will write to must not become another file's number.
    with tempfile.TemporaryFile() as database:
        slow.go_on.set()
        assert soon(lambda: not slow.server._server.task_dispatcher.threads)
        assert database.read() == b""


def test_a_connection_that_only_stands_open_is_not_waited_for(slow: Slow) -> None:
    with socket.create_connection(("127.0.0.1", slow.server.port), timeout=5.0):
        slow.server.stop()
        assert slow.ended()
