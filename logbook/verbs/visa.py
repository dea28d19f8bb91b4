"""The daily visa: the skipper has seen a day's lines; what is changed in them then must say why."""

from logbook.locale import formats
from logbook.model.chain import iso_utc
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.refusal import Refusal
from logbook.model.seals import ship_day, starts
from logbook.model.visas import limits, over
from logbook.store.book_reader import BookReader
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_skipper
from logbook.verbs.text import clean, needed
from logbook.verbs.write import appended, drafted

_NOT_SEEN = frozenset({EntryKind.SEAL, EntryKind.VISA})
"""What the log and the skipper say of the day itself."""


def visa(bridge: Bridge, caller: Caller, day: int, remark: str = "") -> LogEntry:
    """Write that the skipper has seen the lines of a ship's day (days since 1970-01-01).

    It covers the lines of that day which stand in the log now; what comes to the day later may
    be seen by another visa. Raises Refusal `rights.skipper_only`, `visa.empty`, `visa.again`.
    """
    needs_skipper(caller)
    offset, now = bridge.config.ship_offset_s, bridge.now()
    since, until = starts(day, offset), starts(day + 1, offset)
    title = formats.day(bridge.speaker(), since, offset)
    with bridge.readers.book() as book:
        seen = [
            line.number
            for line in book.entries(since, until - 1.0)
            if line.draft.kind not in _NOT_SEEN
        ]
        if not seen:
            raise Refusal("visa.empty", day=title)
        _refuse_again(book, since, until, max(seen))
    note = clean(remark)
    said = bridge.speaker().say("entries.visa", day=title, count=len(seen), last=max(seen))
    facts: dict[str, object] = {
        "day": iso_utc(since + offset)[:10],
        "since": iso_utc(since),
        "until": iso_utc(until),
        "last": max(seen),
        "entries": len(seen),
    }
    text = needed(f"{said} · {note}" if note else said)
    draft = drafted(bridge, caller, text, EntryKind.VISA, at=now, now=now, facts=facts)
    return appended(bridge, draft)


def standing(bridge: Bridge, day: int) -> LogEntry | None:
    """Return the latest visa of a ship's day, None where it has none."""
    offset = bridge.config.ship_offset_s
    day_of = (iso_utc(starts(day, offset)), iso_utc(starts(day + 1, offset)))
    with bridge.readers.book() as book:
        found = [
            line
            for line in book.entries(kinds=(EntryKind.VISA,), by_number=True)
            if (line.draft.facts.get("since"), line.draft.facts.get("until")) == day_of
        ]
    return found[-1] if found else None


def today(bridge: Bridge) -> int:
    """Return the ship's day that it is."""
    return ship_day(bridge.now(), bridge.config.ship_offset_s)


def visa_over(book: BookReader, line: LogEntry) -> int | None:
    """Return the number of the visa that a line stands under, itself or what it is about."""
    visas = list(book.entries(kinds=(EntryKind.VISA,), by_number=True))
    found: LogEntry | None = line
    while visas and found is not None:
        number = over(found, visas)
        if number is not None:
            return number
        about = found.draft.refers_to
        found = None if about is None else book.entry(about)
    return None


def _refuse_again(book: BookReader, since: float, until: float, last: int) -> None:
    for line in book.entries(kinds=(EntryKind.VISA,)):
        if limits(line) == (since, until) and line.draft.facts.get("last") == last:
            raise Refusal("visa.again", number=line.number)
