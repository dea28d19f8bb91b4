"""A crew that types: commands as Mattermost sends them, a new connection for each."""

import json
import selectors
import socket
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.mattermost import CHANNEL
from logbook.chat import secrets

LONGEST_S = 30.0
"""Mattermost gives a command up after this."""


class Crew:
    """Types at the log that listens on `port` and is set up in `data`; `ids` are who types."""

    def __init__(self, port: int, data: Path, ids: Sequence[str]) -> None:
        found = secrets.load(data, {})
        assert found is not None, "it was set up"
        self.port = port
        self.ids = ids
        self.settings = found

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

    def at_once(self, lines: Sequence[str], first: int = 0) -> list[tuple[float, str]]:
        """Type all lines at the same instant, each as another member, from the `first` on.

        Return the seconds and the private words of each answer.
        """
        asked = [self.typed(line, who % len(self.ids)) for who, line in enumerate(lines, first)]
        return [(seconds, words(answer)) for seconds, answer in exchange(self.port, asked)]


def exchange(port: int, requests: Sequence[bytes]) -> list[tuple[float, bytes]]:
    """Send each request on a connection of its own; return the seconds until all of its answer.

    The connections are open before the first byte goes; one thread reads them all, so that what
    is measured is the server.
    """
    sockets = [socket.create_connection(("127.0.0.1", port), LONGEST_S) for _ in requests]
    found: dict[int, tuple[float, bytes]] = {}
    with selectors.DefaultSelector() as waiting:
        sent, heard = [], [b""] * len(requests)
        for place, (one, request) in enumerate(zip(sockets, requests, strict=True)):
            waiting.register(one, selectors.EVENT_READ, place)
            sent.append(time.perf_counter())
            one.sendall(request)
        while len(found) < len(requests):
            ready = waiting.select(LONGEST_S)
            if not ready:
                raise RuntimeError(f"no answer within {LONGEST_S:.0f} s")
            for key, _ in ready:
                place = key.data
                heard[place] += sockets[place].recv(1 << 20)
                if is_whole(heard[place]):
                    found[place] = time.perf_counter() - sent[place], heard[place]
                    waiting.unregister(sockets[place])
    for one in sockets:
        one.close()
    return [found[place] for place in range(len(requests))]


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
