"""Makes any text safe for a terminal: nothing that a person typed can move the cursor or hide."""

import textwrap
import unicodedata
from functools import lru_cache

_KEPT = "\N{ZERO WIDTH JOINER}"  # emoji families need it


def printable(text: str) -> str:
    """Return the text with line ends kept and every other control character shown as U+FFFD.

    Escape sequences, marks that turn the direction of writing and lone surrogates are such.
    """
    if text.isprintable():
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
    return tuple(textwrap.wrap(line, width, break_on_hyphens=False)) or ("",)
