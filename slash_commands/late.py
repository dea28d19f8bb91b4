"""Answers that came too late: the server gave up waiting, the line stands, and people retype.

Only then are the same words the same line; otherwise a boat may well tack twice in a minute.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from slash_commands.reply import Reply

LATE_S: Final = 25.0
"""The server waits 30 s in all; what took longer than this may not have been seen."""
KEPT_S: Final = 600.0
"""How long after a late answer the same words are taken for a repeat."""
WAIT_S: Final = 20.0
"""How long a repeat waits for the first, which still is at work; well within the server's 30."""

Words = tuple[str, str, str]
"""Who, which trigger, which text."""


@dataclass(slots=True)
class _Flight:
    """A command at work, or one that was answered late; times are steady seconds."""

    started: float
    is_gone: Callable[[], bool]
    ended: float | None = None
    reply: Reply | None = None
    told: bool = False
    done: threading.Event = field(default_factory=threading.Event)


class Late:
    """What was written and perhaps not seen to be; `steady` returns seconds that never step."""

    def __init__(self, steady: Callable[[], float], *, wait_s: float = WAIT_S) -> None:
        self._steady = steady
        self._wait_s = wait_s
        self._flights: dict[Words, _Flight] = {}
        self._lock = threading.Lock()

    def answered(
        self, words: Words, work: Callable[[], Reply], is_gone: Callable[[], bool]
    ) -> tuple[Reply | None, bool]:
        """Return the reply to `words`, and whether it is that of an earlier call.

        `work` is done unless it is a repeat of what was written and answered late, or could not
        be answered (`is_gone`). None for a repeat whose first is still at work.
        """
        before = self._earlier(words)
        if before is not None:
            if not before.done.wait(self._wait_s):
                before.told = False
                return None, True
            if before.reply is not None and before.reply.wrote is not None:
                return before.reply, True
        flight = _Flight(self._steady(), is_gone)
        with self._lock:
            self._flights[words] = flight
        try:
            flight.reply = work()
            return flight.reply, False
        finally:
            self._landed(words, flight)

    def _earlier(self, words: Words) -> _Flight | None:
        now = self._steady()
        with self._lock:
            for old, flight in list(self._flights.items()):
                if flight.ended is not None and now - flight.ended > KEPT_S:
                    del self._flights[old]
            before = self._flights.get(words)
            if before is None or (before.ended is None and not self._is_late(before, now)):
                return None
            # One repeat is told of it; said once more it is a new line.
            before.told = True
            if before.ended is not None:
                del self._flights[words]
            return before

    def _is_late(self, flight: _Flight, now: float) -> bool:
        return now - flight.started > LATE_S or flight.is_gone()

    def _landed(self, words: Words, flight: _Flight) -> None:
        flight.ended = self._steady()
        late = self._is_late(flight, flight.ended)
        wrote = flight.reply is not None and flight.reply.wrote is not None
        with self._lock:
            if self._flights.get(words) is flight and not (late and wrote and not flight.told):
                del self._flights[words]
        flight.done.set()
