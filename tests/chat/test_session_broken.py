"""The fence around every call to the chat server: what broke, and whether it had an effect."""

import socket
import tracemalloc
import zlib
from typing import Any

import pytest

from logbook.chat import session as fence
from logbook.chat.session import Session
from logbook.chat.unreachable import Cause, Unreachable
from logbook.model.ports import ChatRefused
from tests.chat.raw_server import RawServer, answer

TOKEN = "wpcbwu8p6q7165zu88znyqop1n"


def call(server: RawServer, method: str = "get", path: str = "/users/me", **more: Any) -> Any:
    calling = Session(server.url)
    try:
        return calling.call(method, server.url + path, token=TOKEN, **more)
    finally:
        calling.close()


def away(server: RawServer, **more: Any) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        call(server, **more)
    return caught.value


def test_nobody_listening_certainly_had_no_effect() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable) as caught:
        Session(f"http://127.0.0.1:{port}").call("post", f"http://127.0.0.1:{port}/posts", body={})
    assert (caught.value.cause, caught.value.certain) == (Cause.SHUT, True)


def test_a_name_that_nobody_knows_certainly_had_no_effect() -> None:
    with pytest.raises(Unreachable) as caught:
        Session("http://nobody.invalid").call("get", "http://nobody.invalid/a")
    assert (caught.value.cause, caught.value.certain) == (Cause.NAME, True)


def test_a_connection_cut_before_the_answer_leaves_everything_open() -> None:
    with RawServer(b"") as server:
        told = away(server, method="post", body={"message": "x"})
    assert (told.cause, told.certain) == (Cause.CUT, False)


def test_an_answer_cut_in_the_middle_leaves_everything_open() -> None:
    cut = answer(b'{"id": "a"}')[:-4]
    with RawServer(cut) as server:
        told = away(server)
    assert (told.cause, told.certain) == (Cause.CUT, False)


def test_a_silent_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "READ_S", 0.1)
    with RawServer(None) as server:
        told = away(server)
    assert (told.cause, told.certain) == (Cause.SLOW, False)


def test_an_answer_larger_than_any_should_be_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "MOST_IN", 1000)
    with RawServer(answer(b'"' + b"x" * 2000 + b'"')) as server:
        assert away(server).cause is Cause.TOO_LARGE


def test_a_body_larger_than_any_server_takes_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "MOST_OUT", 1000)
    with RawServer(answer(b"{}")) as server:
        with pytest.raises(ChatRefused) as caught:
            call(server, method="post", body={"message": "x" * 2000})
        assert server.heard == []
    assert caught.value.status == 413


def test_a_small_answer_that_swells_is_given_up_at_the_limit() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(packing.compress(bytes(1 << 20)) for _ in range(48)) + packing.flush()
    assert len(body) < 1_000_000
    tracemalloc.start()
    try:
        with (
            RawServer(answer(body, Content_Encoding="gzip")) as server,
            pytest.raises(Unreachable) as caught,
        ):
            Session(server.url).call("get", f"{server.url}/x")
        assert tracemalloc.get_traced_memory()[1] < 3 * fence.MOST_IN
    finally:
        tracemalloc.stop()
    assert caught.value.cause is Cause.TOO_LARGE
