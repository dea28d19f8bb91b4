"""The route behind the real server: whoever hangs up before the answer has not seen it."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask

from logbook.model.entries import Draft, LogEntry
from slash_commands.routes import blueprint
from tests.doors import wide_door
from tests.slash_commands.channel import TOKENS, Channel, form
from webhooks.server import Server

TYPE = "application/x-www-form-urlencoded"


@contextmanager
def served(channel: Channel) -> Iterator[Server]:
    app = Flask("served")
    app.register_blueprint(blueprint(lambda: channel.ship.bridge, TOKENS.get, wide_door()))
    server = Server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(10.0)


def typed(server: Server, body: bytes) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10.0)
    connection.request("POST", "/slash", body, {"Content-Type": TYPE})
    response = connection.getresponse()
    assert response.status == 200
    text = response.read().decode()
    connection.close()
    return text


def test_who_hung_up_before_the_answer_is_told_of_the_line_when_they_repeat(
    channel: Channel,
) -> None:
    channel.type("/log avant")
    at_work, go_on, done = threading.Event(), threading.Event(), threading.Event()
    append = channel.ship.bridge.append

    def slow(drafts: list[Draft]) -> list[LogEntry]:
        at_work.set()
        assert go_on.wait(10.0)
        try:
            return append(drafts)
        finally:
            done.set()

    bridge = channel.ship.bridge
    channel.ship.bridge = replace(bridge, append=slow)  # type: ignore[arg-type] # lists are used
    body = form("log", "Pris un ris")
    with served(channel) as server:
        hasty = socket.create_connection(("127.0.0.1", server.port), timeout=10.0)
        head = f"POST /slash HTTP/1.1\r\nHost: a\r\nContent-Type: {TYPE}\r\n"
        hasty.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert at_work.wait(10.0)
        hasty.close()
        # The server's own loop has to have noticed: another call goes through it first.
        channel.ship.bridge = bridge
        assert "Ligne" in typed(server, form("log", "autre chose"))
        go_on.set()
        assert done.wait(10.0)
        answers = [typed(server, body) for _ in range(2)]
    assert "Déjà écrit à la ligne 4" in answers[0]
    assert '"text": "Ligne 5' in answers[1]


def test_ten_at_once_are_all_written_once(channel: Channel) -> None:
    channel.type("/log avant")
    answers: list[str] = []
    with served(channel) as server:

        def crew(name: int) -> None:
            for index in range(10):
                answer = typed(server, form("log", f"ligne {name}-{index}"))
                answers.append(answer)

        threads = [threading.Thread(target=crew, args=(name,)) for name in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30.0)
    texts = [entry.draft.text for entry in channel.ship.entries()]
    assert len(answers) == 100
    wanted = [f"ligne {name}-{index}" for name in range(10) for index in range(10)]
    assert sorted(text for text in texts if text.startswith("ligne")) == sorted(wanted)
