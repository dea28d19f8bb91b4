"""A form's state proves what it may do, for whom and since when; nothing of it can be changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.chat.tickets import LIFE_S, Ticket, issued, opened, sealed
from logbook.model.signing import Signer

SIGNER = Signer("5e" * 32)
USER = "n4xq5bcibbrmpf46e8kpecg7kc"
TICKET = issued("correct", "achannel", boot="a-boot", now=1000.7, entry=12, seen=14)
STATE = sealed(SIGNER, "vessel", USER, TICKET)


def test_a_state_opens_as_what_it_was_for_the_user_it_was_given_to() -> None:
    assert opened(SIGNER, "vessel", USER, STATE) == TICKET


@pytest.mark.parametrize("place", range(8))
def test_a_state_of_which_any_part_was_changed_is_not_ours(place: int) -> None:
    parts = STATE.split(".")
    parts[place] = "13" if parts[place].isdecimal() else parts[place] + "0"
    assert opened(SIGNER, "vessel", USER, ".".join(parts)) is None


def test_a_state_is_worth_nothing_to_another_user_vessel_or_key() -> None:
    assert opened(SIGNER, "vessel", "another", STATE) is None
    assert opened(SIGNER, "another", USER, STATE) is None
    assert opened(Signer("7f" * 32), "vessel", USER, STATE) is None


@given(st.text())
def test_any_other_text_is_not_ours(text: str) -> None:
    assert opened(SIGNER, "vessel", USER, text) is None


def test_the_proof_of_a_card_s_button_does_not_prove_a_form() -> None:
    parts = STATE.rpartition(".")[0]
    assert opened(SIGNER, "vessel", USER, f"{parts}.{SIGNER.sign('vessel', 12, 'correct')}") is None


def test_it_holds_for_an_hour_of_the_same_boot() -> None:
    assert TICKET.holds("a-boot", 1000.7)
    assert TICKET.holds("a-boot", 999.0 + LIFE_S)
    assert not TICKET.holds("a-boot", 1000.0 + LIFE_S)
    assert not TICKET.holds("a-boot", 10.0)
    assert not TICKET.holds("another-boot", 1001.0)


def test_a_boot_s_id_with_the_mark_in_it_still_opens() -> None:
    ticket = issued("log", "achannel", boot="a.boot", now=1.0)
    assert opened(SIGNER, "v", USER, sealed(SIGNER, "v", USER, ticket)) == ticket
    assert ticket.holds("a.boot", 2.0)


def test_no_two_tickets_become_the_same_line() -> None:
    one, other = (issued("log", "achannel", boot="b", now=1.0) for _ in range(2))
    assert isinstance(one, Ticket)
    assert one.key != other.key
