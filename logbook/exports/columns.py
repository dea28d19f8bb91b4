"""Lines that differ in their digits alone, made a column at a time instead of a line at a time.

A line is a pattern in which `#` stands for a digit. It is repeated as often as there are lines;
then each digit's column is laid over it in one step, since its places lie at equal distances. A
million track points were laid out so in a tenth of a second; formatting each took two seconds.
"""

from collections.abc import Sequence
from typing import Final

_DIGIT: Final = ord("#")
_DECIMALS: Final = 7


def lines(pattern: bytes, columns: Sequence[bytes]) -> bytes:
    """Return `pattern` once a line, its n-th `#` taken from the n-th column, a byte a line."""
    page = bytearray(pattern * len(columns[0]))
    places = (place for place, byte in enumerate(pattern) if byte == _DIGIT)
    for place, column in zip(places, columns, strict=True):
        page[place :: len(pattern)] = column
    return bytes(page)


def columns(figures: bytes, width: int) -> Sequence[bytes]:
    """Return the columns of figures that follow each other, of `width` digits each."""
    return [figures[place::width] for place in range(width)]


def alike(column: bytes) -> bool:
    """Tell whether all lines have the same digit."""
    return column.count(column[:1]) == len(column)


def degrees(figures: bytes) -> tuple[bytes, Sequence[bytes]] | None:
    """Return the pattern and the columns of degrees with 7 decimals; None if no one pattern fits.

    `figures` have 11 digits: 1 for plus or 2 for minus, then 1e-7 degrees, with leading noughts.
    One pattern fits where all have one sign and as many digits before the point.
    """
    signs, *digits = columns(figures, 11)
    while len(digits) > _DECIMALS + 1 and digits[0] == b"0" * len(signs):
        del digits[0]
    if not alike(signs) or (len(digits) > _DECIMALS + 1 and b"0" in digits[0]):
        return None
    sign = b"" if signs[:1] == b"1" else b"-"
    return sign + b"#" * (len(digits) - _DECIMALS) + b"." + b"#" * _DECIMALS, digits
