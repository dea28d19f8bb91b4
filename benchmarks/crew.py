"""A crew that types: commands as Mattermost sends them, a new connection for each."""

import json
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from benchmarks.mattermost import CHANNEL
from logbook.chat import secrets

LONGEST_S = 30.0
"""Mattermost gives a command up after this."""
LEFT_OPEN = 150
"""Connections that were answered and are left open, as Mattermost leaves them."""
THINKS_S = (0.2, 1.0)
"""Between the answer and what the same member types next, at random: faster than people are."""


@dataclass(slots=True)
class Call:
    """A command on its way: what was typed, when its first byte went, what came back so far."""

    line: str
    who: int
    socket: socket.socket
    sent: float
    heard: bytes = b""
    seconds: float = 0.0
    """From the first byte sent to the last one of the answer: what the server takes, and more."""

    @property
    def words(self) -> str:
        """The private words of the answer."""
        return words(self.heard)


class Crew:
    """Types at the log that listens on `port` and is set up in `data`; `ids` are who types."""

    def __init__(self, port: int, data: Path, ids: Sequence[str]) -> None:
        found = secrets.load(data, {})
        assert found is not None, "it was set up"
        self.port = port
        self.ids = ids
        self.settings = found
        self._open: deque[socket.socket] = deque()

    def typed(self, line: str, who: int = 0) -> bytes:
        """Return the request of `/log words` typed by one of the crew."""
        trigger, _, text = line.removeprefix("/").partition(" ")
        token = self.settings.commands[trigger].token
        form = {
            "channel_id": self.settings.channel_id,
            "channel_name": CHANNEL,
            "command": f"/{trigger}",
            "response_url": "http://127.0.0.1:8065/hooks/commands/98kutgxdnj8kxm5q3pgjj1x",
            "team_domain": "voilier",
            "team_id": self.settings.team_id,
            "text": text,
            "token": token,
            "trigger_id": f"trigger-{time.monotonic_ns()}",
            "user_id": self.ids[who],
            "user_name": f"crew{who}",
        }
        body = urlencode(form).encode()
        head = (
            f"POST /slash HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            "User-Agent: Mattermost-Bot/1.1\r\nAccept: application/json\r\n"
            f"Authorization: Token {token}\r\nAccept-Encoding: gzip\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def at_once(self, lines: Sequence[str], first: int = 0) -> list[Call]:
        """Type all lines at the same instant, each as another member, from the `first` on."""
        # All connections are open before the first byte goes.
        calls = [
            self._connected(line, who % len(self.ids)) for who, line in enumerate(lines, first)
        ]
        with selectors.DefaultSelector() as waiting:
            for call in calls:
                self._send(call, waiting)
            left = len(calls)
            while left:
                left -= len(list(self._answered(waiting, LONGEST_S)))
        return calls

    def typing(self, commands: Sequence[str], seconds: float, random: Random) -> Iterator[Call]:
        """Let all members type at the same time for so long, each at their own pace; yield answers.

        A member types one of `commands` (`/log` with words that are new), reads the answer, thinks,
        and types again. One thread plays all of them, so that what is measured is the server.
        """
        begun = time.perf_counter()
        due = {who: begun + random.uniform(0.0, THINKS_S[1]) for who in range(len(self.ids))}
        at_work = 0
        with selectors.DefaultSelector() as waiting:
            while due or at_work:
                now = time.perf_counter()
                for who in [who for who, at in due.items() if at <= now]:
                    if due.pop(who) < begun + seconds:
                        line = random.choice(commands)
                        line = f"/log tack at {now:.3f}" if line == "/log" else line
                        self._send(self._connected(line, who), waiting)
                        at_work += 1
                pause = min(due.values(), default=now + LONGEST_S) - time.perf_counter()
                if due and not at_work:
                    time.sleep(max(0.0, pause))
                    continue
                for call in self._answered(waiting, max(0.0, pause)) if at_work else ():
                    at_work -= 1
                    due[call.who] = time.perf_counter() + random.uniform(*THINKS_S)
                    yield call

    def _connected(self, line: str, who: int) -> Call:
        return Call(line, who, socket.create_connection(("127.0.0.1", self.port), LONGEST_S), 0.0)

    def _send(self, call: Call, waiting: selectors.BaseSelector) -> None:
        request = self.typed(call.line, call.who)
        waiting.register(call.socket, selectors.EVENT_READ, call)
        call.sent = time.perf_counter()
        call.socket.sendall(request)

    def _answered(self, waiting: selectors.BaseSelector, pause_s: float) -> Iterator[Call]:
        """Yield the calls whose answers become whole within a pause; raise where one never does."""
        for key, _ in waiting.select(pause_s):
            call: Call = key.data
            heard = call.socket.recv(1 << 20)
            if not heard:
                raise RuntimeError(f"{call.line}: cut off after {call.heard!r}")
            call.heard += heard
            if is_whole(call.heard):
                call.seconds = time.perf_counter() - call.sent
                waiting.unregister(call.socket)
                self._leave(call.socket)
                yield call
        for key in waiting.get_map().values():
            if time.perf_counter() - key.data.sent > LONGEST_S:
                raise RuntimeError(f"{key.data.line}: no answer within {LONGEST_S:.0f} s")

    def _leave(self, connection: socket.socket) -> None:
        self._open.append(connection)
        if len(self._open) > LEFT_OPEN:
            self._open.popleft().close()


def is_whole(answer: bytes) -> bool:
    """Say whether an answer has all the bytes that its head promises."""
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    fields = (row.partition(b":") for row in head.split(b"\r\n")[1:])
    sizes = [int(value) for name, _, value in fields if name.lower() == b"content-length"]
    return len(body) >= sizes[0]


def words(answer: bytes) -> str:
    """Return the private words of an answer. Raises RuntimeError where it is none."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode("latin-1"))
    said: Mapping[str, str] = json.loads(body)
    return said["text"]
