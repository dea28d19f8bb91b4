"""One frame of a chart: its ground by day and by night, its grid, curves, arrows and marks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from logbook.charts import scale
from logbook.charts.pen import Colour, Pen, Spot
from logbook.charts.scale import Scale
from logbook.model.weather_spell import Spell, direction

LEFT: Final = 104
RIGHT: Final = 964
DAY: Final = (52, 68, 86)
NIGHT: Final = (20, 26, 38)
ALARM: Final = (255, 90, 110)
_GRID: Final = (92, 108, 126)
_MIDNIGHT: Final = (176, 190, 204)
_FIGURES: Final = (214, 222, 230)
FRAME_INKS: Final = (ALARM, _GRID, _MIDNIGHT, _FIGURES)
_SIZE: Final = 30
_ARROW: Final = 21
"""Half the length of an arrow, pixels."""
_LIGHT: Final = 0.5
"""Below this (m/s, 1 kn) a wind gets no arrow."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Values by time between `top` and `foot` (pixels), of a `spell` and on a `scale`."""

    pen: Pen
    spell: Spell
    top: int
    foot: int
    scale: Scale

    def x(self, at: float) -> float:
        """Return where an instant stands (UTC seconds)."""
        return LEFT + (at - self.spell.since) / self._span_s * (RIGHT - LEFT)

    def ground(self, nights: Sequence[tuple[float, float]], offset_s: int) -> None:
        """Draw day and night, and the grid over them: hours of ship's time, round values."""
        self.pen.area((LEFT, self.top), (RIGHT, self.foot), DAY)
        for sunset, sunrise in nights:
            since, until = max(sunset, self.spell.since), min(sunrise, self.spell.until)
            if since < until:
                self.pen.area((self.x(since), self.top), (self.x(until), self.foot), NIGHT)
        for at in scale.hours(self.spell.since, self.spell.until, offset_s):
            colour = _MIDNIGHT if scale.is_midnight(at, offset_s) else _GRID
            self.pen.line([(self.x(at), self.top), (self.x(at), self.foot)], colour)
        for value in self.scale.lines:
            y = self._y(value)
            self.pen.line([(LEFT, y), (RIGHT, y)], _GRID)
            self.pen.text((LEFT - 12, y + _SIZE * 0.35), str(value), _FIGURES, _SIZE, "r")

    def curve(self, values: Sequence[float | None], colour: Colour, thick: float) -> None:
        """Draw values by step; a silence is a gap, a value between silences a dot."""
        run: list[Spot] = []
        for step, value in enumerate([*values, None]):
            if value is not None:
                run.append((self.x(self.spell.at(step)), self._y(value)))
            elif run:
                self.pen.line(run, colour, thick)
                run = []

    def arrows(self, y: float, offset_s: int, colour: Colour) -> None:
        """Draw where the wind blows to, at height `y`: two arrows for each marked hour."""
        half_s = scale.every(self._span_s) / 2
        for at in scale.hours(self.spell.since, self.spell.until, offset_s, half_s):
            first = math.ceil((at - half_s / 2 - self.spell.at(0)) / self.spell.step_s)
            last = math.floor((at + half_s / 2 - self.spell.at(0)) / self.spell.step_s)
            steps = self.spell.wind[max(0, first) : max(0, last + 1)]
            near = [one for one in steps if one is not None]
            angle = direction(one for one in near if one.speed >= _LIGHT)
            # A silence that takes more than half of its time has no arrow either.
            if angle is not None and len(near) * self.spell.step_s >= half_s / 2:
                self.pen.shape(_arrow(self.x(at), y, angle), colour)

    def marks(self, instants: Sequence[float]) -> None:
        """Mark where alarms were raised: a line with a triangle on top."""
        for at in instants:
            if self.spell.since <= at <= self.spell.until:
                x = self.x(at)
                self.pen.line([(x, self.top), (x, self.foot)], ALARM, 2.0)
                self.pen.shape(triangle(x, self.top), ALARM)

    @property
    def _span_s(self) -> float:
        return self.spell.until - self.spell.since

    def _y(self, value: float) -> float:
        return self.foot - self.scale.share(value) * (self.foot - self.top)


def triangle(x: float, y: float) -> list[Spot]:
    """Return the corners of the mark of an alarm that points down to (x, y)."""
    return [(x - 12, y - 10), (x + 12, y - 10), (x, y + 12)]


def _arrow(x: float, y: float, angle: float) -> list[Spot]:
    """Return the outline of an arrow around (x, y) that flies with a wind from `angle` degrees."""
    outline = (
        (-1.0, -0.11),
        (0.05, -0.11),
        (0.05, -0.55),
        (1.0, 0.0),
        (0.05, 0.55),
        (0.05, 0.11),
        (-1.0, 0.11),
    )
    blown = math.radians(angle + 180.0)
    along, across = (math.sin(blown), -math.cos(blown)), (math.cos(blown), math.sin(blown))
    return [
        (
            x + _ARROW * (far * along[0] + wide * across[0]),
            y + _ARROW * (far * along[1] + wide * across[1]),
        )
        for far, wide in outline
    ]
