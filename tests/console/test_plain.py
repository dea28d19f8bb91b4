"""Text made safe for a terminal: nothing moves the cursor, hides or breaks the output."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.console.plain import printable, wrapped


@pytest.mark.parametrize("text", ["Bonite ! à 5 h", "254\xa0013", "👩‍👧", "naïve\nœuvre", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("odd", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\ud800", "\x7f"])
def test_what_moves_hides_or_breaks_is_shown_as_a_mark(odd: str) -> None:
    assert printable(f"a{odd}b") == "a\ufffdb"


def test_a_tab_is_a_space() -> None:
    assert printable("a\tb") == "a b"


@given(st.text(), st.integers(1, 200))
def test_rows_are_never_wider_than_asked_and_can_always_be_printed(text: str, width: int) -> None:
    for row in wrapped(text, width):
        assert len(row) <= width
        row.encode("utf-8")  # a lone surrogate would raise
        assert not any(ord(character) < 32 for character in row)


def test_figures_keep_their_units_and_no_row_begins_with_a_point() -> None:
    line = (
        "47°38.80'N 003°27.17'W · 5.4 NM in 1 h 05 min · 18 kn force 5 · 1013.2 hPa · sea 14.3 °C"
    )
    for width in range(30, len(line)):
        rows = wrapped(line, width)
        assert " ".join(rows) == line
        for row in rows:
            assert not row.startswith("·"), rows
            assert not row.startswith(("NM", "h ", "05", "min", "kn", "hPa", "°C", "003", "5 ·")), (
                rows
            )


def test_an_empty_text_is_an_empty_row() -> None:
    assert wrapped("", 40) == [""]
    assert wrapped(" " * 50, 40) == [""]
    assert wrapped("a\n\nb", 40) == ["a", "", "b"]
