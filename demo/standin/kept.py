"""What a server keeps for a later call: where a late answer goes, what a cookie stands for."""

from dataclasses import dataclass

from demo.standin.records import Json, User
from demo.standin.registered import Command


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command was typed: what a late answer goes back to."""

    command: Command
    user: User
    channel_id: str
    root_id: str


@dataclass(slots=True)
class Late:
    """An address for late answers: five of them, for half an hour."""

    place: Place
    made: int
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Cookie:
    """What one button of an ephemeral post would call, and the props that an answer keeps."""

    action: Json
    channel_id: str
    retained: Json
