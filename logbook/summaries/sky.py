"""The words of sun and moon, one set for `/position` and for the noon line.

What does not happen that day at that place is either said (polar day and night, a twilight that
lasts all night) or silent.
"""

from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.sky import Above, Sky

_DARK: Final = 0.02
"""Less than this of the disc is called a new moon, as much from the whole a full one: about a
day to either side."""


def told(speaker: Speaker, sky: Sky, ship_offset_s: int) -> list[str]:
    """Return the phrases of a day of the sky, hours in ship's time."""
    sun = _passages(speaker, "sun", sky.sun, ship_offset_s)
    return [sun, *_twilights(speaker, sky, ship_offset_s), *_moon(speaker, sky, ship_offset_s)]


def _twilights(speaker: Speaker, sky: Sky, offset_s: int) -> list[str]:
    phrases: list[str] = []
    if sky.sun.throughout:
        return phrases
    for name, twilight in (("civil", sky.civil), ("nautical", sky.nautical)):
        if twilight.throughout is None:
            phrases.append(_passages(speaker, name, twilight, offset_s))
        elif twilight.throughout:
            # A deeper one lasts all night too, which goes without saying.
            return [*phrases, speaker.say(f"sky.{name}_all_night")]
    return phrases or [speaker.say("sky.no_twilight")]


def _moon(speaker: Speaker, sky: Sky, offset_s: int) -> list[str]:
    if sky.lit < _DARK:
        phase = speaker.say("sky.new_moon")
    elif sky.lit > 1.0 - _DARK:
        phase = speaker.say("sky.full_moon")
    else:
        name = "sky.waxing" if sky.waxing else "sky.waning"
        phase = speaker.say(name, lit=formats.percent(speaker, sky.lit))
    return [phase, _passages(speaker, "moon", sky.moon, offset_s)]


def _passages(speaker: Speaker, name: str, above: Above, offset_s: int) -> str:
    """Return rising and setting in the order of the day, or which of them does not happen."""
    if above.throughout is not None:
        return speaker.say(f"sky.{name}_stays_{'up' if above.throughout else 'down'}")
    ways = [(above.rises, "rises"), (above.sets, "sets")]
    found = sorted((at, way) for at, way in ways if at is not None)
    return ", ".join(
        speaker.say(f"sky.{name}_{way}", hour=formats.hour(at + 30.0, offset_s))
        for at, way in found
    )
