"""French typography: where a blank may end no row, so that no sign begins one.

A catalogue is written with plain blanks, which an editor shows and a search finds; they are tied
when it is compiled, so that nothing is spent on it aboard, and what people type is never touched.
The no-break space stands for the narrow one too: a ship's plain console may lack that glyph. A
figure and its unit are not tied: who looks for `18 nd` in the channel or with grep types a blank.
"""

import re
from typing import Final

TIE: Final = "\N{NO-BREAK SPACE}"

_TIED: Final = re.compile(r"(?<=«) | (?=[:;?!»])")
_TYPED: Final = re.compile(r"(`[^`]*`)")
"""What stands to be typed: Mattermost parts a command from its words at a plain blank alone."""


def tied(sentence: str) -> str:
    """Return a French sentence with no-break spaces by its signs, but in backticks."""
    parts = _TYPED.split(sentence)
    return "".join(part if part.startswith("`") else _TIED.sub(TIE, part) for part in parts)
