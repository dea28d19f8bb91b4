"""The doorkeeper: how much one member, one address and one stranger may ask at once.

A crew that types never meets it. Man overboard has a bucket of its own, so that whatever else a
member did just before, the alarm goes through.
"""

import ipaddress
import logging
import threading
from collections.abc import Callable
from typing import Final, NamedTuple

from logbook.guard.pace import Allowance, Pace
from logbook.guard.tally import Tally
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

MEMBER_CALLS: Final = 30
WITHIN_S: Final = 10.0
_CREW: Final = 8
"""A chat server calls for everybody: its address may do what so many members may."""
_STRANGER: Final = Allowance(10, 60.0)
"""Calls without proof that are answered as such; more are told to stay away."""


class Allowances(NamedTuple):
    """What one member may ask, what all that call from one address may, and who proves nothing."""

    member: Allowance
    address: Allowance
    stranger: Allowance = _STRANGER


def allowances(member_calls: int = MEMBER_CALLS) -> Allowances:
    """Return what is allowed where a member may make so many calls in `WITHIN_S` seconds."""
    return Allowances(Allowance(member_calls, WITHIN_S), Allowance(member_calls * _CREW, WITHIN_S))


class Doorkeeper:
    """Lets calls in, and counts those it does not; any thread may ask.

    `steady` returns seconds that never step. As a chore of the watch it tells of what it counted.
    """

    name: Final = "door"

    def __init__(self, steady: Callable[[], float], allowed: Allowances | None = None) -> None:
        allowed = allowed or allowances()
        self._steady = steady
        self._members = Pace(allowed.member)
        self._alarms = Pace(allowed.member)
        self._addresses = Pace(allowed.address)
        self._strangers = Pace(allowed.stranger)
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
                is_in = is_in and self._addresses.takes(_neighbourhood(address), now)
        if not is_in:
            self._tally.note(f"member {user_id} asks more at once than is answered")
            raise Refusal("http.too_many", seconds=int(WITHIN_S))

    def turn_away(self, address: str | None, route: str) -> int:
        """Return the status for a call that proved nothing: 401, or 429 where there were many.

        Strangers use up nothing of what is allowed to those who prove themselves.
        """
        with self._lock:
            known = self._strangers.takes(_neighbourhood(address), self._steady())
        self._tally.note(f"a call to {route} from {address or 'nowhere'} proves nothing")
        return 401 if known else 429

    def look(self) -> None:
        """Tell of what was turned away since the last minute."""
        self._tally.look()


def _neighbourhood(address: str | None) -> str:
    """Return what counts as one caller: an IPv4 address, a /64 of IPv6 (one household)."""
    try:
        parsed = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
