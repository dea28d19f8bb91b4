"""A call ends at its limit, whatever of its answer comes byte by byte."""

import contextlib
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from logbook.chat import session as fence
from logbook.chat.session import Session
from logbook.chat.unreachable import Cause, Unreachable
from tests.chat.test_session_tls import certificate

__all__ = ["certificate"]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n"
_packing = zlib.compressobj(9, zlib.DEFLATED, 31)
EMPTY_BLOCKS = _packing.compress(b"") + _packing.flush(zlib.Z_SYNC_FLUSH)
TRICKLES = {
    "nothing at all": (b"", b""),
    "the status": (b"", b"H"),
    "headers": (HEAD, b"X-A: 1\r\n"),
    "one header": (HEAD + b"X-A: ", b"a"),
    "a body of a known length": (HEAD + b"Content-Length: 60000\r\n\r\n", b" "),
    "chunks": (CHUNKED + b"\r\n", b"1\r\n \r\n"),
    "the size of a chunk": (CHUNKED + b"\r\n", b"0"),
    "a packed body that unpacks to nothing": (
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + EMPTY_BLOCKS,
        b"\0\0\0\xff\xff",
    ),
}


@contextmanager
def trickling(
    first: bytes, again: bytes, wrap: Callable[[socket.socket], socket.socket] = lambda one: one
) -> Iterator[str]:
    """Give the port of a server that answers `first`, then `again` a hundred times a second."""
    done = threading.Event()

    def serve() -> None:
        with contextlib.suppress(OSError):
            plain, _ = listening.accept()
            with wrap(plain) as connection:
                connection.recv(65_536)
                connection.sendall(first)
                while not done.wait(0.01):
                    connection.sendall(again)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"{listening.getsockname()[1]}"
        done.set()
    thread.join(5.0)


@pytest.mark.parametrize(("first", "again"), TRICKLES.values(), ids=TRICKLES.keys())
def test_an_answer_that_trickles_in_for_ever_is_given_up(
    monkeypatch: pytest.MonkeyPatch, first: bytes, again: bytes
) -> None:
    monkeypatch.setattr(fence, "WHOLE_S", 0.2)
    with trickling(first, again) as port:
        given_up(f"http://127.0.0.1:{port}")


def test_over_tls_too(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    monkeypatch.setattr(fence, "WHOLE_S", 0.5)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def wrap(plain: socket.socket) -> socket.socket:
        return context.wrap_socket(plain, server_side=True)

    with trickling(*TRICKLES["chunks"], wrap) as port:
        given_up(f"https://localhost:{port}", str(certificate.with_name("cert.pem")))


def given_up(url: str, ca: str = "") -> None:
    begun = time.monotonic()
    with pytest.raises(Unreachable) as caught:
        Session(url, ca=ca).call("get", f"{url}/a")
    assert time.monotonic() - begun < 5.0
    assert (caught.value.cause, caught.value.certain) == (Cause.SLOW, False)
