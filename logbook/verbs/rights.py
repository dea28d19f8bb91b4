"""Who may do what: one question a rule, asked at each call."""

from logbook.model.entries import LogEntry
from logbook.model.refusal import Refusal
from logbook.verbs.muster import Role
from logbook.verbs.people import Caller


def needs_skipper(caller: Caller) -> None:
    """Raise Refusal `rights.skipper_only` for anybody but a skipper."""
    if caller.role is not Role.SKIPPER:
        raise Refusal("rights.skipper_only")


def needs_crew(caller: Caller) -> None:
    """Raise Refusal `rights.not_guests` for a guest."""
    if caller.role is Role.GUEST:
        raise Refusal("rights.not_guests")


def needs_author(caller: Caller, entry: LogEntry) -> None:
    """Raise Refusal `rights.not_yours` for anybody but who wrote `entry`, or a skipper."""
    if caller.role is not Role.SKIPPER and entry.draft.author != caller.member.id:
        raise Refusal("rights.not_yours", number=entry.number)
