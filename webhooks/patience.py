"""How long a caller may take to say what they want, and how much room they may hold meanwhile.

Who comes next always finds room: where there is none, whoever holds the most of it gives some up.
"""

import socket
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import BadRequest, ServerNotImplemented

from logbook.clock import boot
from logbook.guard.doorkeeper import neighbourhood

WHOLE_S: Final = 30.0
"""A call must be whole so long after its first byte; 5 s without any byte end it before."""
ASKED_ONCE: Final = "/slash"
"""Where the connection is closed with the answer. Mattermost makes one for each command, asks
nothing more on it and leaves it idle; a hundred of those cost every call as much as reading it."""
MOST_OF_ONE: Final = 400
"""Connections of one address (of one /64 in IPv6). A chat server that makes one for each call, and
leaves it open, holds 120 of them at the fastest that its crew is answered."""
MOST_IN_ALL: Final = 900
"""Connections, of 1,000 that are accepted at all."""
MOST_HELD: Final = 16 * 1024 * 1024
"""Bytes of calls that are not whole yet, or wait for a thread: 32 of the longest, where a crew of
ten sends some hundred bytes each. The longest a thousand times over would be half a gigabyte."""
_STEP: Final = 65_536
"""So many bytes at a time are counted together with everybody's."""


class Parser(HTTPRequestParser):  # type: ignore[misc] # waitress publishes no types
    """Reads a call; what nobody can read, or is coded as nobody does, is the caller's mistake.

    What it raised would reach the log, a paragraph for each call of anybody's.
    """

    error: Any = None
    path = ""
    """Of a head that cannot be read waitress knows none."""

    def received(self, data: bytes) -> int:
        """Take bytes of the call; return how many of them belong to it."""
        try:
            used = int(super().received(data))
        except ValueError:
            # `http://[` as an address, or a length of more digits than Python reads.
            self.error, self.completed = BadRequest("HTTP message header invalid"), True
            return len(data)
        if isinstance(self.error, ServerNotImplemented):
            self.error = BadRequest(self.error.body)
        if self.completed and self.path == ASKED_ONCE:
            self.headers["CONNECTION"] = "close"
        return used


class Channel(HTTPChannel):  # type: ignore[misc] # waitress publishes no types
    """One connection, closed where it drips, or where its address holds too many already."""

    parser_class = Parser

    def __init__(self, server: Any, sock: socket.socket, addr: Any, adj: Any, **more: Any) -> None:
        super().__init__(server, sock, addr, adj, **more)
        self._begun = boot.boot_now()
        self._was_asked = False
        self.neighbours = neighbourhood(str(addr[0]))
        """Who counts as one caller with whoever made it."""
        held = list(server.active_channels.values())
        if sum(one.neighbours == self.neighbours for one in held) > MOST_OF_ONE:
            _make_room([one for one in held if one.neighbours == self.neighbours])
        elif len(held) > MOST_IN_ALL:
            _make_room(held)

    @property
    def waits(self) -> bool:
        """Whether nobody is at work on an answer, nor reads one."""
        return not (self.requests or self.total_outbufs_len or self.will_close)

    @property
    def is_idle(self) -> bool:
        """Whether nothing was said on it since the last answer was whole."""
        return self.waits and self.request is None and self._was_asked

    @property
    def holds(self) -> int:
        """How many bytes of calls it holds: of those that wait for a thread, and of one to come."""
        calls = list(self.requests)
        if self.request is not None and not self.will_close:
            calls.append(self.request)
        return sum(call.header_bytes_received + call.body_bytes_received for call in calls)

    def received(self, data: bytes) -> bool:
        """Take bytes, the end of one call and the beginning of the next perhaps."""
        before, held = self.request, self.holds
        self._was_asked = True
        is_taken = bool(super().received(data))
        now = boot.boot_now()
        if before is None or self.request is not before:
            self._begun = now
        elif now - self._begun > WHOLE_S:
            self.will_close = True
        if self.holds // _STEP > held // _STEP:
            everybody = list(self.server.active_channels.values())
            most = max(MOST_HELD, 2 * self.adj.max_request_body_size)
            if sum(one.holds for one in everybody) > most:
                _make_room(everybody, lambda channel: channel.holds)
        return is_taken


def _make_room(held: Sequence[Channel], weight: Callable[[Channel], int] = lambda _: 1) -> None:
    """Give one of `held` up, in order of their age: of those who hold the most by `weight`.

    What was answered and left open waits for nothing, and goes first.
    """
    waiting = [one for one in held if one.waits]
    holds = Counter[str]()
    for one in waiting:
        holds[one.neighbours] += weight(one)
    if not holds:
        return
    most = max(holds, key=lambda neighbours: holds[neighbours])
    theirs = [one for one in waiting if one.neighbours == most and weight(one)]
    for one in [*(one for one in theirs if one.is_idle), *theirs][:1]:
        one.will_close = True
