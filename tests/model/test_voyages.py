"""Voyages and legs out of marks: stops, the skipper's word, imports beside the live log."""

import math
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.voyages import Leg, Mark, MarkKind, Voyage, arrange, marks, until

HOUR = 3600.0
DAY = 24 * HOUR


def said(*words: tuple[int, float, str], origin: Origin = Origin.AUTO) -> list[Mark]:
    """Return marks from (number, hours, kind)."""
    return [
        Mark(
            number,
            hours * HOUR,
            MarkKind(kind),
            origin if kind in ("departure", "arrival") else Origin.MANUAL,
        )
        for number, hours, kind in words
    ]


def shape(voyages: tuple[Voyage, ...]) -> list[list[tuple[int, float, float | None]]]:
    """Return number and hours of departure and arrival of every leg, by voyage."""
    return [
        [
            (leg.number, leg.departed_at / HOUR, leg.arrived_at and leg.arrived_at / HOUR)
            for leg in voyage.legs
        ]
        for voyage in voyages
    ]


def test_no_marks_make_no_voyage() -> None:
    assert arrange([]) == ()
    assert arrange(said((1, 5, "arrival"), (2, 6, "end"), (3, 7, "join"))) == ()


def test_a_stop_shorter_than_a_day_continues_the_voyage() -> None:
    found = arrange(
        said((1, 0, "departure"), (2, 5, "arrival"), (3, 28.9, "departure"), (4, 30, "arrival"))
    )
    assert shape(found) == [[(1, 0, 5), (3, 28.9, 30)]]
    assert (found[0].number, found[0].departed_at, found[0].arrived_at) == (1, 0, 30 * HOUR)


def test_a_stop_of_a_day_ends_it() -> None:
    found = arrange(said((1, 0, "departure"), (2, 5, "arrival"), (3, 29, "departure")))
    assert shape(found) == [[(1, 0, 5)], [(3, 29, None)]]
    assert [voyage.number for voyage in found] == [1, 2]


def test_an_older_voyage_that_is_imported_later_does_not_move_the_numbers_of_the_others() -> None:
    found = arrange(
        said((1, 100, "departure"), (2, 105, "arrival"), (3, 0, "departure"), (4, 5, "arrival"))
    )
    assert [(voyage.number, voyage.departed_at / HOUR) for voyage in found] == [(2, 0), (1, 100)]


def test_a_second_departure_under_way_is_the_same_leg() -> None:
    found = arrange(said((1, 0, "departure"), (2, 1, "departure"), (3, 5, "arrival")))
    assert shape(found) == [[(1, 0, 5)]]


def test_marks_are_taken_by_time_and_not_by_number() -> None:
    found = arrange(said((9, 0, "departure"), (3, 5, "arrival"), (1, 6, "departure")))
    assert shape(found) == [[(9, 0, 5), (1, 6, None)]]


def test_the_skippers_end_makes_the_next_leg_another_voyage() -> None:
    legs = [(1, 0, "departure"), (2, 5, "arrival"), (4, 8, "departure"), (5, 9, "arrival")]
    assert shape(arrange(said(*legs, (3, 6, "end")))) == [[(1, 0, 5)], [(4, 8, 9)]]
    before_the_stop_was_seen = arrange(said(*legs, (3, 4.9, "end")))
    assert shape(before_the_stop_was_seen) == [[(1, 0, 5)], [(4, 8, 9)]]


def test_the_skippers_start_under_way_takes_the_leg_from_its_departure() -> None:
    legs = [(1, 0, "departure"), (2, 5, "arrival"), (3, 8, "departure")]
    assert shape(arrange(said(*legs, (4, 8.2, "start")))) == [[(1, 0, 5)], [(3, 8, None)]]
    assert shape(arrange(said(*legs, (4, 7, "start")))) == [[(1, 0, 5)], [(3, 8, None)]]


def test_a_start_and_an_end_without_instruments_make_a_leg() -> None:
    assert shape(arrange(said((1, 0, "start"), (2, 7, "end")))) == [[(1, 0, 7)]]
    found = arrange(said((1, 0, "start"), (2, 1, "departure"), (3, 6, "arrival"), (4, 7, "end")))
    assert shape(found) == [[(2, 1, 6)]]


def test_joining_after_a_false_stop_makes_one_leg_of_two() -> None:
    found = arrange(
        said((1, 0, "departure"), (2, 5, "arrival"), (3, 6, "departure"), (4, 7, "join"))
    )
    assert shape(found) == [[(1, 0, None)]]


def test_joining_after_a_long_stop_joins_the_voyages_and_keeps_the_legs() -> None:
    found = arrange(
        said((1, 0, "departure"), (2, 5, "arrival"), (3, 60, "departure"), (4, 61, "join"))
    )
    assert shape(found) == [[(1, 0, 5), (3, 60, None)]]


def test_joining_takes_back_an_end_that_was_said_too_soon() -> None:
    legs = [(1, 0, "departure"), (2, 5, "arrival"), (5, 8, "departure")]
    assert shape(arrange(said(*legs, (3, 6, "end"), (4, 7, "join")))) == [[(1, 0, 5), (5, 8, None)]]
    assert shape(arrange(said(*legs, (3, 6, "end"), (6, 9, "join")))) == [[(1, 0, 5), (5, 8, None)]]


def test_splitting_under_way_cuts_the_leg() -> None:
    found = arrange(said((1, 0, "departure"), (2, 3, "split"), (3, 5, "arrival")))
    assert shape(found) == [[(1, 0, 3), (2, 3, 5)]]


def test_splitting_at_rest_makes_two_voyages_and_joining_undoes_it() -> None:
    legs = [(1, 0, "departure"), (2, 5, "arrival"), (4, 8, "departure")]
    assert shape(arrange(said(*legs, (3, 6, "split")))) == [[(1, 0, 5)], [(4, 8, None)]]
    undone = arrange(said(*legs, (3, 6, "split"), (5, 9, "join")))
    assert shape(undone) == [[(1, 0, 5), (4, 8, None)]]


def test_an_import_leaves_the_open_voyage_open() -> None:
    live = said((1, 1000, "departure"))
    imported = said((2, 0, "departure"), (3, 5, "arrival"), origin=Origin.IMPORT)
    found = arrange([*live, *imported])
    assert shape(found) == [[(2, 0, 5)], [(1, 1000, None)]]
    assert [voyage.origin for voyage in found] == [Origin.IMPORT, Origin.AUTO]


def test_a_passage_both_logged_live_and_imported_is_one_leg_known_for_longer() -> None:
    live = said((1, 2, "departure"), (2, 5, "arrival"))
    imported = said((3, 0, "departure"), (4, 5.1, "arrival"), origin=Origin.IMPORT)
    (voyage,) = arrange([*live, *imported])
    assert voyage.legs == (Leg(1, 0, 5.1 * HOUR, Origin.AUTO),)


def test_an_import_within_the_leg_under_way_does_not_end_it() -> None:
    live = said((1, 0, "departure"))
    imported = said((2, 1, "departure"), (3, 2, "arrival"), origin=Origin.IMPORT)
    assert shape(arrange([*live, *imported])) == [[(1, 0, None)]]


def test_a_torn_recording_does_not_reach_to_the_next_one() -> None:
    torn = said(
        (1, 0, "departure"), (2, 9000, "departure"), (3, 9005, "arrival"), origin=Origin.IMPORT
    )
    found = arrange(torn)
    assert shape(found) == [[(1, 0, None)], [(2, 9000, 9005)]]
    assert until(found[0].legs[0], found) == 9000 * HOUR
    assert until(found[1].legs[0], found) == 9005 * HOUR


def test_the_leg_under_way_has_no_end_yet() -> None:
    found = arrange(said((1, 0, "departure")))
    assert until(found[0].legs[0], found) == math.inf
    assert found[0].arrived_at is None


def entry(number: int, hours: float, kind: EntryKind, **said: object) -> LogEntry:
    refers_to = said.pop("refers_to", None)
    assert refers_to is None or isinstance(refers_to, int)
    draft = Draft(
        at=0,
        written_at=0,
        kind=kind,
        origin=Origin.AUTO,
        text="",
        timing=Timing(ClockSource.GPS),
        refers_to=refers_to,
        facts=said,
    )
    return LogEntry(number, draft, hours * HOUR, "0" * 64, "0" * 64, 1)


def test_marks_come_from_entries_at_their_corrected_time_without_the_struck() -> None:
    found = marks(
        [
            entry(1, 4, EntryKind.DEPARTURE),
            entry(2, 5, EntryKind.ARRIVAL),
            entry(3, 6, EntryKind.REMARK),
            entry(4, 2, EntryKind.VOYAGE, action="start"),
            entry(5, 2, EntryKind.VOYAGE, action="renamed"),
            entry(6, 7, EntryKind.STRIKE, refers_to=2),
        ]
    )
    assert [(mark.number, mark.at, mark.kind) for mark in found] == [
        (4, 2 * HOUR, MarkKind.START),
        (1, 4 * HOUR, MarkKind.DEPARTURE),
    ]


def test_a_struck_arrival_never_was() -> None:
    entries = [
        entry(1, 0, EntryKind.DEPARTURE),
        entry(2, 3, EntryKind.ARRIVAL),
        entry(3, 4, EntryKind.DEPARTURE),
        entry(4, 5, EntryKind.STRIKE, refers_to=2),
        entry(5, 9, EntryKind.ARRIVAL),
    ]
    assert shape(arrange(marks(entries))) == [[(1, 0, 9)]]


@example(
    [
        (0.0, MarkKind.DEPARTURE, Origin.MANUAL),
        (0.0, MarkKind.DEPARTURE, Origin.IMPORT),
        (0.0, MarkKind.ARRIVAL, Origin.MANUAL),
        (1.0, MarkKind.DEPARTURE, Origin.MANUAL),
        (2.0, MarkKind.ARRIVAL, Origin.IMPORT),
    ]
)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 500), st.sampled_from(list(MarkKind)), st.sampled_from(list(Origin))
        ),
        max_size=30,
    )
)
def test_whatever_is_said_legs_stay_in_order_and_apart(
    words: list[tuple[float, MarkKind, Origin]],
) -> None:
    every = [
        Mark(number, at * HOUR, kind, origin) for number, (at, kind, origin) in enumerate(words)
    ]
    found = arrange(every)
    legs = [leg for voyage in found for leg in voyage.legs]
    assert found == arrange(reversed(every))
    assert len({voyage.number for voyage in found}) == len(found)
    for before, after in pairwise(legs):
        assert before.departed_at <= after.departed_at
        assert until(before, found) <= after.departed_at or before.departed_at == after.departed_at
    assert all(voyage.legs for voyage in found)
    assert all(leg.arrived_at is None or leg.arrived_at >= leg.departed_at for leg in legs)
