"""What instruments say: a position, a sentence's report, and a good fix with its instant."""

from dataclasses import dataclass
from typing import NamedTuple

from logbook.model.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the Earth, WGS 84 degrees: `lat` in [-90, 90], `lon` in [-180, 180).

    Raises ValueError for anything else (NaN, infinity, out of range); 180 itself becomes -180.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not -90.0 <= self.lat <= 90.0:  # true for NaN
            raise ValueError(f"latitude {self.lat!r} is not within -90 and 90 degrees")
        if not -180.0 <= self.lon <= 180.0:
            raise ValueError(f"longitude {self.lon!r} is not within -180 and 180 degrees")
        if self.lon == 180.0:
            object.__setattr__(self, "lon", -180.0)


class Reading(NamedTuple):
    """One measured value, in the unit of the quantity's row."""

    quantity: Quantity
    value: float


class Report(NamedTuple):
    """What one good sentence says, before it is given an instant.

    `tod` is the UTC time of day that the sentence states (seconds in [0, 86400); a leap second
    reads 86400), `day` its UTC date as days since 1970-01-01. `position` is None unless the
    sentence carries a valid one. `source` is the talker and formatter, `GPRMC`.
    """

    source: str
    readings: tuple[Reading, ...] = ()
    position: Position | None = None
    tod: float | None = None
    day: int | None = None


class Fix(NamedTuple):
    """A position at an instant: `at` is UTC, seconds since 1970; `sog` m/s, `cog` degrees true."""

    at: float
    position: Position
    sog: float | None = None
    cog: float | None = None


class TrackPoint(NamedTuple):
    """A stored point of the track.

    `at` is UTC seconds since 1970 (kept to the millisecond); `run_m` the distance sailed since
    the stored point before, integrated over every good fix between; `gap` is true where the
    track was silent between the point before and this one.
    """

    at: float
    lat: float
    lon: float
    sog: float | None
    cog: float | None
    run_m: float
    gap: bool


class Sample(NamedTuple):
    """A quantity over one sampling interval: `at` is its beginning (UTC seconds since 1970).

    `mean` is a vector mean for directions and angles; `low` and `high` are extremes (None for
    directions and angles, which have none); `count` is the number of readings.
    """

    at: float
    quantity: Quantity
    mean: float
    low: float | None
    high: float | None
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody counts by
