"""What is remembered of the crew between calls: names, roles, languages, and who is a member."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Generic, TypeVar

from logbook.guard.doorkeeper import lines_a_day
from logbook.guard.pace import Pace
from logbook.model.ports import Person
from logbook.model.refusal import Refusal
from logbook.store.members import Member

PERSON_S: Final = 600.0
"""How long a name and a language are believed."""
MEMBERSHIP_S: Final = 60.0
"""How long it is believed that somebody is, or is not, a member of the log's channel."""

MOST: Final = 1000
"""People remembered: whoever on the chat server tries a command is one of them, member or not."""

_Key = TypeVar("_Key")
_Known = TypeVar("_Known")


class Role(StrEnum):
    """What somebody may do; the value is what an entry's facts and the book hold."""

    SKIPPER = "skipper"
    CREW = "crew"
    GUEST = "guest"


@dataclass(slots=True)
class _Heard(Generic[_Known]):
    """What was last heard, and when (steady seconds)."""

    what: _Known
    at: float


@dataclass(slots=True)
class Muster:
    """Mutable and shared by all threads; a lost race asks the server once more, nothing worse.

    `aboard` are the members of the book by Mattermost id; `roles` what a skipper has given, by
    member id, None until it was read from the book; `called`, read with it, are the member ids of
    those whom the log calls by another name than the chat does. `changing` is held while a role or
    a name is changed, `making` while a file is made for somebody.
    `lines` is how many lines each member may write.
    """

    persons: dict[str, _Heard[Person]] = field(default_factory=dict)
    membership: dict[tuple[str, str], _Heard[bool]] = field(default_factory=dict)
    aboard: dict[str, Member] | None = None
    roles: dict[str, Role] | None = None
    called: set[str] = field(default_factory=set)
    changing: threading.RLock = field(default_factory=threading.RLock)
    making: threading.Lock = field(default_factory=threading.Lock)
    lines: Pace = field(default_factory=lambda: Pace(lines_a_day()))
    _counting: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of_members(cls, member_calls: int) -> "Muster":
        """Return one of members who may each make so many calls at once."""
        return cls(lines=Pace(lines_a_day(member_calls)))

    def count_line(self, member: str, now: float) -> None:
        """Count a line of a member's (by id). Raises Refusal `verbs.enough` where it is too much.

        Who writes so much is no person, and what they write is kept for ever. `now` is steady
        seconds.
        """
        with self._counting:
            if not self.lines.takes(member, now):
                raise Refusal("verbs.enough", most=int(self.lines.calls))

    def person(self, user_id: str, now: float) -> Person | None:
        """Return a user heard of within ten minutes before `now` (steady seconds), or None."""
        heard = self.persons.get(user_id)
        return heard.what if heard is not None and now - heard.at < PERSON_S else None

    def last_person(self, user_id: str) -> Person | None:
        """Return a user as last heard of, however long ago."""
        heard = self.persons.get(user_id)
        return None if heard is None else heard.what

    def heard_person(self, person: Person, now: float) -> None:
        """Remember a user."""
        _keep(self.persons, person.id, _Heard(person, now))

    def member(self, channel_id: str, user_id: str, now: float) -> bool | None:
        """Return whether a user is a member, where that was heard within a minute."""
        heard = self.membership.get((channel_id, user_id))
        return heard.what if heard is not None and now - heard.at < MEMBERSHIP_S else None

    def last_member(self, channel_id: str, user_id: str) -> bool | None:
        """Return what was last heard of a membership, however long ago."""
        heard = self.membership.get((channel_id, user_id))
        return None if heard is None else heard.what

    def heard_member(self, channel_id: str, user_id: str, is_member: bool, now: float) -> None:
        """Remember whether a user is a member."""
        _keep(self.membership, (channel_id, user_id), _Heard(is_member, now))

    def forget(self, user_id: str) -> None:
        """Ask anew about a user at the next call: a name or a language has changed."""
        self.persons.pop(user_id, None)


def _keep(known: dict[_Key, _Heard[_Known]], key: _Key, heard: _Heard[_Known]) -> None:
    """Keep what was just heard; beyond `MOST`, what was heard longest ago is forgotten."""
    known.pop(key, None)
    known[key] = heard
    # Copied in one step, since another thread may add to it meanwhile.
    for oldest in tuple(known)[: max(0, len(known) - MOST)]:
        known.pop(oldest, None)
