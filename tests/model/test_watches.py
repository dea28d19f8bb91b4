"""Watches in figures: when one began, how long she made way in it, how long the engine ran."""

from hypothesis import given
from hypothesis import strategies as st

from logbook.model.watches import Change, began, lasted_s, spells, under_way

HOUR = 3600.0


def test_without_a_change_she_has_been_all_along_as_she_is_now() -> None:
    assert under_way([], 0.0, 4 * HOUR, moving=True) == [(0.0, 4 * HOUR)]
    assert under_way([], 0.0, 4 * HOUR, moving=False) == []


def test_before_an_arrival_she_made_way_and_before_a_departure_she_lay() -> None:
    arrived, left = Change(HOUR, on=False), Change(2 * HOUR, on=True)
    assert under_way([arrived], 0.0, 4 * HOUR, moving=False) == [(0.0, HOUR)]
    assert under_way([left], 0.0, 4 * HOUR, moving=True) == [(2 * HOUR, 4 * HOUR)]
    both = under_way([arrived, left], 0.0, 4 * HOUR, moving=True)
    assert both == [(0.0, HOUR), (2 * HOUR, 4 * HOUR)]
    assert lasted_s(both) == 3 * HOUR


def test_of_a_watch_told_late_what_came_after_it_is_no_part() -> None:
    changes = [Change(2 * HOUR, on=True), Change(3 * HOUR, on=False)]
    assert under_way(changes, 0.0, HOUR, moving=False) == []
    assert under_way(changes, 0.0, 2.5 * HOUR, moving=False) == [(2 * HOUR, 2.5 * HOUR)]


def test_an_engine_that_was_started_before_ran_from_the_beginning() -> None:
    running = [Change(-HOUR, on=True), Change(HOUR, on=True), Change(2 * HOUR, on=False)]
    assert spells(running, 0.0, 4 * HOUR, at_first=False) == [(0.0, 2 * HOUR)]


def test_a_calm_does_not_begin_the_watch_anew_and_a_night_in_harbour_does() -> None:
    assert began(0.0, [(0.0, HOUR), (1.5 * HOUR, 4 * HOUR)]) == 0.0
    assert began(0.0, [(600.0, 4 * HOUR)]) == 0.0
    assert began(0.0, [(0.0, HOUR), (12 * HOUR, 13 * HOUR)]) == 12 * HOUR
    assert began(0.0, []) == 0.0


@given(
    st.lists(st.tuples(st.integers(-100, 200), st.booleans())),
    st.booleans(),
)
def test_spells_lie_within_the_watch_one_after_the_other(
    made: list[tuple[int, bool]], at_first: bool
) -> None:
    changes = [Change(float(at), on) for at, on in sorted(made)]
    found = spells(changes, 0.0, 100.0, at_first=at_first)
    instants = [at for spell in found for at in spell]
    assert instants == sorted(instants)
    assert all(0.0 <= at <= 100.0 for at in instants)
    assert all(since < until for since, until in found)
    # An instant of the middle is in a spell if the last change before it says so.
    before = [on for at, on in sorted(made) if at <= 50]
    is_on = before[-1] if before else at_first
    assert any(since <= 50.5 < until for since, until in found) == is_on
