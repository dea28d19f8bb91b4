"""Distances sailed since marks: the departure, the last line, the last noon."""

from dataclasses import dataclass


@dataclass(slots=True)
class Mark:
    """Where an odometer stood at an instant (UTC seconds since 1970), metres."""

    at: float
    stood_m: float


class Odometer:
    """Adds up every hop between good fixes, unrounded; mutable, fed by the recorder.

    A mark is None until it is set: then nothing is known to be told.
    """

    def __init__(self) -> None:
        self.total_m = 0.0
        self.departure: Mark | None = None
        self.line: Mark | None = None
        self.noon: Mark | None = None

    def mark(self, at: float) -> Mark:
        """Return a mark of here and now."""
        return Mark(at, self.total_m)

    def resume(self, since: float, sailed_m: float) -> Mark:
        """Return a mark of an earlier instant, from which `sailed_m` have been sailed."""
        return Mark(since, self.total_m - sailed_m)

    def since(self, mark: Mark | None, stood_m: float | None = None) -> float | None:
        """Return the metres sailed since `mark`, None where it was never set.

        Until now, or until the odometer stood at `stood_m`.
        """
        if mark is None:
            return None
        return (self.total_m if stood_m is None else stood_m) - mark.stood_m
