"""Drafts for the store's tests: an hourly line, a remark, a line timed by the host."""

from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position
from logbook.model.quantities import BARO, TWS

NOON = 1_780_315_200.0
"""2026-06-01T12:00:00Z."""
HOUR = 3600.0


def hourly(hour: int, *, origin: Origin = Origin.AUTO) -> Draft:
    """Return the hourly line of `hour` hours after noon."""
    at = NOON + hour * HOUR
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.HOURLY,
        origin=origin,
        text=f"{hour} h après midi, vent 12 kn",
        timing=Timing(ClockSource.GPS, 1.5, "a-boot", 12.25 + hour),
        position=Position(48.3735, -4.4983333),
        position_source=PositionSource.GPS,
        sog=3.086,
        cog=271.5,
        conditions={TWS: Condition(6.17, 1.5), BARO: Condition(101_325.0, 12.0)},
        facts={"distance_m": 11112.5},
        key=f"hourly:{hour}",
    )


def remark(
    text: str, at: float = NOON, *, author: str | None = None, refers_to: int | None = None
) -> Draft:
    """Return a line of free text, a correction where it refers to another."""
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.REMARK if refers_to is None else EntryKind.CORRECTION,
        origin=Origin.MANUAL,
        text=text,
        timing=Timing(ClockSource.GPS),
        author=author,
        refers_to=refers_to,
    )


def host_timed(text: str, at: float, boot_id: str = "cold-boot") -> Draft:
    """Return a remark that only the host's clock timed."""
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.REMARK,
        origin=Origin.MANUAL,
        text=text,
        timing=Timing(ClockSource.HOST, 0.0, boot_id, 30.0),
    )


def clock_fix(
    at: float, offset_s: float, covers: tuple[int, int], boot_id: str = "cold-boot"
) -> Draft:
    """Return the clock entry that mends what the host timed in `covers`."""
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.CLOCK,
        origin=Origin.AUTO,
        text="GPS time",
        timing=Timing(ClockSource.GPS, offset_s, boot_id, 60.0),
        facts={"offset_s": offset_s, "covers": list(covers), "boot_id": boot_id},
    )
