"""The pen: lines, areas and letters on a dark sheet, to PNG. The only file that knows Pillow.

Everything is drawn at twice its size and halved at the end, so that lines are smooth. Letters are
of the font that Pillow carries, which has no accents at all: those are drawn here as strokes.
"""

import io
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Spot = tuple[float, float]
_FINE: Final = 2
_ROUNDED: Final = 3.0
_SHADES: Final = 4
"""Between an ink and what it is drawn on: the smooth edges of lines and letters."""
_SPELT: Final = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "’": "'"}
    | dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}", "-")
    | dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", " ")
)
_UNDER: Final = "\N{COMBINING CEDILLA}"
_RING: Final = "\N{COMBINING RING ABOVE}"
# Strokes in ems, from the middle of the letter and the foot of the accent, upwards.
_STROKES: Final[dict[str, Sequence[Sequence[Spot]]]] = {
    "\N{COMBINING ACUTE ACCENT}": [[(-0.04, 0.0), (0.09, 0.14)]],
    "\N{COMBINING GRAVE ACCENT}": [[(0.04, 0.0), (-0.09, 0.14)]],
    "\N{COMBINING CIRCUMFLEX ACCENT}": [[(-0.12, 0.0), (0.0, 0.12), (0.12, 0.0)]],
    "\N{COMBINING CARON}": [[(-0.12, 0.12), (0.0, 0.0), (0.12, 0.12)]],
    "\N{COMBINING DIAERESIS}": [[(-0.13, 0.05), (-0.07, 0.05)], [(0.07, 0.05), (0.13, 0.05)]],
    "\N{COMBINING TILDE}": [[(-0.14, 0.03), (-0.05, 0.09), (0.05, 0.03), (0.14, 0.09)]],
    _RING: [[(-0.06, 0.06), (0.0, 0.12), (0.06, 0.06), (0.0, 0.0), (-0.06, 0.06)]],
    _UNDER: [[(0.0, 0.0), (0.06, -0.07), (0.04, -0.14), (-0.07, -0.14)]],
}
_STROKE_EM: Final = 0.065
_GAP_EM: Final = 0.07


class Pen:
    """Draws on a sheet of `width` by `height` pixels, (0, 0) at the upper left; mutable.

    The first of `grounds` is the sheet's, `inks` are all that is drawn on them: the file holds
    these colours and their shades, which packs faster than all colours, and to half the size.
    """

    def __init__(
        self, width: int, height: int, grounds: Sequence[Colour], inks: Sequence[Colour]
    ) -> None:
        self._sheet = Image.new("RGB", (width * _FINE, height * _FINE), grounds[0])
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(_shades(grounds, inks))
        self._draw = ImageDraw.Draw(self._sheet)

    def area(self, corner: Spot, other: Spot, colour: Colour) -> None:
        """Fill the rectangle between two corners."""
        self._draw.rectangle(_fine((corner, other)), fill=colour)

    def shape(self, spots: Sequence[Spot], colour: Colour) -> None:
        """Fill the polygon of three corners or more."""
        self._draw.polygon(_fine(spots), fill=colour)

    def line(self, spots: Sequence[Spot], colour: Colour, width: float = 1.0) -> None:
        """Draw a line through the spots; a dot where there is but one."""
        if len(spots) == 1:
            self._draw.circle(_fine(spots)[0], width * _FINE, fill=colour)
            return
        # The corners of a thin line need no rounding, which takes longer than the line.
        joint: Literal["curve"] | None = "curve" if width > _ROUNDED else None
        self._draw.line(_fine(spots), fill=colour, width=round(width * _FINE), joint=joint)

    def text(
        self,
        spot: Spot,
        text: str,
        colour: Colour,
        size: int,
        side: Literal["l", "m", "r"] = "l",
    ) -> None:
        """Write one row whose foot is at `spot`: its left end, its middle or its right end."""
        letters, accents = _taken_apart(text)
        font = _font(size * _FINE)
        x, y = _fine((spot,))[0]
        wide = font.getlength(letters)
        x -= {"l": 0.0, "m": wide / 2, "r": wide}[side]
        self._draw.text((x, y), letters, font=font, fill=colour, anchor="ls")
        for index, accent in accents:
            letter = letters[index]
            middle = x + font.getlength(letters[:index]) + font.getlength(letter) / 2
            self._accent((middle, y), letter, accent, colour, font)

    def _accent(
        self, foot: Spot, letter: str, accent: str, colour: Colour, font: ImageFont.FreeTypeFont
    ) -> None:
        em = font.size
        top = font.getbbox(letter, anchor="ls")[1]
        rise = 0.0 if accent == _UNDER else top - _GAP_EM * em
        for stroke in _STROKES[accent]:
            spots = [(foot[0] + x * em, foot[1] + rise - y * em) for x, y in stroke]
            self._draw.line(spots, fill=colour, width=round(_STROKE_EM * em), joint="curve")

    def png(self) -> bytes:
        """Return the sheet as a PNG file."""
        out = io.BytesIO()
        sheet = self._sheet.reduce(_FINE)
        sheet.quantize(palette=self._palette, dither=Image.Dither.NONE).save(
            out, "PNG", compress_level=4
        )
        return out.getvalue()


def width(text: str, size: int) -> float:
    """Return how wide a row of that size is, in pixels."""
    return _font(size * _FINE).getlength(_taken_apart(text)[0]) / _FINE


def _taken_apart(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the letters that the font has, and the accents: which letter, which accent.

    What neither has is left out.
    """
    letters: list[str] = []
    accents: list[tuple[int, str]] = []
    for sign in unicodedata.normalize("NFD", text.translate(_SPELT)):
        if sign in _STROKES and letters:
            accents.append((len(letters) - 1, sign))
        elif (sign.isascii() and sign.isprintable()) or sign in "°·":
            letters.append(sign)
    return "".join(letters), accents


def _shades(grounds: Sequence[Colour], inks: Sequence[Colour]) -> list[int]:
    """Return the bytes of a palette: every ground, and every ink on it in equal steps."""
    colours = [*grounds]
    for ground in grounds:
        for ink in inks:
            for step in range(1, _SHADES + 1):
                share = step / _SHADES
                colours.append(
                    (
                        round(ground[0] + (ink[0] - ground[0]) * share),
                        round(ground[1] + (ink[1] - ground[1]) * share),
                        round(ground[2] + (ink[2] - ground[2]) * share),
                    )
                )
    return [part for colour in dict.fromkeys(colours) for part in colour]


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font that Pillow carries. Raises ImportError where it was built without type."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise ImportError("Pillow was built without FreeType")  # noqa: TRY004 - no type of ours
    return font


def _fine(spots: Sequence[Spot]) -> list[Spot]:
    return [(x * _FINE, y * _FINE) for x, y in spots]
