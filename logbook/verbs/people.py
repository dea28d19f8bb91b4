"""Who is calling: the member of the book, the language, the role; asked of the chat and kept."""

import logging
from dataclasses import dataclass
from typing import Final

from logbook.locale import LANGUAGES
from logbook.model.entries import Draft, EntryKind, Origin
from logbook.model.naming import alike, sign
from logbook.model.ports import Chat, ChatAway, ChatRefused, Person
from logbook.model.refusal import Refusal
from logbook.store.members import Member
from logbook.verbs.bridge import Bridge
from logbook.verbs.known import is_called, members, roles
from logbook.verbs.muster import Muster, Role

_log = logging.getLogger(__name__)

_NAMED: Final = "first-skipper:"
"""The natural key of the line that makes somebody skipper by the word of set-up."""
_MARK: Final = 4
"""Characters of an account's id that tell two alike names apart; no username holds brackets."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may use the log.

    `checked` is false where the chat server could not be asked whether they still are a member
    of the channel, and what was last known is believed.
    """

    member: Member
    person: Person
    language: str
    role: Role
    checked: bool = True

    @property
    def is_skipper(self) -> bool:
        """Whether they may do anything that the log allows."""
        return self.role is Role.SKIPPER


def caller(bridge: Bridge, user_id: str, *, hurry: bool = False) -> Caller:
    """Return who `user_id` is aboard, as of now.

    In a `hurry` (somebody is overboard) whatever was last known of them is believed unasked.
    Raises Refusal `people.not_member` for anybody outside the log's channel and for an account that
    was deactivated, `people.not_checked` where the chat server cannot be asked and nothing is
    known, `people.no_chat` without one.
    """
    if bridge.chat is None or not bridge.channel_id or not user_id:
        raise Refusal("people.no_chat")
    now = bridge.steady()
    if hurry and user_id in members(bridge):
        is_member, checked = bridge.people.last_member(bridge.channel_id, user_id), True
        person = bridge.people.last_person(user_id) or remembered(bridge, user_id)
    else:
        is_member, checked = _membership(bridge, bridge.chat, user_id, now)
        person = None
    if is_member is False:
        raise Refusal("people.not_member")
    person = person or _person(bridge, bridge.chat, user_id, now)
    if person.gone:
        raise Refusal("people.not_member")
    known = members(bridge).get(user_id) if hurry else None
    member = known or _aboard(bridge, person)
    role = role_of(bridge, member, person)
    return Caller(member, person, language_of(bridge, person), role, checked)


def member_of(bridge: Bridge, user_id: str) -> tuple[Member, Person]:
    """Return another member of the channel, written down in the book; raises as `caller`."""
    if bridge.chat is None:
        raise Refusal("people.no_chat")
    now = bridge.steady()
    is_member, _ = _membership(bridge, bridge.chat, user_id, now)
    if not is_member:
        raise Refusal("people.other_not_member")
    person = _person(bridge, bridge.chat, user_id, now)
    return _aboard(bridge, person), person


def language(bridge: Bridge, user_id: str, *, hurry: bool = False) -> str:
    """Return the language of a user, the boat's where it cannot be learnt; never raises.

    In a `hurry` nobody is asked: what was last heard of them is believed.
    """
    if bridge.chat is None or not user_id:
        return bridge.config.language
    if hurry:
        last = bridge.people.last_person(user_id)
        return bridge.config.language if last is None else language_of(bridge, last)
    try:
        return language_of(bridge, _person(bridge, bridge.chat, user_id, bridge.steady()))
    except Refusal:
        return bridge.config.language


def language_of(bridge: Bridge, person: Person) -> str:
    """Return `fr` or `en`: a person's own, the boat's for anybody who reads neither."""
    base = person.locale.replace("-", "_").partition("_")[0].lower()
    return base if base in LANGUAGES else bridge.config.language


def role_of(bridge: Bridge, member: Member, person: Person) -> Role:
    """Return what somebody may do: what a skipper gave, crew otherwise, guests of the server guest.

    Whoever was named at set-up is made skipper here, once, by a line of the log.
    """
    if person.guest:
        return Role.GUEST
    role = roles(bridge).get(member.id, Role.CREW)
    if role is not Role.SKIPPER and person.id == bridge.first_skipper:
        return _named_at_setup(bridge, member, role)
    return role


def _aboard(bridge: Bridge, person: Person) -> Member:
    """Return the member that a person is, written down at the first call and at each change.

    Their role is written down too: it is all that is known of a guest account while the server
    is away.
    """
    known = members(bridge).get(person.id)
    if known is None:
        name, given = _told_apart(bridge, person), Role.CREW
    else:
        stands = is_called(bridge, known) or known.name == person.username
        name = known.name if stands else _told_apart(bridge, person)
        given = roles(bridge).get(known.id, Role.CREW)
    role = Role.GUEST if person.guest else given
    if known is not None and (known.name, known.role) == (name, role):
        return known
    member = bridge.enrol(name, role, person.id)
    members(bridge)[person.id] = member
    return member


def _told_apart(bridge: Bridge, person: Person) -> str:
    """Return a username as the log shows it: with a mark where it reads like another's name.

    Everybody may choose a username, and that another one has no more.
    """
    others = (one for id_, one in members(bridge).items() if id_ != person.id)
    if all(alike(one.name) != alike(person.username) for one in others):
        return person.username
    return f"{person.username} ({person.id[:_MARK]})"


def _named_at_setup(bridge: Bridge, member: Member, role: Role) -> Role:
    muster: Muster = bridge.people
    key = f"{_NAMED}{member.id}"
    with muster.changing:
        with bridge.readers.book() as book:
            if book.keyed(key) is not None:
                return role
        now = bridge.now()
        text = bridge.speaker().say("people.named_at_setup", name=sign(member.id))
        facts = {"member": member.id, "role": Role.SKIPPER.value}
        bridge.append(
            (
                Draft(
                    at=now,
                    written_at=now,
                    kind=EntryKind.ROLE,
                    origin=Origin.AUTO,
                    text=text,
                    timing=bridge.ship.timing(),
                    facts=facts,
                    key=key,
                ),
            )
        )
        given(bridge, member, Role.SKIPPER)
    return Role.SKIPPER


def given(bridge: Bridge, member: Member, role: Role) -> None:
    """Follow a role that now stands in the log; the book's list of members is told too."""
    roles(bridge)[member.id] = role
    if member.mattermost_id is not None:
        told = bridge.enrol(member.name, role.value, member.mattermost_id)
        members(bridge)[member.mattermost_id] = told


def _membership(bridge: Bridge, chat: Chat, user_id: str, now: float) -> tuple[bool, bool]:
    """Return whether a user is a member, and whether the server said so within a minute."""
    muster, channel = bridge.people, bridge.channel_id
    known = muster.member(channel, user_id, now)
    if known is not None:
        return known, True
    try:
        known = chat.is_member(channel, user_id)
    except (ChatAway, ChatRefused) as error:
        _log.warning("the chat server cannot say who is a member: %s", error)
        last = muster.last_member(channel, user_id)
        # After a restart nothing is remembered, but who wrote in the book was a member.
        known = user_id in members(bridge) if last is None else last
        if not known and last is None:
            raise Refusal("people.not_checked") from error
        return known, False
    muster.heard_member(channel, user_id, known, now)
    return known, True


def _person(bridge: Bridge, chat: Chat, user_id: str, now: float) -> Person:
    muster = bridge.people
    known = muster.person(user_id, now)
    if known is not None:
        return known
    try:
        known = chat.person(user_id)
    except (ChatAway, ChatRefused) as error:
        last = muster.last_person(user_id)
        if last is not None:
            return last
        found = remembered(bridge, user_id)
        if found is None:
            raise Refusal("people.not_checked") from error
        return found
    muster.heard_person(known, now)
    return known


def remembered(bridge: Bridge, user_id: str) -> Person | None:
    """Return a user as the book knows them, who wrote in it before; None for anybody else."""
    member = members(bridge).get(user_id)
    if member is None:
        return None
    guest = member.role == Role.GUEST
    return Person(user_id, member.name, bridge.config.language, guest=guest)
