"""Two days of weather by the minute, for the tests of charts, and a PNG as pixels."""

import io
from collections.abc import Sequence

from PIL import Image

from logbook.model.observations import Sample
from logbook.model.quantities import BARO, TWD, TWS
from tests.verbs.aboard import NOON

DAY_S = 86_400.0
HOUR_S = 3600.0
Colour = tuple[int, int, int]


def weather(
    span_s: float = DAY_S,
    *,
    silent: Sequence[tuple[float, float]] = (),
    glass: bool = True,
    wind: bool = True,
    every_s: float = 60.0,
) -> list[Sample]:
    """Return a fall of 8 hPa and a wind that rises from SW 10 m/s to 20; until NOON.

    `silent` are stretches in hours before NOON, as (20, 16).
    """
    found = []
    for number in range(int(span_s / every_s)):
        at = NOON - span_s + every_s * number
        ago_h = (NOON - at) / HOUR_S
        if any(until < ago_h <= since for since, until in silent):
            continue
        share = number * every_s / span_s
        pascals = 101_800.0 - 800.0 * share
        if glass:
            found.append(Sample(at, BARO, pascals, pascals, pascals, 60))
        if wind:
            speed = 10.0 + 10.0 * share
            found.append(Sample(at, TWS, speed, speed - 2.0, speed + 3.0, 60))
            found.append(Sample(at, TWD, 225.0, None, None, 60))
    return found


class Pixels:
    """The pixels of a PNG."""

    def __init__(self, png: bytes) -> None:
        self._image = Image.open(io.BytesIO(png)).convert("RGB")
        self.size = self._image.size

    def at(self, x: float, y: float) -> Colour:
        found = self._image.getpixel((round(x), round(y)))
        assert isinstance(found, tuple)
        red, green, blue = found
        return int(red), int(green), int(blue)

    def column(self, x: float, top: int, foot: int) -> list[Colour]:
        return [self.at(x, y) for y in range(top, foot)]

    def count(self, colour: Colour, box: tuple[int, int, int, int]) -> int:
        """Return how many pixels of a colour there are in left, top, right, foot."""
        crop = self._image.crop(box)
        found = crop.getcolors(crop.width * crop.height) or []
        return sum(times for times, one in found if isinstance(one, tuple) and near(one, colour))


def near(one: Sequence[int], other: Colour, by: int = 12) -> bool:
    """Return whether two colours are the same to the eye."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
