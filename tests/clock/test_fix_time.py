"""When a fix was true, by the ship's clock."""

from logbook.model.observations import Report
from tests.clock.harness import HERE, NOON, Machine, instant, rmc


def test_a_fix_is_timed_by_its_own_time_of_day_on_the_ships_date() -> None:
    machine = Machine("2026-01-01T00:00:00")
    clock = machine.clock()
    midnight = instant("2026-06-02T00:00:00")
    machine.listen(clock, midnight - 2.0, 3)
    assert clock.fix_time(rmc(midnight - 1.0, day=False), machine.boot) == midnight - 1.0
    assert clock.fix_time(rmc(midnight, day=False), machine.boot) == midnight
    assert clock.fix_time(Report("GPGLL", position=HERE), machine.boot) == clock.now()
    assert clock.fix_time(Report("WIMWV"), machine.boot) is None


def test_a_fix_has_no_time_while_its_date_is_on_trial() -> None:
    machine = Machine("1970-01-01T00:01:00")
    clock = machine.clock()
    machine.listen(clock, NOON, 2)
    assert clock.fix_time(rmc(NOON + 1.0), machine.boot) is None
    machine.listen(clock, NOON + 2.0, 1)
    assert clock.fix_time(rmc(NOON + 2.0), machine.boot) == NOON + 2.0


def test_a_receiver_that_never_knows_the_date_is_dated_by_the_host() -> None:
    machine = Machine("2026-06-01T12:00:30")
    clock = machine.clock()
    machine.boot += 1.0
    report = rmc(NOON, day=False)
    assert clock.observe(report, machine.boot) is None
    assert clock.fix_time(report, machine.boot) == NOON


def test_an_impossible_date_leaves_the_time_of_day_usable() -> None:
    machine = Machine("2026-06-01T12:00:30")
    clock = machine.clock()
    report = rmc(instant("2044-02-03T12:00:00"))
    assert clock.observe(report, machine.boot) is None
    assert clock.fix_time(report, machine.boot) == NOON
