"""How long a caller may take to say what they want, and how many lines they may hold open."""

import socket
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
"""Connections of one address (of one /64 in IPv6), of 1,000 in all. A chat server that makes one
for each call, and leaves it open, holds 120 of them at the fastest that its crew is answered.
Beyond this the oldest that was answered is closed; where none was, the new one."""


class Parser(HTTPRequestParser):  # type: ignore[misc] # waitress publishes no types
    """Reads a call; a coding that nobody uses is the caller's mistake, and none of ours."""

    error: Any = None

    def received(self, data: bytes) -> int:
        """Take bytes of the call; return how many of them belong to it."""
        used = int(super().received(data))
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
        self._from = neighbourhood(str(addr[0]))
        held = [one for one in server.active_channels.values() if one.is_from(self._from)]
        if len(held) > MOST_OF_ONE:
            # What was answered and left open waits for nothing: the oldest makes room.
            idle = (one for one in held if one is not self and one.is_idle)
            next(idle, self).will_close = True

    def is_from(self, neighbours: str) -> bool:
        """Whether it was made by one of those who count as one caller."""
        return self._from == neighbours

    @property
    def is_idle(self) -> bool:
        """Whether nothing was said on it since the last answer was whole."""
        answered = not self.requests and not self.total_outbufs_len and self.request is None
        return answered and self._was_asked and not self.will_close

    def received(self, data: bytes) -> bool:
        """Take bytes, the end of one call and the beginning of the next perhaps."""
        before = self.request
        self._was_asked = True
        is_taken = bool(super().received(data))
        now = boot.boot_now()
        if before is None or self.request is not before:
            self._begun = now
        elif now - self._begun > WHOLE_S:
            self.will_close = True
        return is_taken
