"""Wind, barometer and scales as people type them, to SI; many boats have no sensor for them."""

import math
import re
from typing import Final, NamedTuple

from logbook.model.quantities import BARO, QUANTITIES, TWD, TWS, Quantity
from logbook.model.refusal import Refusal
from logbook.model.units import KNOT
from logbook.model.wind import BEAUFORT_MS
from logbook.summaries.observed import Scale

_POINTS: Final = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
_POINT_DEG: Final = {point: index * 22.5 for index, point in enumerate(_POINTS)}
_MOST_FORCE: Final = 12
_MOST_KN: Final = 200.0
_MOST_ALONE_KN: Final = 99.0
"""A bare figure above this may well be a direction whose speed was left out."""
_NUMBER: Final = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_POINT: Final = r"(?:nord|sud|est|ouest|north|south|east|west)"
_WORDS: Final = re.compile(rf"\b{_POINT}(?:[- ]?{_POINT}){{0,2}}\b", re.IGNORECASE)
_WORD: Final = re.compile(_POINT, re.IGNORECASE)
_LETTERS: Final = {"o": "W", "w": "W", "n": "N", "s": "S", "e": "E"}
_CALM: Final = frozenset({"calme", "calm"})
_VARIABLE: Final = re.compile(r"(?:variables?|vrb)[\s,]+(?=\S)", re.IGNORECASE)
_FROM: Final = r"(?P<from>[NSEWO]{1,3}|[0-9]{1,3}\s*°|[0-9]{3}(?=\s))"
_UNIT: Final = r"(?P<unit>kn|kt|kts|nd|nds|nœuds|noeuds|knots)"
_SPAN: Final = rf"\s*(?:-|à|to)\s*(?P<most>{_NUMBER})"
_SPEED: Final = rf"(?P<speed>{_NUMBER})(?:{_SPAN})?\s*{_UNIT}?"
_FORCE: Final = r"(?:f|force|bf)\s*(?P<force>[0-9]{1,2})|(?P<bft>[0-9]{1,2})\s*(?:bf|bft)"
_WIND: Final = re.compile(rf"(?:{_FROM})?[\s,/]*(?:{_FORCE}|{_SPEED})?", re.IGNORECASE)
_BARO: Final = re.compile(r"([0-9]{3,4}(?:[.,][0-9]{1,2})?)\s*(?:hpa|mb|mbar)?", re.IGNORECASE)


class Wind(NamedTuple):
    """A true wind: where it comes from (degrees true) and its speed (m/s), None where not told.

    `force` is Beaufort's where that was told; the speed is then the middle of it.
    """

    direction: float | None
    speed: float | None
    force: int | None = None

    def conditions(self) -> dict[Quantity, float]:
        """Return what is known of it, SI."""
        told = {TWD: self.direction, TWS: self.speed}
        return {name: value for name, value in told.items() if value is not None}


def wind(typed: str, *, french: bool = False) -> Wind:
    """Read `SW 15`, `230° 15 nd`, `W F5`, `18` (knots), `force 4`, `sud-ouest 15-20`, `calme`.

    Of a span of speeds the middle is kept. O is west where `french` is spoken.
    Raises Refusal `observed.wind`, `observed.west` (O is east to a German).
    """
    text = _VARIABLE.sub("", " ".join(typed.split()), count=1)
    if text.casefold() in _CALM:
        return Wind(None, 0.0)
    text = _WORDS.sub(_lettered, text)
    found = _WIND.fullmatch(text)
    if not text or found is None:
        raise Refusal("observed.wind", typed=typed)
    direction = _direction(typed, found["from"], french=french)
    force, speed = found["force"] or found["bft"], found["speed"]
    if force is not None:
        if int(force) > _MOST_FORCE:
            raise Refusal("observed.wind", typed=typed)
        return Wind(direction, _middle(int(force)), int(force))
    if speed is None:
        return Wind(direction, None)
    knots = _figure(speed)
    if found["most"] is not None:
        most = _figure(found["most"])
        if most <= _MOST_FORCE and found["unit"] is None:
            # Sailors say forces so: 4 to 5.
            raise Refusal("observed.wind", typed=typed)
        knots = (knots + most) / 2.0
    if knots > (_MOST_ALONE_KN if direction is None else _MOST_KN):
        raise Refusal("observed.wind", typed=typed)
    return Wind(direction, knots * KNOT)


def baro(typed: str) -> dict[Quantity, float]:
    """Read hectopascals, `1013,2 hPa`, as Pa. Raises Refusal `observed.baro`."""
    found = _BARO.fullmatch(" ".join(typed.split()))
    value = math.nan if found is None else _figure(found[1]) * 100.0
    row = QUANTITIES[BARO]
    if not row.low <= value <= row.high:
        raise Refusal("observed.baro", typed=typed)
    return {BARO: value}


def scaled(typed: str, scale: Scale) -> int:
    """Read a figure of a scale. Raises Refusal `observed.off_scale`."""
    text = typed.strip()
    # Which options were offered is not checked by the chat server.
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) in scale.steps):
        raise Refusal("observed.off_scale", typed=typed, highest=scale.highest)
    return int(text)


def _lettered(words: re.Match[str]) -> str:
    """Return `sud-ouest` as `SW`."""
    return "".join(_LETTERS[one[0][0].lower()] for one in _WORD.finditer(words[0]))


def _direction(typed: str, told: str | None, *, french: bool) -> float | None:
    if told is None:
        return None
    letters = told.upper()
    if french:
        letters = letters.replace("O", "W")
    if "O" in letters:
        raise Refusal("observed.west")
    if letters in _POINT_DEG:
        return _POINT_DEG[letters]
    degrees = told.rstrip("° ")
    if not degrees.isdecimal() or int(degrees) > 360:
        raise Refusal("observed.wind", typed=typed)
    return float(int(degrees) % 360)


def _middle(force: int) -> float:
    """Return the middle of a force (m/s); force 12 has no upper bound and is its lower."""
    bounds = (0.0, *BEAUFORT_MS)
    return bounds[force] if force == 12 else (bounds[force] + bounds[force + 1]) / 2.0


def _figure(text: str) -> float:
    return float(text.replace(",", "."))
