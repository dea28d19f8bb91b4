"""French typography: no sign begins a row, and what is to be typed stays as it is."""

import re
from collections.abc import Iterator

import pytest

from logbook.locale import formats, speaker
from logbook.locale.compile import read, sources
from logbook.locale.typography import TIE, tied
from logbook.model.units import KNOT

FRENCH = speaker("fr")
TYPED = re.compile(r"_(hint|example)$")
LOOSE = re.compile(r" [:;?!»]|« ")


def said() -> Iterator[tuple[str, str]]:
    """Yield every French sentence as it is said aboard, each of its forms, backticks left out."""
    for path in sources():
        if path.parents[1].name != "fr":
            continue
        for message in read(path):
            name = message.id if isinstance(message.id, str) else message.id[0]
            if not name or TYPED.search(name):
                continue
            for count in (1, 2):
                sentence = FRENCH.catalogue.ngettext(name, name, count)
                told = sentence if sentence != name else FRENCH.catalogue.gettext(name)
                yield name, re.sub(r"`[^`]*`", "", told)


def test_no_french_sentence_lets_a_sign_begin_a_row() -> None:
    assert [name for name, sentence in said() if LOOSE.search(sentence)] == []
    assert sum(TIE in sentence for _, sentence in said()) > 300


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("Vent : 18 nd", "Vent_: 18 nd"),
        ("« {typed} » ; {value} °C !", "«_{typed}_»_; {value} °C_!"),
        ("{hours} h {minutes}", "{hours} h {minutes}"),
        ("{file} s’ouvre, {name} l’a", "{file} s’ouvre, {name} l’a"),
        ("à 14:20, en 4 mailles", "à 14:20, en 4 mailles"),
        ("tcp://192.168.1.2:10110", "tcp://192.168.1.2:10110"),
        ("Tapez `/log-watch ?` ou `30 m` : bien", "Tapez `/log-watch ?` ou `30 m`_: bien"),
    ],
)
def test_signs_are_tied_and_nothing_else(plain: str, printed: str) -> None:
    assert tied(plain) == printed.replace("_", TIE)


def test_a_figure_and_its_unit_are_found_by_who_types_a_blank() -> None:
    assert formats.speed(FRENCH, 5.4 * KNOT) == "5,4 nd"
    assert formats.duration(FRENCH, 3900.0) == "1 h 05"


def test_what_is_to_be_typed_keeps_plain_blanks() -> None:
    assert "30 m" in FRENCH.say("slash.log_anchor_example")
    assert "[motif : POURQUOI]" in FRENCH.say("slash.log_correct_hint")


def test_the_words_of_people_among_the_facts_are_left_as_they_are() -> None:
    assert "vu : 30 nd ?" in FRENCH.say("console.struck", text="vu : 30 nd ?")


def test_english_has_no_such_spaces() -> None:
    assert TIE not in speaker("en").say("console.struck", text="ris")
