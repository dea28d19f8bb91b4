"""Members in texts: by id where it is hashed, by the name of today where it is read."""

import pytest

from logbook.model.naming import alike, bare, is_mixed, named, sign, unsigned

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


def test_what_somebody_typed_names_no_member() -> None:
    assert unsigned(f"avec {sign(MARIE)}") == f"avec [{MARIE}]"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Le\n Rouge", "Le Rouge"),
        ("@all", "all"),
        ("\N{FULLWIDTH COMMERCIAL AT}all", "all"),
        ("[x](http://example.org)", "xhttp://example.org"),
        ("<!channel> `x`", "!channel x"),
        ("capi\N{ZERO WIDTH SPACE}taine\N{WORD JOINER}", "capitaine"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b\0\x1b", "ab"),
        ("\N{HANGUL FILLER}\N{VARIATION SELECTOR-16}\N{COMBINING GRAPHEME JOINER}", ""),
        ("Élodie d’O. Ó Sé-Lá", "Élodie d’O. Ó Sé-Lá"),
    ],
)
def test_a_name_keeps_what_is_seen_and_needed(typed: str, kept: str) -> None:
    assert bare(typed) == kept


@pytest.mark.parametrize(
    "other",
    [
        "CAPITAINE",
        "capitaine\u2060",
        "\N{FULLWIDTH LATIN SMALL LETTER C}apitaine",
        "@capitaine",
        "c\N{CYRILLIC SMALL LETTER A}pitaine",
        "\N{CYRILLIC CAPITAL LETTER ES}apitaine",
        "cap\N{LATIN SMALL LETTER DOTLESS I}taine",
        "capita\N{GREEK SMALL LETTER IOTA}ne",
        "c\N{LATIN LETTER SMALL CAPITAL A}pitaine",
        "capitainé",
        "capltaine",
        "cap1taine",
        "\N{MATHEMATICAL BOLD SMALL C}apitaine",
        "capitaine.",
        "capi taine",
        "capi\N{THIN SPACE}taine",
        "capi-taine",
        "capitaine’",
        "capi\N{MODIFIER LETTER APOSTROPHE}taine",
        "c\N{LATIN SMALL LETTER A WITH STROKE}pitaine",
        "capitai\N{LATIN SMALL LETTER N WITH LONG RIGHT LEG}e",
    ],
)
def test_names_that_read_the_same_are_alike(other: str) -> None:
    assert alike(other) == alike("capitaine")
    assert alike(other) != alike("capitane")


def test_a_name_of_signs_alone_stays_itself() -> None:
    assert alike("🐬") != alike("🐙")
    assert alike(".-.") != alike("...")
    assert alike("Yann 🐬") != alike("Yann")


@pytest.mark.parametrize(
    "name",
    [
        "\N{CYRILLIC CAPITAL LETTER STRAIGHT U}ann",
        "\N{CHEROKEE LETTER MU}ann",
        "Yan\N{ARMENIAN SMALL LETTER VO}",
        "Le Yann \N{GREEK CAPITAL LETTER UPSILON}ann",
    ],
)
def test_a_word_in_two_alphabets_is_seen(name: str) -> None:
    assert is_mixed(name)


@pytest.mark.parametrize(
    "name",
    [
        "Yann",
        "Élodie d’O. Ó Sé-Lá",
        "Ζωή Zoé",
        "Юлия",
        "ひなタ子",
        "Yann \N{MODIFIER LETTER TURNED COMMA}Okina",
        "\N{MODIFIER LETTER TURNED COMMA}Okina",
        "3e 🐬",
        "",
    ],
)
def test_a_name_of_one_alphabet_a_word_is_not(name: str) -> None:
    assert not is_mixed(name)
