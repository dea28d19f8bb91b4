"""A bulletin pasted in the log's channel: known by its first word, and by having its own rows.

"Météo pourrie ce matin" is talk; a first word with rows below it is what somebody passes on.
"""

import re
import unicodedata
from typing import Final

_TRIGGER: Final = re.compile(r"(?:bulletin|meteo|navtex)\b(?P<rest>[^\n]*)", re.IGNORECASE)
_LOOKED_AT: Final = 40  # characters: enough for the word and what stands right after it


def is_bulletin(text: str) -> bool:
    """Tell whether a cleaned message is a bulletin to be kept.

    It begins with `bulletin`, `météo` or `navtex`, in any case and with or without accents, and
    either has rows below the first or a colon right after that word with words behind it.
    """
    first, _, below = text.partition("\n")
    found = _TRIGGER.match(_plain(first[:_LOOKED_AT]))
    if found is None:
        return False
    rest = found["rest"].lstrip()
    return bool(below.strip()) or (rest.startswith(":") and bool(rest[1:].strip()))


def _plain(text: str) -> str:
    """Return `text` without accents, composed or not."""
    spread = unicodedata.normalize("NFKD", text)
    return "".join(one for one in spread if not unicodedata.combining(one))
