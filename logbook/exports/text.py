"""Words made safe for other people's programs: no control characters, ASCII names."""

import re
import unicodedata
from typing import Final

NAME_LENGTH: Final = 20
"""The longest waypoint name that older chart plotters keep whole."""

_BLANKS: Final = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
# XML 1.0, production 2 (Char): neither C0 controls, surrogates nor these two may stand in a
# document. DEL and C1 may, but no plotter can show them.
_UNWRITABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` on one line, without control characters or what XML cannot hold."""
    return _UNWRITABLE.sub("", _BLANKS.sub(" ", text)).strip()


def ascii_name(text: str, length: int = NAME_LENGTH) -> str:
    """Return `text` in printable ASCII, accents folded, at most `length` characters."""
    folded = unicodedata.normalize("NFKD", clean(text)).encode("ascii", "ignore").decode("ascii")
    return " ".join(folded.split())[:length].strip()
