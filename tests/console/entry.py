"""Entries for the console's tests, made as short as they can be said."""

from collections.abc import Mapping

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

NOON = 1_780_401_600.0
"""2026-06-02T12:00:00Z, a Tuesday."""
ANNE = "9f2c" * 4
MEMBERS = {ANNE: "Anne"}


def entry(
    number: int,
    text: str,
    *,
    at: float = NOON,
    mended_to: float | None = None,
    kind: EntryKind = EntryKind.REMARK,
    origin: Origin = Origin.MANUAL,
    author: str | None = ANNE,
    clock: ClockSource = ClockSource.GPS,
    position: Position | None = None,
    position_source: PositionSource | None = None,
    sog: float | None = None,
    cog: float | None = None,
    conditions: Mapping[Quantity, Condition] | None = None,
    refers_to: int | None = None,
    facts: Mapping[str, object] | None = None,
) -> LogEntry:
    draft = Draft(
        at=at,
        written_at=at + 1.0,
        kind=kind,
        origin=origin,
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
    return LogEntry(
        number=number,
        draft=draft,
        at=at if mended_to is None else mended_to,
        prev=f"{number - 1:064x}",
        hash=f"{number:064x}",
        form=1,
    )
