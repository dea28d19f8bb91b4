"""A strike: a new line that takes an earlier one back, and says why; the earlier stays legible."""

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.refusal import Refusal
from logbook.verbs.amend import already_struck, since_visa, to_strike
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.text import clean, needed
from logbook.verbs.write import drafted


def strike(bridge: Bridge, caller: Caller, number: int, reason: str) -> LogEntry:
    """Strike entry `number` for `reason`; return the line that does it.

    Raises Refusal: what `amend.to_strike` raises, `amend.no_reason`, `verbs.too_long`.
    """
    struck = to_strike(bridge, caller, number)
    if not clean(reason):
        raise Refusal("amend.no_reason", number=number)
    now = bridge.now()
    draft = drafted(
        bridge,
        caller,
        needed(reason),
        EntryKind.STRIKE,
        at=now,
        now=now,
        facts=since_visa(bridge, struck, clean(reason)),
        refers_to=number,
        key=f"strike:{number}",
    )
    written = bridge.append((draft,))
    if written:
        return written[0]
    # Somebody else was quicker, between our look and our line.
    with bridge.readers.book() as book:
        first = book.keyed(f"strike:{number}")
        assert first is not None, "the key that was passed over stands in the book"
        raise already_struck(bridge, book, first)
