"""The picture: pressure above, wind below, one axis of ship's time, night shaded.

A dark sheet with light lines, since it is opened on watch; letters large enough for a phone, where
the sheet is shown at two fifths of its size.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from logbook.charts import scale, words
from logbook.charts.frame import ALARM, DAY, FRAME_INKS, LEFT, NIGHT, RIGHT, Frame, triangle
from logbook.charts.pen import Colour, Pen, width
from logbook.locale import Speaker, formats
from logbook.model.units import knots
from logbook.model.weather_spell import Spell

WIDTH: Final = 1000
HEIGHT: Final = 960
SHEET: Final = (11, 15, 22)
GLASS: Final = (255, 214, 102)
WIND: Final = (92, 214, 255)
GUST: Final = (255, 150, 92)
_LETTERS: Final = (240, 244, 248)
_FAINT: Final = (178, 190, 202)
_INKS: Final = (GLASS, WIND, GUST, _LETTERS, _FAINT, *FRAME_INKS)
_SMALL, _TEXT, _LARGE = 30, 36, 52
_THICK, _THIN = 5.0, 3.0
_GLASS_FRAME: Final = (178, 432)
_WIND_FRAME: Final = (520, 774)
_ARROWS_Y: Final = 810
_HOURS_Y: Final = 874
_DAYS_Y: Final = 922


class Behind(NamedTuple):
    """What lies behind the lines, UTC seconds: nights from sunset to sunrise, alarms as raised."""

    nights: Sequence[tuple[float, float]] = ()
    alarms: Sequence[float] = ()


def picture(
    speaker: Speaker, ship: str, spell: Spell, at: float, offset_s: int, behind: Behind
) -> bytes:
    """Return the chart of a spell as PNG; `at` is now, `offset_s` ship's time less UTC."""
    pen = Pen(WIDTH, HEIGHT, (SHEET, DAY, NIGHT), _INKS)
    glass = [None if one is None else one / 100 for one in spell.glass]
    mean = [None if one is None else knots(one.speed) for one in spell.wind]
    gust = [None if one is None else knots(one.gust) for one in spell.wind]
    upper = Frame(pen, spell, *_GLASS_FRAME, scale.pressures(_known(glass)))
    lower = Frame(pen, spell, *_WIND_FRAME, scale.speeds(_known(gust)))
    for frame in (upper, lower):
        frame.ground(behind.nights, offset_s)
    upper.curve(glass, GLASS, _THICK)
    lower.curve(gust, GUST, _THIN)
    lower.curve(mean, WIND, _THICK)
    lower.arrows(_ARROWS_Y, offset_s, WIND)
    for frame, values in ((upper, glass), (lower, mean)):
        frame.marks(behind.alarms)
        if not _known(values):
            _empty(frame, speaker.say("charts.nothing_heard"))
    _head(pen, speaker, ship, at, offset_s, behind)
    _titles(pen, speaker, spell, at)
    _foot(lower, speaker, offset_s)
    return pen.png()


def _head(pen: Pen, speaker: Speaker, ship: str, at: float, offset_s: int, behind: Behind) -> None:
    day = formats.day(speaker, at, offset_s)
    when = f"{day} {formats.hour(at, offset_s)} {formats.zone(offset_s)}"
    pen.text((RIGHT, 92), when, _FAINT, _SMALL, "r")
    room = RIGHT - 30.0
    if behind.alarms:
        legend = speaker.say("charts.alarm")
        pen.text((RIGHT, 48), legend, ALARM, _SMALL, "r")
        left = RIGHT - width(legend, _SMALL) - 24
        pen.shape(triangle(left, 38), ALARM)
        room = left - 60
    pen.text((30, 48), _fitted(ship, room, _TEXT), _LETTERS, _TEXT)


def _titles(pen: Pen, speaker: Speaker, spell: Spell, at: float) -> None:
    """Write what each frame shows, and at the right how it stands now."""
    y = _GLASS_FRAME[0] - 24
    pen.text((30, y), speaker.say("charts.title_glass"), GLASS, _TEXT)
    now = words.latest(spell, spell.glass, at)
    if now is not None:
        pen.text((RIGHT, y), speaker.number(now / 100, 1), GLASS, _LARGE, "r")
    y = _WIND_FRAME[0] - 24
    pen.text((30, y), speaker.say("charts.title_wind"), WIND, _TEXT)
    x = 30 + width(speaker.say("charts.title_wind"), _TEXT) + 40
    for name, colour, thick in (("mean", WIND, _THICK), ("gusts", GUST, _THIN)):
        x = _sample(pen, x, y, speaker.say(f"charts.{name}"), colour, thick)
    blowing = words.latest(spell, spell.wind, at)
    if blowing is not None:
        said = speaker.number(knots(blowing.speed))
        if blowing.direction is not None:
            said = f"{formats.point(blowing.direction)} {said}"
        pen.text((RIGHT, y), said, WIND, _LARGE, "r")


def _sample(pen: Pen, x: float, y: float, said: str, colour: Colour, thick: float) -> float:
    """Show a curve's colour with its name; return where the next may begin."""
    pen.line([(x, y - 10), (x + 44, y - 10)], colour, thick)
    pen.text((x + 56, y), said, colour, _SMALL)
    return x + 56 + width(said, _SMALL) + 32


def _empty(frame: Frame, said: str) -> None:
    """Say in the middle of a frame that it is empty, on a ground of its own."""
    x, y = (LEFT + RIGHT) / 2, (frame.top + frame.foot) / 2
    half = width(said, _TEXT) / 2 + 20
    frame.pen.area((x - half, y - 34), (x + half, y + 34), SHEET)
    frame.pen.text((x, y + 13), said, _LETTERS, _TEXT, "m")


def _foot(frame: Frame, speaker: Speaker, offset_s: int) -> None:
    """Write the hours, and each new day under its midnight."""
    for at in scale.hours(frame.spell.since, frame.spell.until, offset_s):
        _held(frame, at, _HOURS_Y, formats.hour(at, offset_s), _LETTERS)
        if scale.is_midnight(at, offset_s):
            date = dt.datetime.fromtimestamp(at + offset_s, dt.UTC)
            weekday = speaker.say(f"dates.weekday_{date.isoweekday()}")
            _held(frame, at, _DAYS_Y, weekday, _FAINT)


def _held(frame: Frame, at: float, y: float, said: str, colour: Colour) -> None:
    """Write under an instant, but never over the edge of the sheet."""
    half = width(said, _SMALL) / 2
    x = min(max(frame.x(at), half + 8), WIDTH - half - 8)
    frame.pen.text((x, y), said, colour, _SMALL, "m")


def _fitted(said: str, room: float, size: int) -> str:
    """Return as much of a name as there is room for."""
    while said and width(said, size) > room:
        said = said.rstrip(".")[:-1].rstrip() + "..."
        if said == "...":
            return ""
    return said


def _known(values: Sequence[float | None]) -> list[float]:
    return [one for one in values if one is not None]
