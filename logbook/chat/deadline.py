"""Cuts a call's connection at a limit, whatever of the answer is still coming.

A time-out of a socket begins anew with each byte. Status, headers, the sizes of chunks and what a
packed body unpacks from are read inside of libraries that ask no clock between two bytes.
"""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any, Final, Self

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

_LIMITS: Final = threading.local()


class Deadline:
    """`with Deadline(seconds) as limit:` around one call by an `Adapter`, on the thread of it.

    At the limit the connection that answers is cut, so that the call fails, or ends early:
    `limit.passed` says so.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._ended = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        _LIMITS.running = self
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _LIMITS.running = None
        self._timer.cancel()
        # From now on the connection may be another call's.
        with self._lock:
            self._ended = True

    def answering(self, connection: socket.socket | None) -> None:
        """Learn which connection to cut."""
        with self._lock:
            self._socket = connection
            if self.passed:
                self._shut()

    def _cut(self) -> None:
        with self._lock:
            if not self._ended:
                self.passed = True
                self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            # The socket's own: TLS would wait for the other side to say good-bye.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _answering(connection: HTTPConnection) -> None:
    limit: Deadline | None = getattr(_LIMITS, "running", None)
    if limit is not None:
        limit.answering(connection.sock)


class _Plain(HTTPConnection):
    def getresponse(self) -> Any:
        _answering(self)
        return super().getresponse()


class _Secure(HTTPSConnection):
    def getresponse(self) -> Any:
        _answering(self)
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class Adapter(HTTPAdapter):
    """An adapter of requests whose connections a `Deadline` knows."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections of our own kind."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
