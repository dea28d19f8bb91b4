"""The server under those who drip, flood and hold on to all that it has."""

import contextlib
import resource
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request

from tests.watchkeeper.harness import soon
from tests.webhooks.calling import HEAD, answer, is_well, status
from webhooks import patience, server
from webhooks.server import Server


@pytest.fixture
def serving() -> Iterator[Server]:
    app = Flask(__name__)

    @app.post("/said")
    def said() -> Response:
        return Response(str(len(request.stream.read(10_000_000))))

    found = Server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=found.run)
    thread.start()
    yield found
    found.stop()
    thread.join(30.0)
    assert not thread.is_alive()


def test_a_body_said_to_be_ten_megabytes_is_refused_and_not_read(serving: Server) -> None:
    assert status(serving, HEAD + b"Content-Length: 10000000\r\n\r\n", b"x" * 100) == 413
    assert is_well(serving)


def test_a_body_in_chunks_without_a_length_is_taken_whole_up_to_the_limit(serving: Server) -> None:
    head = HEAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    assert answer(serving, head, chunk, b"0\r\n\r\n").endswith(b"\r\n\r\n65536")
    assert status(serving, head, *[chunk] * 10, b"0\r\n\r\n") == 413
    assert is_well(serving)


def test_who_drips_a_call_byte_by_byte_is_cut_off(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "WHOLE_S", 0.2)
    with socket.create_connection(("127.0.0.1", serving.port), timeout=0.02) as dripping:
        dripping.sendall(HEAD)

        def is_cut() -> bool:
            try:
                dripping.sendall(b"x")
                return dripping.recv(10) == b""
            except TimeoutError:
                return False
            except OSError:
                return True

        assert soon(is_cut)
    assert is_well(serving)


def test_sixty_half_open_calls_do_not_hold_up_the_next(serving: Server) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(60):
            calling = socket.create_connection(("127.0.0.1", serving.port), timeout=5.0)
            stack.enter_context(calling)
            calling.sendall(HEAD + b"Content-Length: 500000\r\n\r\n" + b"x" * 1000)
        assert is_well(serving)


def test_one_address_cannot_hold_all_connections(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_OF_ONE", 10)
    with contextlib.ExitStack() as stack:
        held = [
            stack.enter_context(socket.create_connection(("127.0.0.1", serving.port), timeout=5.0))
            for _ in range(11)
        ]
        assert held[0].recv(1) == b""
        assert is_well(serving)


def test_neighbours_are_counted_together_as_the_doorkeeper_counts_them(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_OF_ONE", 10)
    monkeypatch.setattr(patience, "neighbourhood", lambda address: address[:6])
    with contextlib.ExitStack() as stack:
        held = [
            stack.enter_context(
                socket.create_connection(
                    ("127.0.0.1", serving.port), 5.0, source_address=(f"127.0.0.{number}", 0)
                )
            )
            for number in range(2, 13)
        ]
        assert held[0].recv(1) == b""


def test_whoever_comes_next_finds_room_though_several_addresses_hold_all(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_IN_ALL", 30)
    with contextlib.ExitStack() as stack:
        for number in range(60):
            calling = socket.create_connection(
                ("127.0.0.1", serving.port), 5.0, source_address=(f"127.0.0.{2 + number % 4}", 0)
            )
            stack.enter_context(calling)
            calling.sendall(HEAD + b"Content-Length: 500000\r\n\r\n" + b"x" * 1000)
        began = time.monotonic()
        assert is_well(serving)
        # Before those who hold the connections are given up for saying nothing.
        assert time.monotonic() - began < 4.0


def test_calls_that_are_never_whole_hold_no_more_memory_than_their_share(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_HELD", 1_000_000)
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            calling = socket.create_connection(("127.0.0.1", serving.port), timeout=5.0)
            stack.enter_context(calling)
            with contextlib.suppress(ConnectionError):
                calling.sendall(HEAD + b"Content-Length: 500000\r\n\r\n" + b"x" * 300_000)
        assert is_well(serving)
        held = serving._server.active_channels
        assert soon(lambda: 0 < sum(one.holds for one in tuple(held.values())) < 1_200_000)


def test_a_long_body_in_time_is_taken_whatever_others_hold(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_HELD", 1_000_000)
    with socket.create_connection(
        ("127.0.0.1", serving.port), 5.0, source_address=("127.0.0.2", 0)
    ) as holding:
        holding.sendall(HEAD + b"Content-Length: 500000\r\n\r\n" + b"x" * 499_000)
        for _ in range(3):
            assert status(serving, HEAD + b"Content-Length: 500000\r\n\r\n" + b"x" * 500_000) == 200


def test_connections_that_were_answered_and_left_open_make_room_for_the_next(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_OF_ONE", 10)
    with contextlib.ExitStack() as stack:
        for _ in range(50):
            calling = socket.create_connection(("127.0.0.1", serving.port), timeout=5.0)
            stack.enter_context(calling)
            calling.sendall(HEAD + b"Content-Length: 4\r\n\r\nahoy")
            assert calling.recv(100).startswith(b"HTTP/1.1 200")


def test_the_server_outlives_a_file_number_that_select_cannot_take(serving: Server) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 1200:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(2000, hard), hard))
    with contextlib.ExitStack() as stack:
        highest = 0
        while highest < 1030:
            highest = stack.enter_context(socket.socket()).fileno()
        assert is_well(serving)


def test_files_enough_are_allowed_for_all_connections_and_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 524_288))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    server._allow_files()
    assert asked == [(server.FILES, 524_288)]
    assert server.FILES > 2 * server.CONNECTIONS
