"""Marks: which lines of the log stand on a chart, and as they now read."""

from logbook.exports.marks import SIGNS, Names
from logbook.exports.text import ascii_name, clean
from logbook.model.entries import EntryKind
from tests.exports.voyages import mark


def test_a_name_is_given_once_and_then_with_the_entrys_number() -> None:
    names = Names(0.0)
    assert names.name(mark(1, EntryKind.MOB)) == "2026 MOB"
    assert names.name(mark(2, EntryKind.MOB)) == "2026 MOB 2"
    assert names.name(mark(123_456_789, EntryKind.MOB)) == "2026 MOB 123456789"


def test_every_sign_fits_a_name_with_room_for_a_number() -> None:
    for word, symbol in SIGNS.values():
        assert ascii_name(word) == word
        assert len(f"0000 {word} 12345678") <= 20
        assert symbol.isascii()


def test_names_are_folded_to_ascii_and_cut() -> None:
    assert ascii_name("Île-d’Yeu à la cape, enfin arrivés") == "Ile-dYeu a la cape,"


def test_line_ends_become_blanks_and_other_controls_go() -> None:
    assert clean(" a\r\nb\tc\x07d\x9b ") == "a b cd"
