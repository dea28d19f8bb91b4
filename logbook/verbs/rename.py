"""Another name for a member, on demand: in the book, the journal and the backups; the chain holds.

The chain knows members by a random id. What people typed themselves stays as they typed it.
"""

from typing import Final

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.naming import sign
from logbook.model.refusal import Refusal
from logbook.store.members import Member
from logbook.verbs import people
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean
from logbook.verbs.write import appended, drafted

LONGEST: Final = 64
RENAMED: Final = "renamed"
"""The fact by which a line says that the log calls a member by another name than the chat does."""


def rename(bridge: Bridge, caller: Caller, member: Member, typed: str) -> LogEntry:
    """Call a member `typed` from now on, wherever the log says who wrote; return the line of it.

    A skipper may, and everybody for themselves. Neither name stands in the line. Raises Refusal
    `rename.not_yours`, `rename.name` for no name, `rename.taken` for another member's.
    """
    if not caller.is_skipper and caller.member.id != member.id:
        raise Refusal("rename.not_yours")
    name = " ".join(clean(typed).replace("⟦", "").replace("⟧", "").split()).lstrip("@ ")
    if not name or len(name) > LONGEST:
        raise Refusal("rename.name", most=LONGEST)
    with bridge.readers.book() as book:
        others = [one for one in book.members().values() if one.id != member.id]
    if any(one.name.casefold() == name.casefold() for one in others):
        raise Refusal("rename.taken")
    with bridge.people.changing:
        bridge.rename(member.id, name)
        people.called(bridge, member, name)
        now = bridge.now()
        text = bridge.speaker().say("rename.done", who=sign(member.id))
        facts = {"member": member.id, RENAMED: True}
        draft = drafted(bridge, caller, text, EntryKind.ROLE, at=now, now=now, facts=facts)
        return appended(bridge, draft)


def found(bridge: Bridge, caller: Caller, word: str, user_id: str | None) -> Member:
    """Return the member that a word names: `me`, a mention (`user_id`), or the name in the book.

    Raises Refusal `role.unknown`.
    """
    if user_id is not None and user_id in people.members(bridge):
        return people.members(bridge)[user_id]
    name = word.lstrip("@").rstrip(",;:").casefold()
    if name in {"me", "moi"}:
        return caller.member
    with bridge.readers.book() as book:
        for member in book.members().values():
            if member.name.casefold() == name:
                return member
    raise Refusal("role.unknown", who=word[:LONGEST])
