"""Makes any text safe for a terminal: nothing that a person typed can move the cursor or hide."""

import re
import textwrap
import unicodedata
from functools import lru_cache
from typing import Final

_KEPT = "\N{ZERO WIDTH JOINER}"  # emoji families need it


_TIED: Final = re.compile(
    r" (?:(?=·)"  # what parts two phrases ends a row and begins none
    r"|(?<=\d )(?=(?:[^\W\d_]{1,3}|°C|%)(?!\w))"  # a figure and its unit
    r"|(?<=\d [hdj] )(?=\d)"  # hours and minutes, days and hours
    r"|(?<=force )(?=\d)"
    r"|(?<='[NS] )(?=\d))"  # latitude and longitude
)
_TIE: Final = "\x00"
"""Stands for a blank that ends no row; no printable text holds it."""
_NARROW: Final = 30
"""In fewer columns a position alone may not fit on a row: then every blank may end one."""


def printable(text: str) -> str:
    """Return the text with line ends kept and every other control character shown as U+FFFD.

    Escape sequences, marks that turn the direction of writing and lone surrogates are such.
    """
    if text.replace("\N{NO-BREAK SPACE}", " ").isprintable():
        return text
    return "\n".join("".join(map(_shown, line)) for line in text.splitlines())


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    spaced = unicodedata.category(character) == "Zs"
    if character.isprintable() or spaced or character in _KEPT:
        return character
    return "\N{REPLACEMENT CHARACTER}"


def wrapped(text: str, width: int | None) -> list[str]:
    """Return the printable text as rows of at most `width` columns (None: as it stands)."""
    rows: list[str] = []
    for line in printable(text).split("\n"):
        if width is None or len(line) <= width:
            rows.append(line)
        else:
            rows += _wrapped(line, width)
    return rows


# The crew lists the same lines again and again.
@lru_cache(maxsize=512)
def _wrapped(line: str, width: int) -> tuple[str, ...]:
    tied = line if width < _NARROW else _TIED.sub(_TIE, line)
    rows = textwrap.wrap(tied, width, break_on_hyphens=False)
    return tuple(row.replace(_TIE, " ") for row in rows) or ("",)
