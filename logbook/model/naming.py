"""Members in texts that the log words itself: by their random id, so that a name can be replaced.

What is hashed holds `⟦0123456789abcdef⟧` where a reader sees a name.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

_SIGN: Final = re.compile("⟦([0-9a-f]{16})⟧")
_UNSIGNED: Final = str.maketrans("⟦⟧", "[]")
_NEEDLESS: Final = re.compile(
    "[@\\[\\]()<>`⟦⟧"
    # What Unicode lets a screen leave out though it is a letter or a mark: joiners, fillers,
    # selectors of variants.
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""What no name needs: signs that a chat reads as its own, and what is not to be seen."""


_LIKE: Final = str.maketrans(
    # Russian and Greek letters, small ones of capitals too, as they look beside Latin ones.
    "аеорсухіјѕԁһԛԝвнкмтґɡαβεζηικμνορτυχωıȷɑ",
    "aeopcyxijsdhqwbhkmtrgabezhikmnoptyxwija",
)
_STROKES: Final = str.maketrans("i1|0", "lllo")
_OTHERWISE: Final = re.compile(
    "LATIN LETTER SMALL CAPITAL ([A-Z])|LATIN SMALL LETTER ([A-Z]) WITH .*"
)
"""Letters that Unicode takes for others, and who reads a name does not."""
_PASSED_OVER: Final = frozenset({"Lm", "Sk"})
"""Categories, besides blanks and points, that a name is read without: letters like apostrophes."""
_KANA: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA"})
"""What Japanese writes in one word."""


def sign(member: str) -> str:
    """Return what stands in a text for a member, by the id (16 hex digits)."""
    return f"⟦{member}⟧"


def unsigned(text: str) -> str:
    """Return a typed text in which nothing stands for a member: its white brackets are plain."""
    return text.translate(_UNSIGNED)


def bare(name: str) -> str:
    """Return a name as the log keeps it: compatible forms made one (NFKC), nothing unseen in it.

    Empty where nothing is left.
    """
    forms = unicodedata.normalize("NFKC", " ".join(name.split()))
    seen = "".join(one for one in forms if not unicodedata.category(one).startswith("C"))
    return " ".join(_NEEDLESS.sub("", seen).split())


def latin(name: str) -> str:
    """Return a name in small Latin letters without accents, as far as it looks like that.

    Whoever reads `Marie` does not see whether its first letter is Russian.
    """
    spread = unicodedata.normalize("NFKD", bare(name).casefold())
    letters = "".join(one for one in spread if not unicodedata.combining(one))
    shown = "".join(map(_plain, letters.translate(_LIKE)))
    return unicodedata.normalize("NFKC", shown)


def alike(name: str) -> str:
    """Return what two names share that are read as the same one."""
    return unpointed(latin(name)).translate(_STROKES)


def unpointed(name: str) -> str:
    """Return a name without points and blanks, as it is where it has nothing else."""
    return "".join(filter(_is_read, name)) or name


def is_mixed(name: str) -> bool:
    """Tell whether a word of a name has letters of two alphabets, as no word of any language has.

    More letters than any table holds look like those of another alphabet.
    """
    return any(len(set(map(_alphabet, filter(_is_letter, word)))) > 1 for word in name.split())


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and unicodedata.category(sign) != "Lm"


def _alphabet(letter: str) -> str:
    """Return the alphabet of a letter, as the first word of its name in Unicode has it."""
    first = unicodedata.name(letter, letter).partition(" ")[0]
    return "" if first in _KANA else first


def _is_read(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] not in "PZ" and category not in _PASSED_OVER


def _plain(letter: str) -> str:
    """Return the letter that a small capital (`ᴀ`) or one with a tail is read as, else itself."""
    name = "" if letter.isascii() else unicodedata.name(letter, "")
    found = _OTHERWISE.fullmatch(name)
    return (found[1] or found[2]).lower() if found else letter


def named(text: str, names: Mapping[str, str], unknown: Callable[[str], str] = sign) -> str:
    """Return `text` with the name of each member that it speaks of, by `names` (id to name).

    `unknown` says what stands for an id without a name: the sign as it is, unless told otherwise.
    """
    if "⟦" not in text:
        return text
    return _SIGN.sub(lambda found: names.get(found[1]) or unknown(found[1]), text)
