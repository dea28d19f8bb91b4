"""A chart: a day or two of the boat's own weather, gathered from the track, as a picture."""

import re
from typing import Final, NamedTuple

from logbook.charts import words
from logbook.locale import Speaker, formats
from logbook.model import weather_spell as spells
from logbook.model.entries import EntryKind
from logbook.model.refusal import Refusal
from logbook.sky.sun import nights
from logbook.verbs.bridge import Bridge
from logbook.verbs.forecast import whereabouts

SPANS_S: Final = (24 * 3600.0, 48 * 3600.0)
"""What may be asked for; the first where nothing is said."""
_WEATHER: Final = frozenset({"falling_glass", "strong_wind", "gale", "squall"})
"""The alarms that a chart of the weather marks."""
_RAISED: Final = frozenset({"raised", "worse"})
_UNSAFE: Final = re.compile(r"[^\w.-]+")


class Chart(NamedTuple):
    """A picture to be posted: its file's name, the PNG, and the words that stand for it."""

    name: str
    png: bytes
    text: str


def chart(bridge: Bridge, say: Speaker, span_s: float) -> Chart:
    """Return the chart of the last `span_s` seconds.

    Raises Refusal: `charts.nothing` where nothing was heard, `charts.no_library` without Pillow.
    """
    now, offset_s = bridge.now(), bridge.config.ship_offset_s
    interval_s = float(bridge.config.sample_s)
    with bridge.readers.track() as track:
        samples = track.samples(spells.QUANTITIES, now - span_s - interval_s, now)
        spell = spells.gathered(samples, now, span_s, interval_s)
    if spell.silent:
        raise Refusal("charts.nothing", duration=say.say("units.hours", value=round(span_s / 3600)))
    alarms, ship = _alarms(bridge, spell.since, now), bridge.config.ship_name
    dark = _nights(bridge, spell.since, spell.until)
    try:
        from logbook.charts import picture as drawing  # noqa: PLC0415 - Pillow's 18 MB wait for it

        behind = drawing.Behind(dark, alarms)
        png = drawing.picture(say, ship, spell, now, offset_s, behind)
    except ImportError as error:
        raise Refusal("charts.no_library", reason=str(error)) from error
    stem = _UNSAFE.sub("-", ship).strip("-.") or "log"
    day = formats.iso(now + offset_s)[:16].replace(":", "")
    return Chart(f"{stem}-{day}.png", png, words.alternative(say, spell, now, len(alarms)))


def _nights(bridge: Bridge, since: float, until: float) -> list[tuple[float, float]]:
    """Return the nights where the boat is; none where that is not known."""
    here = whereabouts(bridge)
    return [] if here is None else [*nights(since, until, here)]


def _alarms(bridge: Bridge, since: float, until: float) -> list[float]:
    """Return when the weather's alarms were raised, or became worse; none that was struck."""
    with bridge.readers.book() as book:
        lines = [
            line
            for line in book.entries(since, until, kinds=(EntryKind.ALARM,))
            if line.draft.facts.get("alert") in _WEATHER
            and line.draft.facts.get("phase") in _RAISED
        ]
        later = book.amendments([line.number for line in lines])
    return [
        line.at
        for line in lines
        if not any(one.draft.kind is EntryKind.STRIKE for one in later.get(line.number, ()))
    ]
