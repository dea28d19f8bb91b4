"""Roles: a skipper makes somebody skipper, crew or guest; the last skipper cannot leave."""

from logbook.model.entries import Draft, EntryKind, LogEntry
from logbook.model.naming import sign
from logbook.model.neutral import row
from logbook.model.ports import Person
from logbook.model.refusal import Refusal
from logbook.store.members import Member
from logbook.verbs import people
from logbook.verbs.bridge import Bridge
from logbook.verbs.known import members, roles
from logbook.verbs.muster import Role
from logbook.verbs.people import Caller, member_of
from logbook.verbs.rights import needs_skipper
from logbook.verbs.write import appended, drafted


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


def listed(bridge: Bridge) -> list[tuple[Member, Role]]:
    """Return everybody who has used the log, with what they may do, by name."""
    given = roles(bridge)
    known = members(bridge).values()
    return [
        (member, _role(bridge, member, given.get(member.id, Role.CREW)))
        for member in sorted(known, key=lambda one: one.name)
    ]


def _role(bridge: Bridge, member: Member, given: Role) -> Role:
    person: Person | None = bridge.people.last_person(member.mattermost_id or "")
    return Role.GUEST if person is not None and person.guest else given


def _draft(bridge: Bridge, caller: Caller, other: Member, role: Role) -> Draft:
    now = bridge.now()
    text = bridge.speaker().say(f"role.is_{role.value}", who=sign(other.id))
    facts = {"member": other.id, "role": role.value}
    return drafted(bridge, caller, text, EntryKind.ROLE, at=now, now=now, facts=facts)
