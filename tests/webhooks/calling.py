"""Calls of a real server, byte by byte where no client would make them."""

import contextlib
import http.client
import socket

from webhooks.server import Server

HEAD = b"POST /said HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def answer(serving: Server, *parts: bytes) -> bytes:
    """Send bytes; return all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", serving.port), timeout=20.0) as calling:
        told = b""
        with contextlib.suppress(ConnectionError):
            for part in parts:
                calling.sendall(part)
            while more := calling.recv(65_536):
                told += more
    return told


def status(serving: Server, *parts: bytes) -> int:
    told = answer(serving, *parts)
    return int(told.split(b" ", 2)[1]) if told else 0


def is_well(serving: Server) -> bool:
    calling = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=10.0)
    try:
        calling.request("POST", "/said", b"ahoy")
        return calling.getresponse().read() == b"4"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        calling.close()
