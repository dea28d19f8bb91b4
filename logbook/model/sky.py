"""What sun and moon do in one of the ship's days, seen from one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Above:
    """When a body comes above an altitude in a day, and goes below it.

    `rises` and `sets` are the first of their kind in the day (UTC seconds since 1970), None where
    there is none. `throughout` is None where it does either, else whether it stays above.
    """

    rises: float | None = None
    sets: float | None = None
    throughout: bool | None = None


@dataclass(frozen=True, slots=True)
class Sky:
    """A day of the sky.

    `sun` and `moon` are of the upper limb at the horizon of the sea, `civil` and `nautical` of the
    sun's centre 6° and 12° below it. `lit` is the lit part of the moon's disc (0 to 1) at the
    instant that was asked about.
    """

    sun: Above
    civil: Above
    nautical: Above
    moon: Above
    lit: float
    waxing: bool
