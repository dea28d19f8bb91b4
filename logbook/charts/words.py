"""What a chart shows, in words: for who cannot see it, and for a terminal."""

from collections.abc import Sequence
from typing import TypeVar

from logbook.locale import Speaker, formats
from logbook.model.units import knots
from logbook.model.weather_pressure import NEAR_S
from logbook.model.weather_spell import Spell, Wind

_Value = TypeVar("_Value")


def alternative(speaker: Speaker, spell: Spell, at: float, alarms: int) -> str:
    """Return the rows that stand for the picture of a spell at `at`, with its `alarms` counted."""
    rows = [_glass(speaker, spell, at), _wind(speaker, spell, at)]
    if alarms:
        rows.append(speaker.say("charts.alarms", count=alarms))
    return "\n".join(rows)


def latest(spell: Spell, values: Sequence[_Value | None], at: float) -> _Value | None:
    """Return the last value where it is of just now (`at`), None where there is silence since."""
    steps = [step for step, one in enumerate(values) if one is not None]
    # The last step may have begun a moment ago, with no sample yet.
    if not steps or spell.at(steps[-1]) < at - spell.step_s - NEAR_S:
        return None
    return values[steps[-1]]


def wind(speaker: Speaker, one: Wind) -> str:
    """Return the wind of a step: `SW 12 kn`."""
    speed = formats.whole_knots(speaker, one.speed)
    return speed if one.direction is None else f"{formats.point(one.direction)} {speed}"


def _glass(speaker: Speaker, spell: Spell, at: float) -> str:
    known = [one for one in spell.glass if one is not None]
    if not known:
        return speaker.say("charts.no_glass")
    told = speaker.say(
        "charts.glass",
        first=_tenths(speaker, known[0]),
        last=formats.pressure(speaker, known[-1]),
        low=_tenths(speaker, min(known)),
        high=_tenths(speaker, max(known)),
    )
    return _with_silence(speaker, told, spell, spell.glass, at)


def _wind(speaker: Speaker, spell: Spell, at: float) -> str:
    known = [one for one in spell.wind if one is not None]
    if not known:
        return speaker.say("charts.no_wind")
    told = speaker.say(
        "charts.wind",
        first=wind(speaker, known[0]),
        last=wind(speaker, known[-1]),
        low=_whole(speaker, min(one.speed for one in known)),
        high=formats.whole_knots(speaker, max(one.speed for one in known)),
        gust=formats.whole_knots(speaker, max(one.gust for one in known)),
    )
    return _with_silence(speaker, told, spell, spell.wind, at)


def _with_silence(
    speaker: Speaker, told: str, spell: Spell, values: Sequence[object], at: float
) -> str:
    """Return the phrase, and how long nothing was heard."""
    # The last step may have begun a moment ago, with no sample yet.
    settled = at - spell.step_s
    silent = [step for step, one in enumerate(values) if one is None and spell.at(step) < settled]
    if not silent:
        return told
    duration = formats.duration(speaker, len(silent) * spell.step_s)
    return speaker.say("charts.silent", told=told, duration=duration)


def _tenths(speaker: Speaker, pascals: float) -> str:
    return speaker.number(pascals / 100, 1)


def _whole(speaker: Speaker, speed: float) -> str:
    return speaker.number(knots(speed))
