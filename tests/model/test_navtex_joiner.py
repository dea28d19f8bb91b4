"""Bulletins joined from their parts: in any order, repeated, missing, flooded."""

import sys
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from logbook.model.navtex import LOST, Bulletin, Part
from logbook.model.navtex_joiner import MOST_CHARACTERS, MOST_OPEN, WAIT_S, Joiner

START = 1_780_000_000.0
WORDS = ("GALE WARNING", "\r\nAREA YEU\r", "\nSW 8 LOC", "ALLY 9\r\n\r\n\r\n\r\n", "SOON. \r\n")
WHOLE = "GALE WARNING\nAREA YEU\nSW 8 LOCALLY 9\n\nSOON."


def parts(words: Sequence[str] = WORDS, sequence: int = 0, code: str = "FB31") -> list[Part]:
    made = [Part(len(words), number, sequence, text) for number, text in enumerate(words, 1)]
    first = made[0]._replace(
        code=code, frequency=2, received=START, characters=60, unreadable=0, valid=True
    )
    return [first, *made[1:]]


def taken(
    joiner: Joiner, heard: Sequence[Part], at: float = START, every_s: float = 0.2
) -> list[Bulletin]:
    return [
        bulletin
        for place, part in enumerate(heard)
        for bulletin in joiner.take("CRNRX", part, at + place * every_s)
    ]


def test_a_bulletin_is_given_with_its_last_part_and_says_what_the_first_said() -> None:
    joiner = Joiner()
    *before, last = parts()
    assert taken(joiner, before) == []
    (whole,) = joiner.take("CRNRX", last, START + 2.0)
    assert whole == Bulletin(
        at=START,
        text=WHOLE,
        parts=5,
        code="FB31",
        frequency=2,
        received=START,
        characters=60,
        unreadable=0,
        valid=True,
    )


@given(st.permutations(parts()), st.lists(st.sampled_from(parts()), max_size=12), st.randoms())
def test_in_any_order_and_with_any_repetition_it_is_given_once_and_whole(
    order: list[Part], again: list[Part], chance: "object"
) -> None:
    heard = [*order, *again]
    chance.shuffle(heard)  # type: ignore[attr-defined] # a random.Random
    joiner = Joiner()
    found = taken(joiner, heard)
    assert [bulletin.text for bulletin in found] == [WHOLE]
    assert found[0].lost == 0
    assert joiner.close() == []


@given(st.sets(st.sampled_from(range(5)), min_size=1, max_size=5), st.randoms())
def test_what_is_missing_is_said_once_after_the_wait(came: set[int], chance: "object") -> None:
    heard = [parts()[place] for place in sorted(came)] * 2
    chance.shuffle(heard)  # type: ignore[attr-defined] # a random.Random
    joiner = Joiner()
    found = taken(joiner, heard)
    assert len(found) == (len(came) == 5)
    later = START + len(heard) + WAIT_S
    found += joiner.due(START + WAIT_S / 2) + joiner.due(later) + joiner.due(later + 1.0)
    (bulletin,) = found
    assert bulletin.lost == 5 - len(came)
    assert (bulletin.code == "FB31") == (0 in came)
    assert (LOST in bulletin.text) == bool(bulletin.lost)
    assert LOST + LOST not in bulletin.text


def test_a_part_within_the_wait_prolongs_it_and_a_repeated_one_does_not() -> None:
    joiner = Joiner()
    first, second, *_ = parts()
    joiner.take("CRNRX", first, START)
    joiner.take("CRNRX", second, START + 50.0)
    assert joiner.due(START + 105.0) == []
    joiner.take("CRNRX", second, START + 105.0)
    (bulletin,) = joiner.due(START + 111.0)
    assert bulletin.text == f"GALE WARNING\nAREA YEU\n{LOST}"
    assert bulletin.at == START


def test_where_another_begins_under_its_number_it_is_given_as_it_is() -> None:
    joiner = Joiner()
    taken(joiner, parts()[:3])
    other = parts(("LIGHT", " UNLIT"), code="FA02")
    (torn,) = joiner.take("CRNRX", other[0], START + 5.0)
    assert (torn.code, torn.lost) == ("FB31", 2)
    (whole,) = joiner.take("CRNRX", other[1], START + 6.0)
    assert (whole.code, whole.text, whole.lost) == ("FA02", "LIGHT UNLIT", 0)


def test_parts_of_two_bulletins_may_come_in_turn() -> None:
    joiner = Joiner()
    other = parts(("LIGHT", " BUOY", " OFF", " STATION", "."), sequence=1, code="FA02")
    mixed = [part for pair in zip(parts(), other, strict=True) for part in pair]
    assert [one.text for one in taken(joiner, mixed)] == [WHOLE, "LIGHT BUOY OFF STATION."]


def test_two_receivers_count_each_for_itself() -> None:
    joiner = Joiner()
    joiner.take("CRNRX", parts()[0], START)
    other = parts(("LIGHT", " UNLIT"), code="FA02")
    joiner.take("NXNRX", other[0], START)
    assert [one.code for one in joiner.take("NXNRX", other[1], START)] == ["FA02"]
    assert [one.code for one in taken(joiner, parts())] == ["FB31"]


def test_a_flood_of_parts_holds_no_more_than_it_may() -> None:
    joiner = Joiner()
    most = 0
    given = 0
    for number in range(20_000):
        part = Part(999, number % 999 + 1, number % 97, f"{number:06d}" * 12, code="FA01")
        given += len(joiner.take(f"S{number % 31}", part, START + number / 1000))
        assert len(joiner._known) <= MOST_OPEN
        most = max(most, sum(one.held for one in joiner._known.values()))
    assert most <= MOST_OPEN * MOST_CHARACTERS
    assert given + len(joiner.close()) == 20_000


def test_one_endless_bulletin_is_held_to_its_bound_and_says_what_is_left_out() -> None:
    joiner = Joiner()
    heard = [Part(999, number, 0, "X" * 60) for number in range(1, 1000)]
    (bulletin,) = taken(joiner, heard + heard, every_s=0.01)
    assert len(bulletin.text) <= MOST_CHARACTERS
    assert len(bulletin.text) + bulletin.left_out == 999 * 60
    assert bulletin.lost == 0
    (message,) = joiner._known.values()
    size = sum(sys.getsizeof(one) for one in message.words.values())
    assert size < 6 * MOST_CHARACTERS


def test_time_that_goes_back_ends_the_waiting() -> None:
    joiner = Joiner()
    taken(joiner, parts()[:2])
    assert joiner.due(START - 30.0) == []
    assert len(joiner.due(START - 3600.0)) == 1


def test_a_clock_that_is_set_meanwhile_tears_nothing() -> None:
    joiner = Joiner()
    taken(joiner, parts()[:2])
    joiner.retimed(86_400.0)
    (whole,) = taken(joiner, parts()[2:], START + 86_401.0)
    assert (whole.text, whole.at) == (WHOLE, START + 86_400.0)
