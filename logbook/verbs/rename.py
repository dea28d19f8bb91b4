"""Another name for a member, on demand: in the book, the journal and the backups; the chain holds.

The chain knows members by a random id. What people typed themselves stays as they typed it.
"""

from typing import Final

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.naming import alike, bare, is_mixed, latin, sign, unpointed
from logbook.model.refusal import Refusal
from logbook.store.members import Member
from logbook.verbs import known
from logbook.verbs.accounts import account
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller, member_of
from logbook.verbs.rights import needs_crew
from logbook.verbs.write import appended, drafted

LONGEST: Final = 64
RENAMED: Final = "renamed"
"""The fact by which a line says that the log calls a member by another name than the chat does."""


def rename(bridge: Bridge, caller: Caller, member: Member, typed: str) -> LogEntry:
    """Call a member `typed` from now on, wherever the log says who wrote; return the line of it.

    A skipper may, and whoever is no guest for themselves. Neither name stands in the line. What
    no name needs is left out (`naming.bare`). Raises Refusal `rights.not_guests`,
    `rename.not_yours`, `rename.name` for no name, `rename.mixed` for a word in two alphabets,
    `rename.taken` for another member's or another account's, and those of `accounts.account` and
    `write.drafted`.
    """
    needs_crew(caller)
    if not caller.is_skipper and caller.member.id != member.id:
        raise Refusal("rename.not_yours")
    name = bare(typed)
    if not name or len(name) > LONGEST:
        raise Refusal("rename.name", most=LONGEST)
    if is_mixed(name):
        raise Refusal("rename.mixed")
    # Somebody may be called in the channel who never spoke to the log.
    for username in {latin(name), unpointed(latin(name))}:
        owner = account(bridge, username)
        if owner is not None and owner.id != member.mattermost_id:
            raise Refusal("rename.taken")
    with bridge.people.changing:
        with bridge.readers.book() as book:
            others = [one for one in book.members().values() if one.id != member.id]
        if any(alike(one.name) == alike(name) for one in others):
            raise Refusal("rename.taken")
        now = bridge.now()
        text = bridge.speaker().say("rename.done", who=sign(member.id))
        facts = {"member": member.id, RENAMED: True}
        # Who may write no more lines today changes no name either.
        draft = drafted(bridge, caller, text, EntryKind.ROLE, at=now, now=now, facts=facts)
        bridge.rename(member.id, name)
        known.called(bridge, member, name)
        return appended(bridge, draft)


def found(bridge: Bridge, caller: Caller, word: str, user_id: str | None) -> Member:
    """Return the member that a word names: `me`, a mention (`user_id`), or the name in the book.

    A member of the channel who never spoke to the log is written down in it, for a skipper.
    Raises Refusal `role.unknown`, also where two are called so; `rename.not_yours`,
    `people.other_not_member` and those of `accounts.account`.
    """
    if user_id is not None and user_id in known.members(bridge):
        return known.members(bridge)[user_id]
    name = alike(word.rstrip(",;:"))
    if name in {alike("me"), alike("moi")}:
        return caller.member
    with bridge.readers.book() as book:
        same = [one for one in book.members().values() if alike(one.name) == name]
    if len(same) == 1:
        return same[0]
    if not same:
        needs_crew(caller)
        owner = account(bridge, word.lstrip("@").rstrip(",;:")) if user_id is None else None
        who = user_id if owner is None else owner.id
        if who is not None and not caller.is_skipper:
            raise Refusal("rename.not_yours")
        if who is not None:
            return member_of(bridge, who)[0]
    raise Refusal("role.unknown", who=word[:LONGEST])
