"""What a line of the log holds: a draft as it is proposed, an entry as it stands in the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from logbook.model.observations import Position
from logbook.model.quantities import Quantity

MOST_CHARACTERS: Final = 4000
"""Product rule: an entry's text is at most so long."""


class EntryKind(StrEnum):
    """What happened; the value is what the database, `--json` and the hash hold."""

    REMARK = "remark"
    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    HOURLY = "hourly"
    NOON = "noon"
    GAP = "gap"
    CLOCK = "clock"
    POSITION = "position"
    SAILS = "sails"
    ENGINE = "engine"
    FUEL = "fuel"
    WATCH = "watch"
    ANCHOR = "anchor"
    CREW = "crew"
    WEATHER = "weather"
    ALARM = "alarm"
    CORRECTION = "correction"
    STRIKE = "strike"
    VOYAGE = "voyage"
    SETTING = "setting"
    ROLE = "role"
    MOB = "mob"
    SEAL = "seal"
    FORECAST = "forecast"
    VISA = "visa"
    BULLETIN = "bulletin"


class Origin(StrEnum):
    """Who or what wrote a line."""

    MANUAL = "manual"
    AUTO = "auto"
    IMPORT = "import"


class PositionSource(StrEnum):
    """How an entry's position was had."""

    GPS = "gps"
    HAND = "hand"
    TRACK = "track"  # interpolated between two stored points, and said to be


class ClockSource(StrEnum):
    """What timed an entry."""

    GPS = "gps"
    HOST = "host"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Condition:
    """A value as it stood when the line was written: SI value, and its age in seconds."""

    value: float
    age_s: float


@dataclass(frozen=True, slots=True)
class Timing:
    """What timed an entry: source, ship minus host (seconds), the boot and the time since it.

    A line timed by the host keeps `boot_id` and `boot_s`, so that the first trusted fix of the
    same boot can mend it.
    """

    source: ClockSource
    offset_s: float = 0.0
    boot_id: str = ""
    boot_s: float = 0.0


BY_HAND: Final = "by_hand"
"""Under this name a line's facts list the conditions that no instrument told."""
BY_EYE: Final = "by_eye"
"""Conditions (SI, by name) that somebody saw while an instrument told them: both are kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A line proposed to the log. Times are UTC, seconds since 1970, ship's clock.

    `at` is when it happened, `written_at` when it is written. `key` is the natural key of an
    automatic or imported line (`hourly:2026-06-01T12:00:00Z`): the log never holds it twice.
    `refers_to` is the entry that a correction or a strike is about. `facts` are what the line
    says in figures (distance, numbers covered, a setting's value), JSON-able. `author` is the
    member's random id, made aboard, or None for the ship herself.
    """

    at: float
    written_at: float
    kind: EntryKind
    origin: Origin
    text: str
    timing: Timing
    author: str | None = None
    position: Position | None = None
    position_source: PositionSource | None = None
    sog: float | None = None
    cog: float | None = None
    conditions: Mapping[Quantity, Condition] = field(default_factory=dict)
    refers_to: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    key: str | None = None

    @property
    def by_hand(self) -> frozenset[Quantity]:
        """The conditions that no instrument told: whoever wrote the line gave them."""
        named = self.facts.get(BY_HAND)
        known = named if isinstance(named, list) else ()
        return frozenset(name for name in self.conditions if name in known)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line as it stands: `number` from 1 without gaps, `prev` and `hash` 64 hex digits.

    `at` is the corrected instant where a later `clock` entry mended it, else as written.
    """

    number: int
    draft: Draft
    at: float
    prev: str
    hash: str
    form: int
