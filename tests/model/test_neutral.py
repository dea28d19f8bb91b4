"""Anyone's text in the channel: it calls nobody, is no Markdown of a line, and stays legible."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.neutral import JOINER, neutral, radioed, row


def seen(text: str) -> str:
    """Return what an eye sees of a text."""
    return text.replace(JOINER, "")


@pytest.mark.parametrize("name", ["@channel", "@all", "@here", "@anne", "x@channel", "＠all"])  # noqa: RUF001 - a full-width sign
def test_nobody_is_called(name: str) -> None:
    assert not re.search(r"[@\N{FULLWIDTH COMMERCIAL AT}]\w", neutral(f"voile {name} !"))
    assert seen(neutral(name)) == name


@pytest.mark.parametrize(
    "typed", ["&commat;channel", "&#64;all", "&#x40;here", "\\&#64;anne", "&amp;commat;all"]
)
def test_nobody_is_called_by_a_sign_that_is_written_out(typed: str) -> None:
    shown = neutral(typed)
    assert html.unescape(shown) == shown
    assert seen(shown) == typed


@given(st.text())
def test_no_text_holds_a_mention_a_strike_code_or_a_table(text: str) -> None:
    shown = neutral(text)
    assert not re.search(r"@[\w.-]", shown)
    assert not re.search(r"~[~\w]", shown)
    assert not set("`|\0\r\t") & set(shown)
    assert "](" not in shown
    assert html.unescape(shown) == shown


@given(st.text())
def test_no_line_opens_as_a_heading_a_quotation_a_list_or_code(text: str) -> None:
    for line in neutral(text).split("\n"):
        assert not re.match(r"\s|[#>+*=_\[-]|\d+[.)]", line)


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"])))
def test_plain_words_are_left_as_they_are(text: str) -> None:
    assert seen(neutral(text)) == text


def test_what_is_typed_stays_legible() -> None:
    typed = "# 2 ris\n> vent ~20 nd @barre\n[carte](http://x) - ok"
    assert seen(neutral(typed)) == typed
    assert neutral("a|b `c`") == "a¦b 'c'"


def test_what_cannot_be_seen_or_stored_is_left_out() -> None:
    assert neutral("a\0b\x1b[2J\N{RIGHT-TO-LEFT OVERRIDE}c\ud800") == "ab[2Jc"


def test_the_families_of_emoji_stay_together() -> None:
    assert neutral("👨‍👩‍👧") == "👨‍👩‍👧"


def test_a_row_is_one_row() -> None:
    assert row("mauvais\n\n  bateau ") == "mauvais bateau"


def test_what_came_by_radio_has_no_emphasis_and_keeps_its_signs() -> None:
    shown = neutral(radioed("P*RT OF K*TKA _NOT_ OPEN"))
    assert "*" not in shown
    assert seen(shown) == "P*RT OF K*TKA _NOT_ OPEN".replace("*", "\N{ASTERISK OPERATOR}")
    # An underline after what is neither a blank nor a sign opens no emphasis.
    assert all(shown[place - 1] == JOINER for place, one in enumerate(shown) if one == "_")


def test_a_row_keeps_what_is_tied_and_parts_words_by_one_blank() -> None:
    tie = "\N{NO-BREAK SPACE}"
    assert row(f" vent{tie}:\n 18{tie}nd\u2028\tmer ") == f"vent{tie}: 18{tie}nd mer"
