"""What can go wrong with a server, switched on by whoever tests against it."""

import threading
from dataclasses import dataclass, replace
from enum import StrEnum


class Fault(StrEnum):
    """How the server fails a call."""

    HANG_UP = "hang up"
    """The connection is cut before anything is done."""
    STORE_THEN_HANG_UP = "store then hang up"
    """The call is carried out, then the connection is cut instead of an answer."""
    BROKEN = "broken"
    """500, as JSON."""
    TOO_MANY = "too many"
    """429 in plain text with Retry-After."""
    PORTAL = "portal"
    """200 with a page of HTML: a harbour's captive portal."""
    REDIRECT = "redirect"
    """302 to another host."""
    GATEWAY = "gateway"
    """502 with a page of HTML from a proxy."""


@dataclass(frozen=True, slots=True)
class _Planned:
    fault: Fault
    left: int | None
    method: str
    part: str


class Faults:
    """The faults to come; without any, the server is well."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self.retry_after_s = 1
        self.away = False
        """Nobody answers: new connections are closed without a word."""

    def plan(
        self, fault: Fault, *, times: int | None = 1, method: str = "", part: str = ""
    ) -> None:
        """Fail the next `times` calls (None: all) of `method` whose path contains `part`."""
        with self._lock:
            self._planned.append(_Planned(fault, times, method, part))

    def clear(self) -> None:
        """Be well again."""
        with self._lock:
            self._planned.clear()
        self.away = False

    def due(self, method: str, path: str) -> Fault | None:
        """Return how to fail this call, if at all."""
        if self.away:
            return Fault.HANG_UP
        with self._lock:
            for index, planned in enumerate(self._planned):
                if planned.method in ("", method) and planned.part in path:
                    self._count_down(index, planned)
                    return planned.fault
        return None

    def _count_down(self, index: int, planned: _Planned) -> None:
        if planned.left is None:
            return
        if planned.left > 1:
            self._planned[index] = replace(planned, left=planned.left - 1)
        else:
            del self._planned[index]
