"""Roles: a skipper makes somebody skipper, crew or guest; the last skipper cannot leave."""

import logging

from logbook.model.entries import Draft, EntryKind, LogEntry
from logbook.model.naming import sign
from logbook.model.neutral import row
from logbook.model.ports import ChatAway, ChatRefused, Person
from logbook.model.refusal import Refusal
from logbook.store.members import Member
from logbook.verbs import people
from logbook.verbs.bridge import Bridge
from logbook.verbs.known import is_called, members, roles
from logbook.verbs.muster import Role
from logbook.verbs.people import Caller, member_of
from logbook.verbs.rights import needs_skipper
from logbook.verbs.write import appended, drafted

_log = logging.getLogger(__name__)


def change(bridge: Bridge, caller: Caller, user_id: str, role: Role) -> LogEntry:
    """Write that the user `user_id`, a member of the channel, has `role` from now on.

    Raises Refusal `rights.skipper_only`, `people.not_member` and those of `people.caller`,
    `role.server_guest` (a guest account stays one), `role.last_skipper`, `role.same`.
    """
    needs_skipper(caller)
    other, person = member_of(bridge, user_id)
    if person.guest:
        raise Refusal("role.server_guest", who=row(other.name))
    with bridge.people.changing:
        now_is = people.role_of(bridge, other, person)
        if now_is is role:
            raise Refusal(f"role.same_{role.value}", who=row(other.name))
        if now_is is Role.SKIPPER and skippers(bridge) == {other.id}:
            raise Refusal("role.last_skipper")
        entry = appended(bridge, _draft(bridge, caller, other, role))
        people.given(bridge, other, role)
    return entry


def skippers(bridge: Bridge) -> set[str]:
    """Return the member ids of all skippers."""
    return {member for member, role in roles(bridge).items() if role is Role.SKIPPER}


def listed(bridge: Bridge) -> list[tuple[str, Role]]:
    """Return the members of the log's channel with what they may do now, by name.

    Where the chat server cannot be asked, those whom the book knows, as it knows them.
    """
    found = []
    for person in _present(bridge):
        member = members(bridge).get(person.id)
        if member is not None:
            name = member.name if is_called(bridge, member) else person.username
            found.append((name, people.role_of(bridge, member, person)))
        else:
            named = person.id == bridge.first_skipper and not person.guest
            role = Role.SKIPPER if named else Role.GUEST if person.guest else Role.CREW
            found.append((person.username, role))
    return sorted(found)


def _present(bridge: Bridge) -> list[Person]:
    if bridge.chat is not None:
        try:
            found = bridge.chat.members(bridge.channel_id)
        except (ChatAway, ChatRefused) as error:
            _log.warning("the chat server cannot say who is in the channel: %s", error)
        else:
            now = bridge.steady()
            for person in found:
                bridge.people.heard_person(person, now)
            return [person for person in found if not (person.bot or person.gone)]
    known = [people.remembered(bridge, user_id) for user_id in list(members(bridge))]
    return [person for person in known if person is not None]


def _draft(bridge: Bridge, caller: Caller, other: Member, role: Role) -> Draft:
    now = bridge.now()
    text = bridge.speaker().say(f"role.is_{role.value}", who=sign(other.id))
    facts = {"member": other.id, "role": role.value}
    return drafted(bridge, caller, text, EntryKind.ROLE, at=now, now=now, facts=facts)
