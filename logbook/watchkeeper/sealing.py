"""The chore that seals the day: at ship's midnight the root of the log goes into the channel.

Who has seen it there can later tell whether the log was cut short or made anew; see docs/proof.md.
"""

from typing import Final, Protocol

from logbook.model.chain import iso_utc
from logbook.model.entries import Draft, EntryKind, Origin
from logbook.model.seals import Seal, due, ship_day, starts
from logbook.store.book_reader import BookReader
from logbook.summaries import seal as words
from logbook.verbs.bridge import Bridge

KEY: Final = "seal"


class Boarding(Protocol):
    """Gives the bridge as it is now: settings may have changed."""

    def __call__(self) -> Bridge:
        """Return the bridge."""


class DaySeal:
    """Writes the seal of a day that has ended; of several, where the boat was away."""

    name = "seal"

    def __init__(self, board: Boarding) -> None:
        self._board = board
        self._seen: tuple[int, int] | None = None

    def look(self) -> None:
        """Write what is due; the book is read once a day, and when ship's time is changed."""
        bridge = self._board()
        now, offset = bridge.now(), bridge.config.ship_offset_s
        seen = (ship_day(now, offset), offset)
        if seen == self._seen:
            return
        with bridge.readers.book() as book:
            seal = due(book.after(covered(book)), now, offset)
            key = "" if seal is None else _key(book, seal, offset)
        if seal is not None:
            bridge.append((_draft(bridge, seal, key, now),))
        self._seen = seen


def _key(book: BookReader, seal: Seal, offset: int) -> str:
    key = f"{KEY}:{_iso_day(seal.day, offset)}"
    # Where the ship's clock was put back over midnight, that day came again.
    return key if book.keyed(key) is None else f"{key}:{seal.last}"


def _draft(bridge: Bridge, seal: Seal, key: str, now: float) -> Draft:
    offset = bridge.config.ship_offset_s
    facts: dict[str, object] = {
        "day": _iso_day(seal.day, offset),
        "first": seal.first,
        "last": seal.last,
        "entries": seal.entries,
        "root": seal.root,
    }
    if seal.since_day != seal.day:
        facts["since_day"] = _iso_day(seal.since_day, offset)
    return Draft(
        # It is the last line of its day, whenever it is written.
        at=starts(seal.day + 1, offset) - 1.0,
        written_at=now,
        kind=EntryKind.SEAL,
        origin=Origin.AUTO,
        text=words.text(bridge.speaker(), seal, offset),
        timing=bridge.ship.timing(),
        facts=facts,
        key=key,
    )


def covered(book: BookReader) -> int:
    """Return the number of the last line that a seal covers, 0 where there is none."""
    last = 0
    for line in book.entries(kinds=(EntryKind.SEAL,)):
        number = line.draft.facts.get("last")
        last = max(last, number if isinstance(number, int) else 0)
    return last


def _iso_day(day: int, offset: int) -> str:
    return iso_utc(starts(day, offset) + offset)[:10]
