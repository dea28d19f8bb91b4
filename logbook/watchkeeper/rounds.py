"""Which chores the watch looks after, in the order of a round."""

from logbook.guard.doorkeeper import Doorkeeper
from logbook.watchkeeper.chores import Chore


def rounds(door: Doorkeeper, *others: Chore) -> list[Chore]:
    """Return what is looked after beside the recorder; `others` come last."""
    return [door, *others]
