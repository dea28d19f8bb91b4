"""The server listens where it is told, says why when it cannot, and does not clog."""

import http.client
import socket
import threading

import pytest
from flask import Flask

from logbook.model.refusal import Refusal
from webhooks.server import Server


def _app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "ahoy")
    return app


def test_a_taken_port_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Refusal) as caught:
            Server(_app(), "127.0.0.1", port)
    assert caught.value.name == "http.port_taken"
    assert caught.value.facts["port"] == port


def test_an_address_that_is_not_ours_is_said_in_one_sentence() -> None:
    with pytest.raises(Refusal) as caught:
        Server(_app(), "192.0.2.1", 0)
    assert caught.value.name == "http.cannot_listen"


def test_150_connections_left_open_do_not_hang_the_next_call() -> None:
    server = Server(_app(), "127.0.0.1", 0)
    serving = threading.Thread(target=server.run)
    serving.start()
    left_open = []
    for _ in range(150):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"ahoy"
        left_open.append(connection)
    for connection in left_open:
        connection.close()
    server.stop()
    serving.join(timeout=10)
    assert not serving.is_alive()


@pytest.mark.parametrize(("path", "header"), [("/slash", "close"), ("/", None)])
def test_whoever_asks_a_connection_for_each_command_has_it_closed_with_the_answer(
    path: str, header: str | None
) -> None:
    app = _app()
    app.add_url_rule("/slash", "slash", lambda: "aye", methods=["POST"])
    server = Server(app, "127.0.0.1", 0)
    serving = threading.Thread(target=server.run)
    serving.start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        connection.request("POST" if path == "/slash" else "GET", path, body=b"text=x")
        answer = connection.getresponse()
        assert answer.read() in {b"aye", b"ahoy"}
        assert answer.getheader("Connection") == header
        # `http.client` closes its own end where it is told that nothing more comes.
        assert (connection.sock is None) == (header == "close")
        connection.close()
    finally:
        server.stop()
        serving.join(timeout=10)
    assert not serving.is_alive()
