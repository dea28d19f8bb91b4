"""`/weather forecast`: what is forecast here, at a place, or along the track ahead."""

import re
from collections.abc import Sequence
from typing import Final

from logbook.forecasts.desk import Desk
from logbook.locale import Speaker
from logbook.model.observations import Position
from logbook.model.quantities import SOG
from logbook.model.refusal import Refusal
from logbook.model.units import KNOT
from logbook.verbs.bridge import Bridge
from logbook.verbs.forecast import (
    USUAL_S,
    at_place,
    by_course,
    by_waypoints,
    needed_place,
)
from logbook.verbs.places import parse
from logbook.verbs.words import Words, first, meant
from slash_commands.command import known
from slash_commands.reply import Reply
from slash_commands.request import Request

WAYS: Final = ("prévision", "prévisions", "forecasts", "grib")
"""How else the sub-word may be said; `slash_commands.weather` hands on what follows it."""
_TO: Final[Words] = {"to": ("vers", "à", "via", "par", "by")}
_NUMBER: Final = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_KNOTS: Final = rf"({_NUMBER})\s*(?:kn|kt|kts|nd|nds|n(?:œ|oe)uds|knots)\.?"
_SPAN: Final = re.compile(r"(?:^|\s)\+\s*([0-9]{1,4})\s*(h|d|j)\b\.?", re.IGNORECASE)
_SPEED: Final = re.compile(rf"(?:^|[\s,;]){_KNOTS}(?=\s|$)", re.IGNORECASE)
_COURSE: Final = re.compile(rf"([0-9]{{1,3}})\s*°?\s*[,/]?\s*{_KNOTS}", re.IGNORECASE)
_UNIT_S: Final = {"h": 3600.0, "d": 86_400.0, "j": 86_400.0}
_FASTEST_KN: Final = 60.0
_MOST_MARKS: Final = 20


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer with what is forecast."""
    _, say = known(request, bridge)
    return answer(request.text, say, bridge)


def answer(text: str, say: Speaker, bridge: Bridge, desk: Desk | None = None) -> Reply:
    """Return the answer to what follows the sub-word. Raises Refusal where there is none."""
    rest, span_s = _span(" ".join(text.split()))
    course = _COURSE.fullmatch(rest)
    word, after = first(rest)
    if not rest:
        told = at_place(bridge, say, needed_place(bridge), span_s, desk)
    elif course is not None and int(course[1]) <= 360:
        heading = float(int(course[1]) % 360)
        told = by_course(bridge, say, heading, _knots(course[2]), span_s, desk)
    elif meant(word, _TO) is not None:
        marks, speed = _marks(bridge, after)
        told = by_waypoints(bridge, say, marks, speed, span_s, desk)
    else:
        told = at_place(bridge, say, _place(rest), span_s, desk)
    return Reply(told)


def _span(text: str) -> tuple[str, float]:
    """Return the text without a `+48h` in it, and how long that is (s)."""
    found = _SPAN.search(text)
    if found is None:
        return text, USUAL_S
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return " ".join(rest.split()), int(found[1]) * _UNIT_S[found[2].lower()]


def _marks(bridge: Bridge, text: str) -> tuple[Sequence[Position], float]:
    """Return the waypoints of `48°N 5°W; 47°N 6°W 6kn`, and the speed (m/s): hers if not told."""
    found = _SPEED.search(text)
    if found is None:
        sog = bridge.moment().fresh(SOG)
        if sog is None or sog.value < KNOT:
            raise Refusal("forecasts.no_speed")
        speed = sog.value
    else:
        speed = _knots(found[1])
        text = f"{text[: found.start()]} {text[found.end() :]}"
    marks = [_place(part) for part in text.split(";") if part.strip()]
    if not 0 < len(marks) <= _MOST_MARKS:
        raise Refusal("forecasts.unclear", typed=text.strip())
    return marks, speed


def _place(text: str) -> Position:
    position, rest = _parsed(text)
    if rest:
        raise Refusal("forecasts.unclear", typed=text)
    return position


def _parsed(text: str) -> tuple[Position, str]:
    try:
        return parse(text)
    except Refusal as refusal:
        if refusal.name == "places.unreadable":
            raise Refusal("forecasts.unclear", typed=text) from refusal
        raise


def _knots(figures: str) -> float:
    """Return a speed in m/s; raises Refusal where no boat makes it."""
    speed_kn = float(figures.replace(",", "."))
    if not 0.0 < speed_kn <= _FASTEST_KN:
        raise Refusal("forecasts.unclear", typed=f"{figures} kn")
    return speed_kn * KNOT
