"""The roll of the instruments: who was regular, who is missed, who never was."""

from logbook.alerts.silent_sensor import Roll
from logbook.model.observations import Fix, Position, Reading
from logbook.model.quantities import DEPTH, ENGINE, TWS
from logbook.model.ship import ShipState
from tests.alerts.seen import NOON


def heard(minutes: int, *readings: Reading, gps: bool = True) -> tuple[Roll, ShipState, float]:
    """Return the roll after so many minutes in which everything was heard every ten seconds."""
    roll, ship, at = Roll(), ShipState(), NOON
    for _ in range(minutes * 6):
        at += 10.0
        fix = Fix(at, Position(48.0, -4.0)) if gps else None
        ship = ship.after(readings, at, fix)
        roll.call(ship, at)
    return roll, ship, at


WIND, DEEP = Reading(TWS, 8.0), Reading(DEPTH, 12.0)


def test_an_instrument_that_was_regular_is_missed_after_the_set_time() -> None:
    roll, ship, at = heard(40, WIND, DEEP)
    for later in range(0, 700, 10):
        ship = ship.after((DEEP,), at + later, Fix(at + later, Position(48.0, -4.0)))
        roll.call(ship, at + later)
    assert roll.silent(at + 590.0, 600.0) == ()
    assert roll.silent(at + 610.0, 600.0) == ("wind",)


def test_one_that_was_heard_for_a_few_minutes_is_not_missed() -> None:
    roll, _, at = heard(20, WIND)
    assert roll.silent(at + 7200.0, 600.0) == ()


def test_all_of_them_are_missed_together() -> None:
    roll, _, at = heard(40, WIND, DEEP)
    assert roll.silent(at + 700.0, 600.0) == ("position", "wind", "depth")


def test_an_engine_that_is_stopped_is_not_a_silent_instrument() -> None:
    roll, _, at = heard(40, Reading(ENGINE, 30.0), gps=False)
    assert roll.silent(at + 7200.0, 600.0) == ()


def test_a_clock_that_is_set_ahead_silences_nobody() -> None:
    roll, ship, at = heard(40, WIND)
    roll.retimed(86_400.0)
    roll.call(ship, at + 86_400.0)
    assert roll.silent(at + 86_400.0 + 60.0, 600.0) == ()


def test_a_clock_that_is_set_back_does_not_hear_the_future() -> None:
    roll, ship, at = heard(40, WIND)
    roll.retimed(-86_400.0)
    roll.call(ship, at - 86_400.0)
    assert roll.silent(at - 86_400.0 + 700.0, 600.0) == ("position", "wind")
