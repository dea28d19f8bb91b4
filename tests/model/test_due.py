"""Which lines are due between two instants."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.due import INTERVALS_S, MOST_SLOTS, Slot, due, next_slot

MARQUESAS_S = -34_200


def utc(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_slots_stand_on_the_hour_after_since_up_to_until() -> None:
    slots = due(utc("2026-06-01 08:00"), utc("2026-06-01 10:00"), interval_s=3600, ship_offset_s=0)
    assert slots == (
        Slot(utc("2026-06-01 09:00"), "hourly"),
        Slot(utc("2026-06-01 10:00"), "hourly"),
    )


def test_an_offset_of_half_an_hour_moves_the_slots_by_half_an_hour() -> None:
    at = utc("2026-06-01 21:45")
    assert next_slot(at, interval_s=3600, ship_offset_s=MARQUESAS_S) == utc("2026-06-01 22:30")
    assert next_slot(at, interval_s=21_600, ship_offset_s=MARQUESAS_S) == utc("2026-06-02 03:30")


def test_noon_is_the_ships_and_comes_after_the_hour() -> None:
    slots = due(
        utc("2026-06-01 21:00"),
        utc("2026-06-01 22:00"),
        interval_s=900,
        ship_offset_s=MARQUESAS_S,
    )
    noon = utc("2026-06-01 21:30")
    assert [slot for slot in slots if slot.at == noon] == [Slot(noon, "hourly"), Slot(noon, "noon")]
    assert [slot.kind for slot in slots].count("noon") == 1


def test_nothing_is_due_when_time_stands_or_goes_back() -> None:
    at = utc("2026-06-01 12:00")
    assert due(at, at, interval_s=3600, ship_offset_s=0) == ()
    assert due(at, at - 7200, interval_s=3600, ship_offset_s=0) == ()


def test_a_clock_that_leaps_years_lists_only_the_newest() -> None:
    until = utc("2026-06-01 12:00")
    slots = due(0, until, interval_s=300, ship_offset_s=0)
    assert len(slots) == MOST_SLOTS
    assert slots[-1] == Slot(until, "noon")


@pytest.mark.parametrize("interval_s", [0, -3600, 7000, 86_400])
def test_an_interval_that_misses_midnight_or_noon_is_refused(interval_s: int) -> None:
    with pytest.raises(ValueError, match="half day"):
        next_slot(0, interval_s=interval_s, ship_offset_s=0)


@given(
    st.floats(1e9, 2e9),
    st.lists(st.floats(0, 20_000), min_size=1, max_size=8),
    st.sampled_from(INTERVALS_S),
    st.integers(-56, 56),
)
def test_waking_often_or_once_finds_the_same_slots(
    since: float, pauses: list[float], interval_s: int, quarters: int
) -> None:
    offset = quarters * 900
    instants = [since]
    for pause in pauses:
        instants.append(instants[-1] + pause)
    often = [
        slot
        for before, after in pairwise(instants)
        for slot in due(before, after, interval_s=interval_s, ship_offset_s=offset)
    ]
    once = due(since, instants[-1], interval_s=interval_s, ship_offset_s=offset)
    assert tuple(often) == once
    assert all((slot.at + offset) % interval_s == 0 for slot in once)
    assert all(since < slot.at <= instants[-1] for slot in once)
