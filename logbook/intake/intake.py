"""All feeds together: their order, and the gate that they share."""

from collections.abc import Mapping, Sequence

from logbook.intake.feed import FeedIntake
from logbook.intake.gate import Gate
from logbook.intake.preferences import CLOCK, POSITION, SOURCES
from logbook.model.quantities import Quantity


class Intake:
    """The feeds' common intake; not for several threads at once (counters may be read by any).

    `priorities` says, for a quantity's name or "position" (which the clock's time follows), in
    which order feeds are believed, by name; feeds that it does not name come after, by rank.
    """

    __slots__ = ("_gate", "_priorities")

    def __init__(self, priorities: Mapping[str, Sequence[str]] | None = None) -> None:
        self._priorities = dict(priorities or {})
        self._gate = Gate()

    def feed(self, name: str, rank: int) -> "FeedIntake":
        """Return the intake of one feed; a smaller `rank` is believed before a greater one."""
        ranks = {quantity: self._rank(quantity, name, rank) for quantity in SOURCES}
        return FeedIntake(name, ranks, self._gate)

    def _rank(self, quantity: Quantity, name: str, rank: int) -> int:
        order = list(self._priorities.get(POSITION if quantity is CLOCK else quantity, ()))
        return order.index(name) - len(order) if name in order else rank
