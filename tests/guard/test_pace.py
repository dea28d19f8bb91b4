"""A bucket fills again with time, and no number of callers takes more than its memory."""

from hypothesis import given
from hypothesis import strategies as st

from logbook.guard.pace import Allowance, Pace


def test_so_many_at_once_and_then_as_time_allows() -> None:
    pace = Pace(Allowance(30, 10.0))
    assert [pace.takes("marie", 0.0) for _ in range(31)] == [True] * 30 + [False]
    assert not pace.takes("marie", 0.2)
    assert pace.takes("marie", 0.4)
    assert [pace.takes("marie", 100.0) for _ in range(31)] == [True] * 30 + [False]


def test_one_member_takes_nothing_from_another() -> None:
    pace = Pace(Allowance(2, 10.0))
    assert [pace.takes("leo", 0.0) for _ in range(3)] == [True, True, False]
    assert pace.takes("marie", 0.0)


def test_a_clock_that_stands_still_or_is_asked_out_of_order_gives_nothing_away() -> None:
    pace = Pace(Allowance(1, 10.0))
    assert pace.takes("marie", 5.0)
    assert not pace.takes("marie", 0.0)
    assert not pace.takes("marie", 5.0)


def test_a_flood_of_callers_is_held_in_bounded_memory() -> None:
    pace = Pace(Allowance(1, 10.0), most_keys=100)
    for caller in range(10_000):
        pace.takes(caller, 0.0)
    assert len(pace) == 100
    assert not pace.takes(9_999, 0.0)


@given(st.lists(st.floats(0.0, 5.0), max_size=200))
def test_never_more_is_taken_than_the_bucket_and_the_time_allow(pauses: list[float]) -> None:
    pace, now, taken = Pace(Allowance(5, 10.0)), 0.0, 0
    for pause in pauses:
        now += pause
        taken += pace.takes("marie", now)
        assert taken <= 5 + now * 0.5 + 1e-6
