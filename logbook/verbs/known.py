"""What the book knows of the crew: members, roles, names; read once, and followed."""

from dataclasses import replace

from logbook.model.entries import EntryKind
from logbook.store.members import Member
from logbook.verbs.bridge import Bridge
from logbook.verbs.muster import Role


def members(bridge: Bridge) -> dict[str, Member]:
    """Return the members of the book by Mattermost id."""
    aboard = bridge.people.aboard
    if aboard is None:
        with bridge.readers.book() as book:
            known = book.members().values()
        aboard = {one.mattermost_id: one for one in known if one.mattermost_id is not None}
        bridge.people.aboard = aboard
    return aboard


def roles(bridge: Bridge) -> dict[str, Role]:
    """Return the roles that were given, by member id; who is not in it is crew."""
    found = bridge.people.roles
    if found is None:
        found = {}
        with bridge.readers.book() as book:
            for entry in book.entries(kinds=(EntryKind.ROLE,), by_number=True):
                facts = entry.draft.facts
                if facts.get("renamed"):
                    bridge.people.called.add(str(facts.get("member")))
                if facts.get("role") in tuple(Role):
                    found[str(facts.get("member"))] = Role(str(facts["role"]))
        bridge.people.roles = found
    return found


def is_called(bridge: Bridge, member: Member) -> bool:
    """Tell whether the log calls a member by another name than the chat does."""
    roles(bridge)
    return member.id in bridge.people.called


def called(bridge: Bridge, member: Member, name: str) -> None:
    """Follow a name that the book now has for a member, whatever the chat calls them."""
    roles(bridge)
    bridge.people.called.add(member.id)
    if member.mattermost_id is not None:
        members(bridge)[member.mattermost_id] = replace(member, name=name)
