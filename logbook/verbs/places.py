"""A position as people type it, on a telephone or from the radio, to a Position."""

import re
from typing import Final

from logbook.model.observations import Position
from logbook.model.refusal import Refusal

_MARKS: Final = str.maketrans(
    {
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("′’‘´`ʹ＇", "'"),  # noqa: RUF001 - each is what some keyboard gives
        **dict.fromkeys("″”“„»«ʺ", '"'),
        **dict.fromkeys("−–‐‑", "-"),  # noqa: RUF001 - the same
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)
"""One character for one, so that what is left of the text can be cut off the original."""

# Atomic groups: `48,4` is one number with a decimal comma, never two. Blanks are taken once and
# never given back (`*+`): else a row of thousands of them is tried in as many ways, cubed.
_NUMBER: Final = r"(?>[0-9]{1,3}(?:[.,][0-9]{1,10})?)"
_FIGURES: Final = (
    rf"({_NUMBER})\s*+°?\s*+(?:(?<=[°\s])({_NUMBER})\s*+(?:'(?!'))?\s*+"
    rf"(?:(?<=['\s])({_NUMBER})\s*+(?:\"|'')?\s*+)?)?"
)
_SIDE: Final = r"([NSEWO])"
_BETWEEN: Final = r"[\s,;/]*+"
_SIDES_AFTER: Final = re.compile(
    rf"{_FIGURES}{_SIDE}{_BETWEEN}{_FIGURES}{_SIDE}(?![\w'])", re.IGNORECASE
)
_SIDES_BEFORE: Final = re.compile(
    rf"{_SIDE}\s*+{_FIGURES}{_BETWEEN}{_SIDE}\s*+{_FIGURES}(?:(?<=\s)|(?![\w.']))", re.IGNORECASE
)
_DECIMAL: Final = re.compile(
    rf"([+-]?{_NUMBER})°?(?:\s*+[,;/]\s*+|\s++)([+-]?{_NUMBER})°?(?![\w.,']|\s++[+-]?[0-9])"
)


def parse(typed: str) -> tuple[Position, str]:
    """Return the position that `typed` begins with, and the text that follows it.

    Degrees, or degrees and minutes, or with seconds, with a point or a comma, N S E W before or
    after; or signed decimal degrees, latitude first. Raises Refusal `places.unreadable`,
    `places.west` (O is east to a German), `places.outside`.
    """
    text = typed.strip()
    plain = text.translate(_MARKS)
    if found := _SIDES_AFTER.match(plain):
        one, other = (*found.groups()[0:4],), (*found.groups()[4:8],)
        angles = (_angle(*one[:3]), one[3]), (_angle(*other[:3]), other[3])
    elif found := _SIDES_BEFORE.match(plain):
        one, other = (*found.groups()[0:4],), (*found.groups()[4:8],)
        angles = (_angle(*one[1:]), one[0]), (_angle(*other[1:]), other[0])
    elif found := _DECIMAL.match(plain):
        position = _position(_signed(found[1]), _signed(found[2]))
        return position, _rest(text, found.end())
    else:
        raise Refusal("places.unreadable")
    return _sided(angles), _rest(text, found.end())


def _sided(angles: tuple[tuple[float, str], tuple[float, str]]) -> Position:
    sides = {side.upper(): angle for angle, side in angles}
    if "O" in sides:
        raise Refusal("places.west")
    across, along = sides.keys() & {"N", "S"}, sides.keys() & {"E", "W"}
    if len(across) != 1 or len(along) != 1:
        raise Refusal("places.unreadable")
    lat = sides.get("N", -sides.get("S", 0.0))
    return _position(lat, sides.get("E", -sides.get("W", 0.0)))


def _angle(degrees: str, minutes: str | None, seconds: str | None) -> float:
    """Return degrees; only the last figure may have decimals, minutes and seconds are below 60."""
    parts = [part for part in (degrees, minutes, seconds) if part is not None]
    if any(not part.isdecimal() for part in parts[:-1]):
        raise Refusal("places.unreadable")
    values = [float(part.replace(",", ".")) for part in parts]
    if any(value >= 60.0 for value in values[1:]):
        raise Refusal("places.outside")
    return sum(value / 60.0**power for power, value in enumerate(values))


def _signed(figures: str) -> float:
    return float(figures.replace(",", "."))


def _position(lat: float, lon: float) -> Position:
    try:
        return Position(lat, lon)
    except ValueError as error:
        raise Refusal("places.outside") from error


def _rest(text: str, end: int) -> str:
    return text[end:].lstrip(" ,;:.\t\n")
