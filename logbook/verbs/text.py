"""What somebody typed, made fit to be stored: verbatim but for what no log can hold."""

import unicodedata
from typing import Final

from logbook.model.entries import MOST_CHARACTERS
from logbook.model.naming import unsigned
from logbook.model.refusal import Refusal

_KEPT: Final = "\n\t"


def clean(typed: str, *, signed: bool = False) -> str:
    """Return `typed` without control characters (NUL among them) and outer blanks.

    Line ends become newlines, half a surrogate pair U+FFFD, and the signs of members plain
    brackets, but in a text that the log worded itself (`signed`). May be empty.
    """
    text = typed if signed else unsigned(typed)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(_fit(one) for one in text)
    return text.strip()


def needed(typed: str, *, signed: bool = False) -> str:
    """Return `typed` cleaned as `clean` does, a text that an entry may hold.

    Raises Refusal `verbs.no_text` where nothing is left, `verbs.too_long` where it is too much.
    """
    text = clean(typed, signed=signed)
    if not text:
        raise Refusal("verbs.no_text")
    if len(text) > MOST_CHARACTERS:
        raise Refusal("verbs.too_long", length=len(text), most=MOST_CHARACTERS)
    return text


def _fit(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return character if category != "Cc" or character in _KEPT else ""
