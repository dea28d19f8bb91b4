"""A gate between the log and the chat server: shut, it refuses and cuts; open, it lets pass."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit

_PIECE = 65_536


class Gate:
    """Passes bytes on to `url` (plain http) from a port of its own, which stays the same."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        assert there.scheme == "http", "what passes the gate must be plain http"
        self._there = (there.hostname or "", there.port or 80)
        self._port = 0
        self._listening: socket.socket | None = None
        self._passing: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.open()

    @property
    def url(self) -> str:
        """The gate's address, for the log."""
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        """Let pass from now on."""
        self._listening = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def shut(self) -> None:
        """Cut what passes, and refuse from now on."""
        listening, self._listening = self._listening, None
        with self._lock:
            cut = [*self._passing, *([] if listening is None else [listening])]
            self._passing.clear()
        for each in cut:
            # A thread that waits in the socket is woken by a shutdown, not by a close.
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(self._there)
                with self._lock:
                    self._passing |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := one.recv(_PIECE):
                other.sendall(piece)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)
        one.close()
        with self._lock:
            self._passing.discard(one)
