"""Only the machine itself learns how the log is."""

import http.client
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webhooks import health
from webhooks.server import Server


def _app(**answer: object) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(health.blueprint(lambda: answer))
    return app


def _client(**answer: object) -> FlaskClient:
    return _app(**answer).test_client()


@pytest.fixture
def serving() -> Iterator[Server]:
    """Flask's own client does not see what the server before it takes out of a call."""
    found = Server(_app(status="ok"), "127.0.0.1", 0)
    thread = threading.Thread(target=found.run)
    thread.start()
    yield found
    found.stop()
    thread.join(30.0)
    assert not thread.is_alive()


def test_the_loopback_is_answered_in_json() -> None:
    response = _client(status="ok", entries=3).get("/healthz")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "entries": 3}
    assert response.headers["Cache-Control"] == "no-store"


def test_a_degraded_log_still_answers_200_and_a_failing_one_503() -> None:
    assert _client(status="degraded").get("/healthz").status_code == 200
    assert _client(status="failing").get("/healthz").status_code == 503


def test_another_machine_sees_nothing_there() -> None:
    for address in ("192.168.1.5", "10.0.0.1", "2001:db8::1", "", "not an address"):
        response = _client(status="ok").get("/healthz", environ_base={"REMOTE_ADDR": address})
        assert response.status_code == 404


def test_ipv6_loopback_is_the_machine_itself() -> None:
    response = _client(status="ok").get("/healthz", environ_base={"REMOTE_ADDR": "::1"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8067", 200),
        ("localhost", 200),
        ("LOCALHOST:8067", 200),
        ("[::1]:8067", 200),
        ("evil.example:8067", 404),
        ("127.0.0.1.evil.example", 404),
        ("localhost.evil.example", 404),
        ("192.168.1.20:8067", 404),
    ],
)
def test_a_browser_that_was_led_here_by_another_name_sees_nothing(host: str, status: int) -> None:
    assert _client(status="ok").get("/healthz", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("X-Forwarded-For", 404),
        ("X-Forwarded", 404),
        ("X-Client-IP", 404),
        ("X-Forwarded-Host", 404),
        ("X-Forwarded-Proto", 404),
        ("Forwarded", 404),
        ("X-Real-IP", 404),
        ("Via", 404),
        ("X-Of-Mine", 200),
    ],
)
def test_whatever_a_proxy_adds_says_that_another_machine_asks(
    header: str, status: int, serving: Server
) -> None:
    calling = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=10.0)
    try:
        calling.request("GET", "/healthz", headers={header: "127.0.0.1"})
        assert calling.getresponse().status == status
    finally:
        calling.close()
