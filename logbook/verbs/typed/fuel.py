"""`LITRES`: what is in the tank, as typed; with a plus, what was put in. Gallons are said which."""

import re
from functools import partial
from typing import Final, NamedTuple

from logbook.model.refusal import Refusal
from logbook.model.units import GALLON_IMPERIAL_L, GALLON_US_L
from logbook.verbs import events
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.typed.reading import Reading
from logbook.verbs.usage import usage
from logbook.verbs.when import Told
from logbook.verbs.words import Words, first, meant, plain

_ADDED: Final[Words] = {"added": ("plein", "ajouté", "ajout", "add", "plus", "bunkered")}
# Thousands are parted by what no keyboard gives by accident; a blank may part two figures.
_FIGURE: Final = re.compile(
    r"([0-9]{1,3}(?:[\u00a0\u202f][0-9]{3})+|[0-9]{1,7})(?:[.,]([0-9]{1,2}))?(?![0-9])"
)
_ANOTHER_FIGURE: Final = re.compile(r"[.,/xX*\u00d7-]?\s*[0-9]")
_LITRES: Final = frozenset({"l", "lt", "ltr", "ltrs", "litre", "litres", "liter", "liters"})
_GALLONS: Final = frozenset({"gal", "gals", "gallon", "gallons"})
_WHICH: Final[Words] = {
    "us": ("u.s", "usa", "américain", "américains", "american"),
    "imp": ("imperial", "impérial", "impériaux", "uk", "u.k", "anglais", "british"),
}
_IN_ONE_WORD: Final = {"usg": "us", "usgal": "us", "impgal": "imp", "ukgal": "imp"}
_SIZES_L: Final = {"us": GALLON_US_L, "imp": GALLON_IMPERIAL_L}
_OTHERS: Final = frozenset((
    "%", "percent", "pourcent", "pour cent", "per cent", "ml", "cl", "dl", "hl", "m3", "m³", "kg",
    "t", "tonne", "tonnes", "cm", "mm", "in", "inches", "pouce", "pouces", "h", "heure", "heures",
    "hour", "hours", "pt", "pint", "pints", "qt", "quart", "quarts", "can", "cans", "jerrycan",
    "jerrycans", "jerrican", "jerricans", "bidon", "bidons", "x", "*", "fois", "times", "€",
    "eur", "euro", "euros", "$", "£",
))  # fmt: skip
"""Measures and counts that are no litres: a note never begins with one."""


class _Amount(NamedTuple):
    """Litres, what was typed for them where that was in gallons, and what follows."""

    litres: float
    typed: str
    rest: str


def read(bridge: Bridge, who: Caller, line: Told) -> Reading:
    """Read litres in the tank, or litres added; gallons become litres; a note may follow.

    Raises Refusal `slash.usage` without a figure, `typed.gallons` where it is not said which they
    are, `typed.fuel` for any other measure: what was meant is never guessed.
    """
    text, added = line.rest, line.rest.startswith("+")
    text = text.removeprefix("+").lstrip()
    word, rest = first(text)
    if meant(word, _ADDED) is not None:
        added, text = True, rest
    amount = _amount(text)
    if amount is None:
        raise usage(bridge, "log-fuel")
    note = " · ".join(part for part in (amount.typed, amount.rest) if part)
    return Reading(
        partial(
            events.fuel,
            bridge,
            who,
            amount.litres,
            added=added,
            note=note,
            at=line.at,
            kept=line.kept,
        )
    )


def _amount(text: str) -> _Amount | None:
    """Return the amount that a text begins with, None where there is no figure."""
    found = _FIGURE.match(text)
    if found is None:
        return None
    figure = float(f"{''.join(found[1].split())}.{found[2] or 0}")
    unit, after = first(text[found.end() :])
    then, last = first(after)
    one, two = (plain(word.strip(".,;:!")) for word in (unit, then))
    if one in _LITRES:
        return _Amount(figure, "", after)
    which = _IN_ONE_WORD.get(one)
    if which is not None:
        last = after
    elif one in _GALLONS:
        which = meant(then.strip("()"), _WHICH)
    elif two in _GALLONS:
        which = meant(unit, _WHICH)
    if which is not None:
        typed = text.removesuffix(last).rstrip(" \t.,;:!")
        return _Amount(round(figure * _SIZES_L[which], 2), typed, last)
    if one in _GALLONS or meant(unit, _WHICH) is not None:
        raise Refusal("typed.gallons", typed=text)
    if _is_measure(one, two) or _ANOTHER_FIGURE.match(text[found.end() :].lstrip()):
        raise Refusal("typed.fuel", typed=text)
    return _Amount(figure, "", text[found.end() :].strip())


def _is_measure(one: str, two: str) -> bool:
    """Tell whether words begin with a measure that is no litre: `%`, `l/h`, `pour cent`."""
    measure, rate, _ = one.partition("/")
    known = _LITRES | _GALLONS | _OTHERS
    return one in _OTHERS or f"{one} {two}" in _OTHERS or (bool(rate) and measure in known)
