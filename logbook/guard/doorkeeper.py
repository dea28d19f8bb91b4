"""The doorkeeper: how much one member, one address and one stranger may ask at once.

A crew that types never meets it. Man overboard has a bucket of its own, so that whatever else a
member did just before, the alarm goes through; and so that it finds a hand, whatever the others
are busy with, no more than `AT_ONCE` calls are worked on beside it.
"""

import ipaddress
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from logbook.guard.pace import Allowance, Pace
from logbook.guard.tally import Tally
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

MEMBER_CALLS: Final = 30
WITHIN_S: Final = 10.0
AT_ONCE: Final = 10
"""Calls worked on at the same time: each of a crew of ten may wait for a slow chat server."""
_CREW: Final = 8
"""A chat server calls for everybody: its address may do what so many members may."""
ALARMS_WITHIN_S: Final = 600.0
"""Man overboard may be called as often as all else, but not again and again: it wakes people."""
_LINES: Final = 40
"""For each call that a member may make at once, so many lines a day: what is written stays."""
_STRANGER: Final = Allowance(10, 60.0)
"""Calls without proof that are answered as such; more are told to stay away."""


class Allowances(NamedTuple):
    """What one member may ask, what all that call from one address may, and who proves nothing.

    `alarm` is how often one member may call man overboard; as `member` where it is None.
    """

    member: Allowance
    address: Allowance
    stranger: Allowance = _STRANGER
    alarm: Allowance | None = None


def allowances(member_calls: int = MEMBER_CALLS) -> Allowances:
    """Return what is allowed where a member may make so many calls in `WITHIN_S` seconds."""
    return Allowances(
        Allowance(member_calls, WITHIN_S),
        Allowance(member_calls * _CREW, WITHIN_S),
        alarm=Allowance(member_calls, ALARMS_WITHIN_S),
    )


def lines_a_day(member_calls: int = MEMBER_CALLS) -> Allowance:
    """Return how many lines one member may write within a day."""
    return Allowance(member_calls * _LINES, 86_400.0)


class Doorkeeper:
    """Lets calls in, and counts those it does not; any thread may ask.

    `steady` returns seconds that never step; `at_once` calls are worked on at the same time. As a
    chore of the watch it tells of what it counted.
    """

    name: Final = "door"

    def __init__(
        self,
        steady: Callable[[], float],
        allowed: Allowances | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        allowed = allowed or allowances()
        self._steady = steady
        self._members = Pace(allowed.member)
        self._alarms = Pace(allowed.alarm or allowed.member)
        self._addresses = Pace(allowed.address)
        self._strangers = Pace(allowed.stranger)
        self._hands = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._tally = Tally(_log, steady)

    def admit(self, address: str | None, user_id: str, *, alarm: bool = False) -> None:
        """Let a proven call of a member in. Raises Refusal `http.too_many`."""
        now = self._steady()
        with self._lock:
            if alarm:
                is_in = self._alarms.takes(user_id, now)
            else:
                is_in = self._members.takes(user_id, now)
                is_in = is_in and self._addresses.takes(neighbourhood(address), now)
        if not is_in:
            self._tally.note(f"member {user_id} asks more at once than is answered")
            raise Refusal("http.too_many", seconds=int(WITHIN_S))

    @contextmanager
    def visit(self, address: str | None, *, alarm: bool = False) -> Iterator[Callable[[str], None]]:
        """Give what lets the one call that is answered meanwhile in, as `admit` does, once proven.

        It raises the same where `at_once` others are at work; nobody waits. Not for the alarm.
        """
        taken: list[bool] = []

        def let_in(user_id: str) -> None:
            self.admit(address, user_id, alarm=alarm)
            if alarm or taken:
                return
            if not self._hands.acquire(blocking=False):
                self._tally.note("more calls at once than are worked on")
                raise Refusal("http.too_many", seconds=int(WITHIN_S))
            taken.append(True)

        try:
            yield let_in
        finally:
            if taken:
                self._hands.release()

    def turn_away(self, address: str | None, route: str) -> int:
        """Return the status for a call that proved nothing: 401, or 429 where there were many.

        Strangers use up nothing of what is allowed to those who prove themselves.
        """
        with self._lock:
            known = self._strangers.takes(neighbourhood(address), self._steady())
        self._tally.note(f"a call to {route} from {address or 'nowhere'} proves nothing")
        return 401 if known else 429

    def look(self) -> None:
        """Tell of what was turned away since the last minute."""
        self._tally.look()


def neighbourhood(address: str | None) -> str:
    """Return what counts as one caller: an IPv4 address, a /64 of IPv6 (one household)."""
    try:
        parsed = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
