"""Which seal is due: by ship's days, over absences, changes of ship's time and steps of clocks."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from logbook.model.due import DAY_S
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.seals import Seal, due, ship_day, starts

DAY = 20_600
"""2026-05-27."""
HOUR = 3600


def at(day: int, hour: float, offset: int = 0) -> float:
    return starts(day, offset) + hour * HOUR


def line(number: int, written_at: float, kind: EntryKind = EntryKind.REMARK) -> LogEntry:
    draft = Draft(
        at=written_at,
        written_at=written_at,
        kind=kind,
        origin=Origin.MANUAL,
        text="",
        timing=Timing(ClockSource.GPS),
    )
    return LogEntry(number, draft, written_at, f"{number - 1:064x}", f"{number:064x}", 1)


def test_a_day_is_due_from_its_midnight_on_and_not_before() -> None:
    lines = [line(7, at(DAY, 8)), line(8, at(DAY, 23.99))]
    assert due(lines, at(DAY, 23.999), 0) is None
    assert due(lines, at(DAY + 1, 0), 0) == Seal(DAY, DAY, 7, 8, f"{8:064x}")


def test_what_was_written_after_midnight_is_left_to_the_next_seal() -> None:
    seal = due([line(7, at(DAY, 8)), line(8, at(DAY + 1, 0.001))], at(DAY + 1, 0.01), 0)
    assert seal is not None
    assert (seal.first, seal.last, seal.entries) == (7, 7, 1)


def test_a_day_without_lines_has_no_seal_and_a_seal_alone_makes_none() -> None:
    assert due([], at(DAY + 1, 1), 0) is None
    assert due([line(9, at(DAY, 0.01), EntryKind.SEAL)], at(DAY + 1, 1), 0) is None


def test_the_seal_before_is_covered_by_the_next_one() -> None:
    lines = [line(9, at(DAY, 0.01), EntryKind.SEAL), line(10, at(DAY, 9))]
    seal = due(lines, at(DAY + 1, 1), 0)
    assert seal is not None
    assert (seal.first, seal.last, seal.entries) == (9, 10, 2)


def test_after_an_absence_one_seal_covers_all_that_was_not_covered() -> None:
    lines = [line(7, at(DAY, 8)), line(8, at(DAY + 2, 8)), line(9, at(DAY + 9, 8))]
    assert due(lines, at(DAY + 9, 9), 0) == Seal(DAY, DAY + 2, 7, 8, f"{8:064x}")


def test_midnight_is_the_ship_s() -> None:
    lines = [line(7, at(DAY, 11.9))]
    auckland, marquesas = 12 * HOUR, -34_200
    assert due(lines, at(DAY, 13), auckland) is not None
    assert due(lines, at(DAY + 1, 9), marquesas) is None
    assert due(lines, at(DAY + 1, 9.6), marquesas) is not None


def test_ship_s_time_put_forward_over_midnight_ends_the_day_at_once() -> None:
    lines = [line(7, at(DAY, 20)), line(8, at(DAY, 23.2))]
    now = at(DAY, 23.5)
    assert due(lines, now, 0) is None
    # An hour later by the ship's clock, 23:12 was 00:12 of the new day.
    assert due(lines, now, HOUR) == Seal(DAY, DAY, 7, 7, f"{7:064x}")


def test_ship_s_time_put_back_over_midnight_makes_the_rest_of_that_day_wait() -> None:
    rest = [line(9, at(DAY + 1, 0.2), EntryKind.SEAL), line(10, at(DAY + 1, 0.3))]
    assert due(rest, at(DAY + 1, 0.5), -HOUR) is None
    later = due(rest, at(DAY + 1, 1.1), -HOUR)
    assert later == Seal(DAY, DAY, 9, 10, f"{10:064x}")


def test_lines_of_a_clock_that_was_ahead_go_with_what_follows_them() -> None:
    ahead = [line(7, at(DAY + 900, 1)), line(8, at(DAY, 10))]
    assert due(ahead[:1], at(DAY, 9), 0) is None
    seal = due(ahead, at(DAY + 1, 1), 0)
    assert seal == Seal(DAY, DAY, 7, 8, f"{8:064x}")


def test_a_mended_line_counts_where_its_time_was_mended_to() -> None:
    host = line(7, 1000.0)
    mended = replace(host, at=at(DAY, 10))
    assert due([host], at(DAY, 11), 0) is not None
    assert due([mended], at(DAY, 11), 0) is None


@given(
    offset=st.integers(-12, 14).map(lambda hours: hours * HOUR),
    written=st.lists(st.floats(0, 40 * DAY_S), max_size=30),
    looks=st.lists(st.floats(0, 50 * DAY_S), min_size=1, max_size=30),
)
def test_whatever_the_clock_does_every_line_is_sealed_once_in_order(
    offset: int, written: list[float], looks: list[float]
) -> None:
    lines = [line(number, instant) for number, instant in enumerate(written, 1)]
    covered = 0
    for now in [*looks, 60.0 * DAY_S]:
        seal = due([one for one in lines if one.number > covered], now, offset)
        if seal is not None:
            assert seal.first == covered + 1
            assert seal.last > covered
            assert seal.day < ship_day(now, offset)
            covered = seal.last
    assert covered == len(lines)
