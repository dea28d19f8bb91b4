"""What a form carries so that it is known again: what it may do, for whom, and since when.

A form's state goes through its user's hands, and anybody can send one back; the proof in it holds
for one user, one purpose, one entry and one channel.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final

from logbook.model.signing import Signer

LIFE_S: Final = 3600.0
"""Product rule: a form may be sent for an hour."""
_REALM: Final = "form"
_NONCE_BYTES: Final = 12
_MARK: Final = "."
_PARTS: Final = 8


@dataclass(frozen=True, slots=True)
class Ticket:
    """A form that was opened. `entry` is 0 for a new line.

    `seen` is the line whose words the form showed, so that nobody corrects what they never read.
    `issued` is in seconds since boot `boot`: no step of any clock makes a form younger.
    """

    purpose: str
    entry: int
    channel: str
    boot: str
    issued: int
    seen: int = 0
    nonce: str = field(default_factory=lambda: secrets.token_hex(_NONCE_BYTES))

    def holds(self, boot: str, now: float) -> bool:
        """Tell whether it may still be used at `now` (seconds since boot) of boot `boot`."""
        return self.boot == _plain(boot) and 0.0 <= now - self.issued < LIFE_S

    @property
    def key(self) -> str:
        """The natural key of the line that it becomes: the log never holds it twice."""
        return f"form:{self.nonce}"


def issued(
    purpose: str, channel: str, *, boot: str, now: float, entry: int = 0, seen: int = 0
) -> Ticket:
    """Return a new ticket, of `now` (seconds since boot) in boot `boot`."""
    return Ticket(purpose, entry, channel, _plain(boot), int(now), seen)


def sealed(signer: Signer, vessel: str, user_id: str, ticket: Ticket) -> str:
    """Return the state of a form for `user_id`."""
    parts = _parts(ticket)
    return _MARK.join((*parts, signer.mac(_REALM, (vessel, user_id, *parts))))


def opened(signer: Signer, vessel: str, user_id: str, state: str) -> Ticket | None:
    """Return the ticket in a form's state, None where we never gave just that to `user_id`."""
    *parts, proof = state.split(_MARK)
    if len(parts) + 1 != _PARTS:
        return None
    if not signer.agrees(signer.mac(_REALM, (vessel, user_id, *parts)), proof):
        return None
    purpose, entry, channel, boot, when, seen, nonce = parts
    return Ticket(purpose, int(entry), channel, boot, int(when), int(seen), nonce)


def _parts(ticket: Ticket) -> tuple[str, ...]:
    return (
        ticket.purpose,
        str(ticket.entry),
        ticket.channel,
        ticket.boot,
        str(ticket.issued),
        str(ticket.seen),
        ticket.nonce,
    )


def _plain(boot: str) -> str:
    return boot.replace(_MARK, "")
