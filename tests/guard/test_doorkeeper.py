"""A crew that types is let in; a flood is not; strangers take nothing from the crew."""

import logging
from contextlib import ExitStack, suppress

import pytest

from logbook.guard.doorkeeper import Doorkeeper
from logbook.model.refusal import Refusal

HOME = "192.168.1.10"


class Steady:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def door(steady: Steady) -> Doorkeeper:
    return Doorkeeper(steady)


def is_in(door: Doorkeeper, user: str, address: str = HOME, *, alarm: bool = False) -> bool:
    try:
        door.admit(address, user, alarm=alarm)
    except Refusal:
        return False
    return True


def test_a_family_that_types_as_fast_as_it_can_is_always_let_in(
    door: Doorkeeper, steady: Steady
) -> None:
    for _ in range(120):
        steady.now += 0.5
        assert all(is_in(door, user) for user in ("marie", "paul", "leo", "zoe"))


def test_the_thirty_first_call_of_a_member_within_an_instant_is_not(
    door: Doorkeeper, steady: Steady
) -> None:
    assert [is_in(door, "leo") for _ in range(31)] == [True] * 30 + [False]
    assert is_in(door, "marie")
    steady.now += 10.0
    assert is_in(door, "leo")


def test_who_is_not_let_in_is_told_how_long_to_wait(door: Doorkeeper) -> None:
    while is_in(door, "leo"):
        pass
    with pytest.raises(Refusal) as refused:
        door.admit(HOME, "leo")
    assert (refused.value.name, refused.value.facts) == ("http.too_many", {"seconds": 10})


def test_man_overboard_is_let_in_whatever_was_typed_before(door: Doorkeeper) -> None:
    for user in range(300):
        is_in(door, f"user{user}")
    while is_in(door, "leo"):
        pass
    assert is_in(door, "leo", alarm=True)
    assert [is_in(door, "leo", alarm=True) for _ in range(40)].count(True) == 29


def test_all_of_one_address_may_do_what_eight_members_may(door: Doorkeeper) -> None:
    let_in = [is_in(door, f"user{number}") for number in range(300)]
    assert let_in == [True] * 240 + [False] * 60
    assert is_in(door, "somebody", "192.168.1.11")


def test_strangers_are_told_401_ten_times_and_then_429(door: Doorkeeper, steady: Steady) -> None:
    told = [door.turn_away(HOME, "/slash") for _ in range(12)]
    assert told == [401] * 10 + [429] * 2
    steady.now += 60.0
    assert door.turn_away(HOME, "/slash") == 401


def test_strangers_take_nothing_from_those_who_prove_themselves(door: Doorkeeper) -> None:
    for _ in range(1000):
        door.turn_away(HOME, "/slash")
    assert is_in(door, "marie")


def test_one_household_is_one_stranger_in_ipv6(door: Doorkeeper) -> None:
    told = [door.turn_away(f"2001:db8::{number:x}", "/slash") for number in range(1, 13)]
    assert told == [401] * 10 + [429] * 2
    assert door.turn_away("2001:db8:0:1::1", "/slash") == 401


def test_who_was_turned_away_is_logged_at_once_and_then_once_a_minute_with_a_count(
    door: Doorkeeper, steady: Steady, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(50):
            door.turn_away(HOME, "/slash")
            door.look()
        assert caplog.messages == [f"a call to /slash from {HOME} proves nothing"]
        steady.now += 60.0
        door.look()
        assert caplog.messages[1:] == [
            f"a call to /slash from {HOME} proves nothing: 49 times more within a minute"
        ]
        steady.now += 60.0
        door.look()
        assert len(caplog.messages) == 2


def test_a_thousand_strangers_fill_neither_the_log_nor_the_memory(
    door: Doorkeeper, steady: Steady, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for number in range(1000):
            door.turn_away(f"10.0.{number // 250}.{number % 250}", "/slash")
        steady.now += 61.0
        door.look()
    assert len(caplog.messages) <= 102
    assert any("899 times more" in said for said in caplog.messages)


def test_beyond_what_is_worked_on_at_once_nobody_waits_and_the_alarm_goes_through(
    steady: Steady, caplog: pytest.LogCaptureFixture
) -> None:
    door = Doorkeeper(steady, at_once=2)
    with ExitStack() as busy:
        for user in ("marie", "paul"):
            busy.enter_context(door.visit(HOME))(user)
        with door.visit(HOME) as admit:
            with pytest.raises(Refusal) as refused:
                admit("leo")
            assert refused.value.name == "http.too_many"
        with door.visit(HOME, alarm=True) as admit:
            admit("leo")
        with door.visit(HOME):
            """A call that proves nothing lets nobody in, and takes no place."""
    assert "more calls at once than are worked on" in caplog.text
    for _ in range(5):
        with door.visit(HOME) as admit:
            admit("leo")
        with suppress(ZeroDivisionError), door.visit(HOME) as admit:
            admit("zoe")
            _ = 1 / 0
