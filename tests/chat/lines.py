"""Entries and words for the chat's tests, made as short as they can be said."""

from collections.abc import Mapping

from logbook.chat.hand import Hand
from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position
from logbook.model.quantities import Quantity
from logbook.model.signing import Signer
from tests.eye import spoken

NOON = 1_780_401_600.0
"""2026-06-02T12:00:00Z, a Tuesday."""
ANNE, LEO = "a1" * 8, "b2" * 8
MEMBERS = {ANNE: "anne", LEO: "leo"}
BREST = Position(48.3735, -4.4978333)
KEY = "0123456789abcdef" * 4
VESSEL = "5e" * 16


def draft(
    text: str,
    *,
    at: float = NOON,
    written_at: float | None = None,
    kind: EntryKind = EntryKind.REMARK,
    author: str | None = ANNE,
    clock: ClockSource = ClockSource.GPS,
    position: Position | None = None,
    position_source: PositionSource | None = None,
    sog: float | None = None,
    cog: float | None = None,
    conditions: Mapping[Quantity, Condition] | None = None,
    refers_to: int | None = None,
    facts: Mapping[str, object] | None = None,
    origin: Origin | None = None,
) -> Draft:
    """Return a line by Anne, or by the ship where `author` is None."""
    by_hand = Origin.AUTO if author is None else Origin.MANUAL
    return Draft(
        at=at,
        written_at=at if written_at is None else written_at,
        kind=kind,
        origin=origin or by_hand,
        text=text,
        timing=Timing(clock),
        author=author,
        position=position,
        position_source=position_source,
        sog=sog,
        cog=cog,
        conditions=conditions or {},
        refers_to=refers_to,
        facts=facts or {},
    )


def entry(number: int, line: Draft, mended_to: float | None = None) -> LogEntry:
    """Return a draft as it stands in a book."""
    at = line.at if mended_to is None else mended_to
    return LogEntry(number, line, at, f"{number - 1:064x}", f"{number:064x}", 1)


def hand(language: str = "fr", *, signs: bool = False, now: float | None = NOON) -> Hand:
    """Return who words the cards, in ship's time UTC+2."""
    return Hand(
        spoken(language),
        VESSEL,
        MEMBERS,
        7200,
        Signer(KEY) if signs else None,
        "http://boat:8067",
        now,
    )
