"""A correction: a new line that says what an earlier one should have; the earlier stays legible."""

from logbook.model.entries import EntryKind, LogEntry
from logbook.verbs.amend import since_visa, to_correct
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean, needed
from logbook.verbs.write import appended, drafted


def correct(
    bridge: Bridge,
    caller: Caller,
    number: int,
    text: str,
    reason: str = "",
    *,
    key: str | None = None,
) -> LogEntry:
    """Write that entry `number` should say `text`, and why where a reason is given; return it.

    The correction of a correction is one of the entry that the earlier one was about. With a
    `key` that the book holds already nothing is written again. Raises Refusal: what
    `amend.to_correct` raises, `amend.visa_reason`, `verbs.no_text`, `verbs.too_long`.
    """
    wanted = needed(text)
    why = clean(reason)
    about = to_correct(bridge, caller, number)
    facts = {**({"reason": needed(reason)} if why else {}), **since_visa(bridge, about, why)}
    now = bridge.now()
    draft = drafted(
        bridge,
        caller,
        wanted,
        EntryKind.CORRECTION,
        at=now,
        now=now,
        facts=facts,
        refers_to=about.number,
        key=key,
    )
    return appended(bridge, draft)
