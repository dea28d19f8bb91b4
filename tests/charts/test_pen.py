"""The pen: letters with their accents, which the font it has does not know."""

import pytest

from logbook.charts.pen import Pen, width
from tests.charts.weathered import Pixels

_PAPER = (0, 0, 0)
_INK = (255, 255, 255)


def written(text: str) -> Pixels:
    pen = Pen(200, 100, (_PAPER,), (_INK,))
    pen.text((20, 70), text, _INK, 60)
    return Pixels(pen.png())


@pytest.mark.parametrize("letters", ["eé", "eè", "eê", "eë", "aà", "cç", "uû", "EÉ", "nñ", "aå"])
def test_an_accent_is_drawn_on_its_letter_and_changes_nothing_else(letters: str) -> None:
    bare, accented = written(letters[0]), written(letters[1])
    added = [
        (x, y)
        for x in range(200)
        for y in range(100)
        if accented.at(x, y)[0] > bare.at(x, y)[0] + 60
    ]
    assert len(added) > 20
    assert not [
        (x, y)
        for x in range(200)
        for y in range(100)
        if bare.at(x, y)[0] > accented.at(x, y)[0] + 60
    ]
    middle = 20 + width(letters[0], 60) / 2
    assert abs(sum(x for x, _ in added) / len(added) - middle) < 6
    above = [y for _, y in added if y < 40]
    assert bool(above) is (letters[1] != "ç")


def test_what_has_no_letter_is_left_out_and_ligatures_are_spelt() -> None:
    assert width("a☃Яb", 30) == width("ab", 30)
    assert width("l’œil", 30) == width("l'oeil", 30)
    assert width("", 30) == 0


def test_a_line_of_one_spot_is_a_dot() -> None:
    pen = Pen(40, 40, (_PAPER,), (_INK,))
    pen.line([(20, 20)], _INK, 4.0)
    pixels = Pixels(pen.png())
    assert pixels.at(20, 20) == _INK
    assert pixels.at(30, 20) == _PAPER
