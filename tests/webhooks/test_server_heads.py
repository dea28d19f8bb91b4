"""The server under heads that lie, and under what is no HTTP at all."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request

from tests.webhooks.calling import HEAD, is_well, status
from webhooks import server
from webhooks.server import Server


@pytest.fixture
def serving() -> Iterator[Server]:
    app = Flask(__name__)

    @app.post("/said")
    def said() -> Response:
        return Response(str(len(request.stream.read())))

    found = Server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=found.run)
    thread.start()
    yield found
    found.stop()
    thread.join(30.0)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 1e9\r\n\r\n",
        b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nahoy",
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nahoy\r\n\r\n",
        b"Transfer-Encoding: gzip\r\n\r\n",
        b"Transfer-Encoding: chunked, gzip\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzzzz\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-5\r\nahoy\r\n0\r\n\r\n",
        b"No colon in this one\r\n\r\n",
        b"Header: a\x00b\r\n\r\n",
        b"X-Long: " + b"a" * 300_000 + b"\r\n\r\n",
        b"\xff\xfe: \xff\r\n\r\n",
    ],
)
def test_a_head_that_lies_or_is_none_is_the_callers_mistake(serving: Server, head: bytes) -> None:
    told = status(serving, HEAD + b"Connection: close\r\n" + head)
    # What is still on its way when the connection is closed can take the answer with it.
    unread = told == 0 and len(head) > server.MAX_HEAD
    assert unread or 400 <= told < 500 or told == 200, told
    assert is_well(serving)


@pytest.mark.parametrize(
    "said",
    [
        b"X",
        b"GARBAGE",
        b"GET",
        b"get /x HTTP/1.1",
        b"GET /x HTTP/1.1\r\nA b",
        b"GET http://[ HTTP/1.1",
        b"POST /said HTTP/1.1\r\nContent-Length: " + b"9" * 5000,
        b"\x16\x03\x01\x02\x00\x01",
        b"SSH-2.0-x",
        b"\x00" * 1000,
    ],
)
def test_what_is_no_http_at_all_is_told_so_and_fills_no_log(
    serving: Server, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert status(serving, said + b"\r\n\r\n") == 400
    assert is_well(serving)
    assert caplog.records == []
