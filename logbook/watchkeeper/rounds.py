"""Which chores the watch looks after, in the order of a round."""

from logbook.watchkeeper.chores import Chore


def rounds() -> list[Chore]:
    """Return what is looked after beside the recorder."""
    return []
