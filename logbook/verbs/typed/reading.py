"""What the readings of typed events share: figures and names, and what was left over."""

import re
from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from logbook.model.entries import LogEntry
from logbook.model.refusal import Refusal
from logbook.verbs.words import plain

_FIGURE: Final = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,3}))?")
_BEGINS_LIKE_ONE: Final = re.compile(r"[-+\N{MINUS SIGN}]?\s?[0-9]")
_BETWEEN_NAMES: Final = re.compile(r"[,;&]| (?:et|and)(?= )", re.IGNORECASE)
_IN_WORDS: Final = frozenset((
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "quinze", "vingt", "trente", "quarante", "cinquante", "soixante", "septante",
    "octante", "nonante", "cent", "cents", "mille", "two", "three", "four", "five", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
))  # fmt: skip
"""How a figure that was written out begins, where its unit follows."""
_UNIT_WITHIN: Final = 5


class Reading(NamedTuple):
    """An event as it was understood: `write` writes its line, and returns it.

    `unread` says what was not understood of it and what is expected: the line keeps that as a
    note, and who typed is told.
    """

    write: Callable[..., LogEntry]
    unread: Refusal | None = None


def figure(word: str) -> float | None:
    """Return `1234,5` or `1234.5` as a number, None for anything else."""
    found = _FIGURE.fullmatch(word)
    return None if found is None else float(f"{found[1]}.{found[2] or 0}")


def names(text: str) -> list[str]:
    """Return names as typed: parted by commas, by `et` or `and`, or each with its `@`."""
    words = text.split()
    if words and all(word.startswith("@") for word in words):
        return [word.rstrip(",;") for word in words]
    # One blank between words: a row of thousands would be looked through from each of them.
    return [name for part in _BETWEEN_NAMES.split(" ".join(words)) if (name := part.strip())]


def means_a_figure(left: str, units: Collection[str]) -> bool:
    """Tell whether what is left over was meant as a figure: `-5`, `30 brasses`, `trente mètres`.

    `units` are plain words. Anything else is a note.
    """
    if _BEGINS_LIKE_ONE.match(left):
        return True
    words = [plain(word.strip(".,;:!")) for word in left.split(None, _UNIT_WITHIN)[:_UNIT_WITHIN]]
    written = bool(words) and words[0].partition("-")[0] in _IN_WORDS
    return written and any(word in units for word in words)
