"""Lines of a log that a reader of its bytes may stumble over: newlines, accents, silence."""

from collections.abc import Sequence

from logbook.model.entries import ClockSource, Draft, EntryKind, Origin, Timing
from logbook.model.observations import Position


def drafts(texts: Sequence[str]) -> list[Draft]:
    """Return a line for each text; every other one has a place and facts, the others none."""
    return [
        Draft(
            at=1_780_315_200.0 + number,
            written_at=1_780_315_201.0 + number,
            kind=EntryKind.REMARK,
            origin=Origin.MANUAL,
            text=text,
            timing=Timing(ClockSource.GPS, 1.5, "a-boot", 12.0),
            author="0123456789abcdef",
            position=Position(47.375, -3.218) if number % 2 else None,
            facts={"said": text} if number % 2 else {},
        )
        for number, text in enumerate(texts)
    ]
