"""The ship's clock: whom it believes, when, and what it says of it."""

import pytest

from logbook.clock.boot import boot_id, boot_now
from logbook.clock.changes import ChangeKind
from logbook.model.entries import ClockSource
from tests.clock.harness import NOON, Machine, instant, rmc, zda


def test_before_any_fix_the_hosts_time_is_shown_and_said_to_be_the_hosts() -> None:
    machine = Machine("2026-06-01T11:59:00")
    clock = machine.clock()
    machine.boot += 10.0
    assert clock.now() == NOON - 50.0
    assert clock.timing().source is ClockSource.HOST
    assert clock.timing().offset_s == 0.0
    assert clock.timing().boot_id == "a-boot"
    assert clock.timing().boot_s == 110.0


def test_three_consistent_epochs_set_the_clock_and_two_do_not() -> None:
    machine = Machine("2020-01-01T00:00:00")
    clock = machine.clock()
    assert machine.listen(clock, NOON, 2) == []
    assert clock.timing().source is ClockSource.HOST
    (change,) = machine.listen(clock, NOON + 2.0, 1)
    assert change.kind is ChangeKind.FIRST
    assert clock.source is ClockSource.GPS
    assert clock.now() == NOON + 2.0
    assert change.at == NOON + 2.0
    assert change.offset_s == pytest.approx(NOON - instant("2020-01-01T00:00:01"))
    assert change.utc_minus_boot_s == pytest.approx(NOON - 101.0)
    assert clock.timing().offset_s == pytest.approx(change.offset_s)


def test_a_line_timed_by_the_host_is_mended_by_its_boot_time_whatever_the_host_did() -> None:
    machine = Machine("1970-01-01T00:01:00")
    clock = machine.clock()
    written = clock.timing()
    machine.boot += 30.0
    machine.host_minus_boot += 3e8
    stepped = clock.heed_host()
    assert stepped is not None
    assert stepped.kind is ChangeKind.HOST
    (change,) = machine.listen(clock, NOON, 3)
    assert written.boot_s + change.utc_minus_boot_s == pytest.approx(NOON - 31.0)


def test_the_hosts_small_wanderings_are_not_steps() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    machine.host_minus_boot += 1.9
    assert clock.heed_host() is None


@pytest.mark.parametrize("step", [-6 * 86_400.0, 5 * 365 * 86_400.0])
def test_once_gps_is_had_steps_of_the_host_in_either_direction_change_nothing(step: float) -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    machine.listen(clock, NOON, 3)
    before = clock.now()
    machine.host_minus_boot += step
    assert clock.heed_host() is None
    assert clock.now() == before
    assert clock.timing().offset_s == pytest.approx(before - machine.host_now())


def test_the_time_goes_on_with_the_boot_clock_while_the_receiver_is_off() -> None:
    machine = Machine("2026-01-01T00:00:00")
    clock = machine.clock()
    machine.listen(clock, NOON, 3)
    machine.boot += 36_000.0
    assert clock.now() == NOON + 2.0 + 36_000.0
    assert clock.source is ClockSource.GPS


def test_a_date_that_fell_back_by_1024_weeks_is_corrected_and_said() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    (change,) = machine.listen(clock, NOON - 1024 * 7 * 86_400.0, 3)
    assert change.weeks == 1024
    assert clock.now() == NOON + 2.0


def test_a_date_that_fell_back_twice_is_corrected_too() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    (change,) = machine.listen(clock, NOON - 2048 * 7 * 86_400.0, 3)
    assert change.weeks == 2048
    assert clock.now() == NOON + 2.0


@pytest.mark.parametrize("impossible", ["2044-06-01T12:00:00", "2037-01-01T00:00:00"])
def test_a_date_more_than_ten_years_past_the_release_is_never_believed(impossible: str) -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    assert machine.listen(clock, instant(impossible), 100) == []
    assert clock.source is ClockSource.HOST


def test_gps_time_before_the_newest_line_must_insist_for_sixty_epochs() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock(newest=NOON + 3600.0)
    assert machine.listen(clock, NOON, 59) == []
    assert clock.source is ClockSource.HOST
    (change,) = machine.listen(clock, NOON + 59.0, 1)
    assert change.kind is ChangeKind.BACK
    assert change.epochs == 60
    assert change.before_newest_s == pytest.approx(3600.0 - 59.0)


def test_lines_written_meanwhile_count_as_the_newest() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    clock.entry_written(NOON + 3600.0)
    assert machine.listen(clock, NOON, 59) == []


def test_one_wrong_minute_in_a_minute_does_not_keep_the_clock_from_being_set() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock(newest=NOON + 3600.0)
    changes = []
    for second in range(70):
        machine.boot += 1.0
        stated = NOON + second - (60.0 if second % 60 == 0 else 0.0)
        change = clock.observe(rmc(stated), machine.boot)
        changes += [] if change is None else [change]
    assert [change.kind for change in changes] == [ChangeKind.BACK]
    assert clock.now() == NOON + 69.0


def test_epochs_that_disagree_set_nothing() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    for second in range(50):
        machine.boot += 1.0
        assert clock.observe(rmc(NOON + 7.0 * second), machine.boot) is None
    assert clock.source is ClockSource.HOST


def test_a_burst_after_a_stall_sets_nothing_and_the_clock_does_not_lag_by_it() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    machine.listen(clock, NOON, 3)
    machine.boot += 10.0
    for tenth in range(21, 121):
        assert clock.observe(rmc(NOON + tenth / 10.0), machine.boot) is None
    assert clock.now() == pytest.approx(NOON + 12.0, abs=0.01)


def test_late_arrivals_do_not_put_the_clock_back() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    machine.listen(clock, NOON, 3)
    for second in range(3, 60):
        machine.boot += 1.0
        clock.observe(rmc(NOON + second - (0.4 if second % 2 else 0.0)), machine.boot)
    assert clock.now() == pytest.approx(NOON + 59.0, abs=0.02)


def test_a_receiver_that_learns_its_leap_seconds_late_is_followed_and_it_is_said() -> None:
    machine = Machine("2026-06-01T12:00:00")
    clock = machine.clock()
    machine.listen(clock, NOON + 18.0, 30)
    clock.entry_written(clock.now() - 25.0)
    (change,) = machine.listen(clock, NOON + 30.0, 10)
    assert change.kind is ChangeKind.STEP
    assert change.offset_s == pytest.approx(-18.0)
    assert clock.now() == NOON + 39.0


def test_a_date_without_a_status_counts_only_beside_a_valid_position_that_agrees() -> None:
    machine = Machine("2020-01-01T00:00:00")
    clock = machine.clock()
    for second in range(10):
        machine.boot += 1.0
        assert clock.observe(zda(NOON + second), machine.boot) is None
    changes = []
    for second in range(10, 13):
        machine.boot += 1.0
        clock.observe(zda(NOON + second), machine.boot)
        change = clock.observe(rmc(NOON + second, day=False), machine.boot)
        changes += [] if change is None else [change]
    assert [change.kind for change in changes] == [ChangeKind.FIRST]
    assert clock.now() == NOON + 12.0


def test_a_date_that_disagrees_with_the_position_beside_it_dates_nothing() -> None:
    machine = Machine("2020-01-01T00:00:00")
    clock = machine.clock()
    for second in range(10):
        machine.boot += 1.0
        clock.observe(zda(NOON + second), machine.boot)
        clock.observe(rmc(NOON + 300.0 + second, day=False), machine.boot)
    assert clock.source is ClockSource.HOST


def test_the_machines_boot_clock_counts_and_its_boot_has_a_name() -> None:
    first = boot_now()
    assert boot_now() >= first > 0.0
    assert len(boot_id()) == 36
