"""An integration that answers as it is told to, and keeps what it was sent byte for byte."""

import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

TLS_HELLO = b"\x16"


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it came over the wire."""

    line: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def target(self) -> str:
        """What was asked for, query included."""
        return self.line.split(" ")[1]


@dataclass(slots=True)
class Integration:
    """A tiny HTTP server on 127.0.0.1; `close` as a status hangs up, `silent` waits."""

    status: int | str = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    body: bytes = b"{}"
    sent: list[Sent] = field(default_factory=list)
    _listening: socket.socket = field(default_factory=socket.socket)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._listening.close()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        assert self._thread is not None
        self._thread.join(5)

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def answer(self, status: int | str, headers: dict[str, str], body: bytes) -> None:
        """Answer like this from now on."""
        self.status, self.headers, self.body = status, headers, body

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as incoming:
                if connection.recv(1, socket.MSG_PEEK) == TLS_HELLO:
                    continue
                line = incoming.readline().decode("latin-1").strip()
                headers = []
                while text := incoming.readline().decode("latin-1").strip():
                    name, _, value = text.partition(": ")
                    headers.append((name, value))
                size = int(dict(headers).get("Content-Length", "0"))
                self.sent.append(Sent(line, headers, incoming.read(size)))
                if self.status == "silent":
                    self._over.wait(10)
                elif self.status != "close":
                    connection.sendall(self._answer())

    def _answer(self) -> bytes:
        if len(self.sent) > 1 and self.sent[-1].line.startswith("GET /elsewhere"):
            return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        reasons = {200: "OK", 201: "Created", 204: "No Content", 302: "Found", 404: "Not Found"}
        reason = reasons.get(int(self.status), "Internal Server Error")
        lines = [f"HTTP/1.1 {self.status} {reason}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Content-Length: {len(self.body)}", "Connection: close", "", ""]
        return "\r\n".join(lines).encode() + self.body
