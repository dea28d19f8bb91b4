"""Members in texts: by id where it is hashed, by the name of today where it is read."""

from logbook.model.naming import named, sign

MARIE, PAUL = "0123456789abcdef", "fedcba9876543210"


def test_a_member_is_called_by_the_name_of_today() -> None:
    text = f"{sign(MARIE)} est chef de bord, plus {sign(PAUL)}"
    assert named(text, {MARIE: "Marie", PAUL: "Paul"}) == "Marie est chef de bord, plus Paul"


def test_an_unknown_member_stays_as_the_sign_unless_told_otherwise() -> None:
    assert named(sign(MARIE), {}) == sign(MARIE)
    assert named(sign(MARIE), {}, lambda _: "l’équipage") == "l’équipage"


def test_what_only_looks_like_a_sign_is_left_alone() -> None:
    for text in ("", "⟦⟧", "⟦0123⟧", f"⟦{MARIE.upper()}⟧", f"⟦{MARIE}"):
        assert named(text, {MARIE: "Marie"}) == text


def test_a_name_that_holds_a_sign_is_not_looked_into() -> None:
    assert named(sign(MARIE), {MARIE: sign(PAUL), PAUL: "Paul"}) == sign(PAUL)
