"""A door for tests that are not about doors: nobody types too much for it."""

from logbook.guard.doorkeeper import Doorkeeper, allowances


def wide_door() -> Doorkeeper:
    return Doorkeeper(lambda: 0.0, allowances(100_000), at_once=1000)
