"""What may be corrected or struck: an entry that stands, is about the ship, and is the caller's."""

from logbook.locale import formats
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.history import HOUSEKEEPING
from logbook.model.neutral import row
from logbook.model.refusal import Refusal
from logbook.model.visas import FACT
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_author
from logbook.verbs.visa import visa_over


def to_correct(bridge: Bridge, caller: Caller, number: int) -> LogEntry:
    """Return the entry that a correction of `number` is about, which the caller may correct now.

    That of an earlier correction is the entry which that one was about. Raises Refusal
    `amend.unknown`, `amend.is_strike`, `amend.housekeeping`, `amend.struck`, `rights.not_yours`.
    """
    with bridge.readers.book() as book:
        entry = _standing(bridge, book, number)
        if entry.draft.kind is EntryKind.CORRECTION and entry.draft.refers_to is not None:
            entry = _standing(bridge, book, entry.draft.refers_to)
    needs_author(caller, entry)
    return entry


def to_strike(bridge: Bridge, caller: Caller, number: int) -> LogEntry:
    """Return entry `number` (a correction too), which the caller may strike now.

    Raises Refusal as `to_correct`.
    """
    with bridge.readers.book() as book:
        entry = _standing(bridge, book, number)
    needs_author(caller, entry)
    return entry


def since_visa(bridge: Bridge, entry: LogEntry, reason: str) -> dict[str, object]:
    """Return the fact that an amendment of `entry` comes after the visa of its day, if it does.

    Raises Refusal `amend.visa_reason` where it does and no `reason` is given.
    """
    with bridge.readers.book() as book:
        visa = visa_over(book, entry)
    if visa is None:
        return {}
    if not reason:
        raise Refusal("amend.visa_reason", number=entry.number, visa=visa)
    return {FACT: visa}


def already_struck(bridge: Bridge, book: BookReader, strike: LogEntry) -> Refusal:
    """Return what is said to whoever comes after `strike`."""
    author = strike.draft.author
    member = None if author is None else book.members().get(author)
    offset = bridge.config.ship_offset_s
    return Refusal(
        "amend.struck",
        number=strike.draft.refers_to,
        by=strike.number,
        author="" if member is None else row(member.name),
        hour=formats.hour(strike.at, offset),
        day=_date(strike.at + offset),
        reason=row(strike.draft.text),
    )


def _date(at: float) -> Refusal:
    """Return a day in the words of whoever is refused: `28 novembre`."""
    month, day = map(int, formats.iso(at)[5:10].split("-"))
    name = "dates.date_first" if day == 1 else "dates.date"
    return Refusal(name, day=day, month=Refusal(f"dates.month_{month}"))


def _standing(bridge: Bridge, book: BookReader, number: int) -> LogEntry:
    entry = book.entry(number)
    if entry is None:
        raise Refusal("amend.unknown", number=number, last=book.count())
    if entry.draft.kind is EntryKind.STRIKE:
        raise Refusal("amend.is_strike", number=number, about=entry.draft.refers_to)
    if entry.draft.kind in HOUSEKEEPING:
        raise Refusal("amend.housekeeping", number=number)
    for later in book.amendments([number]).get(number, ()):
        if later.draft.kind is EntryKind.STRIKE:
            raise already_struck(bridge, book, later)
    return entry
