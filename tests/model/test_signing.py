"""Proofs: what was signed is proved, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.signing import Signer

KEY = "0123456789abcdef" * 4
SIGNER = Signer(KEY)
PARTS = st.tuples(st.text(), st.integers(1, 10**9), st.text())


@given(PARTS)
def test_what_was_signed_is_proved(parts: tuple[str, int, str]) -> None:
    assert SIGNER.proves(*parts, SIGNER.sign(*parts))


@given(PARTS, PARTS)
def test_a_proof_of_one_thing_proves_no_other(
    one: tuple[str, int, str], other: tuple[str, int, str]
) -> None:
    assert SIGNER.proves(*other, SIGNER.sign(*one)) == (one == other)


@given(st.text())
def test_no_text_off_the_wire_is_a_proof_or_an_error(proof: str) -> None:
    assert not SIGNER.proves("vessel", 12, "strike", proof)


def test_a_surrogate_off_the_wire_is_no_proof_and_no_error() -> None:
    assert not SIGNER.proves("vessel", 12, "strike", "\ud800")


def test_another_boats_key_proves_nothing_here() -> None:
    proof = Signer(KEY[::-1]).sign("vessel", 12, "strike")
    assert not SIGNER.proves("vessel", 12, "strike", proof)


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_two_lists_of_parts_have_one_proof(one: list[str], other: list[str]) -> None:
    assert (SIGNER.mac("form", one) == SIGNER.mac("form", other)) == (one == other)


def test_a_proof_of_one_realm_is_none_in_another() -> None:
    assert SIGNER.mac("form", ("v", "12", "strike")) != SIGNER.sign("v", 12, "strike")


def test_the_proof_is_the_hmac_that_anyone_can_take() -> None:
    # printf '4:card1:v2:126:strike' | openssl dgst -sha256 -hmac "$KEY"
    assert SIGNER.sign("v", 12, "strike") == (
        "a6e56783c3a189813316b66bd75e60c23f673465eb60014e4e6b2a7bfcaef424"
    )


def test_a_key_that_is_too_short_signs_nothing() -> None:
    with pytest.raises(ValueError, match="too short"):
        Signer("0123")


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(SIGNER)
