"""Sub-words, as French and English crews say them: with or without accents, in any case."""

import unicodedata
from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[str]]
"""What is meant -> how it may be said; what is meant may always be said itself."""


def plain(word: str) -> str:
    """Return a word in small letters without accents."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in spread if not unicodedata.combining(one))


def first(text: str) -> tuple[str, str]:
    """Return the first word of a text and the rest, both without blanks around them."""
    parts = text.split(None, 1)
    if not parts:
        return "", ""
    return parts[0], parts[1].strip() if len(parts) > 1 else ""


def meant(word: str, words: Words) -> str | None:
    """Return what `word` means among `words`, or None."""
    said = plain(word.strip(".,;:!"))
    for meaning, ways in words.items():
        if said == meaning or said in {plain(way) for way in ways}:
            return meaning
    return None


def number(word: str) -> int | None:
    """Return the entry's number in `12`, `#12`, `n°12` or `no.12`, or None."""
    digits = plain(word).lstrip("#n°o.ºu ").rstrip(".,:;")
    if not digits.isascii() or not digits.isdecimal() or not 0 < len(digits) <= 9:
        return None
    return int(digits) or None
