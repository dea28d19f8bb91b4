"""The lines of an alarm: what was found and by which rule; then, once, that it is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.episodes import Phase

_PLAIN: Final = frozenset({"silent_sensor"})
"""Alarms whose figure is a count, which says nothing once it is over."""
_STEPS: Final = {"falling_glass": 3, "gale": 3}
"""Alarms whose rule has several steps, each with words of its own."""
_WORSENS: Final = frozenset({*_STEPS, "silent_sensor"})
"""Alarms that may become worse, which is said in words of its own."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What an alarm's line tells: values are SI, in what the alert measures.

    `level` is the step of the rule, `peak` the worst value, `count` how often it came again
    within the `duration_s` of the alarm; `facts` are what the alert found beside its value.
    """

    alert: str
    phase: Phase
    level: int
    value: float
    peak: float
    duration_s: float = 0.0
    count: int = 1
    facts: Mapping[str, object] = field(default_factory=dict)


def text(speaker: Speaker, line: Alarm) -> str:
    """Return the line, one row of plain text."""
    if line.phase in ("raised", "worse"):
        return _found(speaker, line)
    facts = {
        "what": title(speaker, line.alert),
        "duration": formats.duration(speaker, line.duration_s),
    }
    if line.phase == "lost":
        return speaker.say("alarms.lost", **facts)
    if line.alert in _PLAIN:
        return speaker.say("alarms.over_plain", **facts)
    facts["peak"] = _figure(speaker, line.alert, line.peak)
    said = speaker.say("alarms.over", count=line.count, **facts)
    why = line.facts.get("why")
    return said if why is None else speaker.say(f"alarms.over_{why}", over=said)


def title(speaker: Speaker, alert: str) -> str:
    """Return what an alarm is called."""
    return speaker.say(f"alarms.title_{alert}")


def open_one(speaker: Speaker, alert: str, peak: float, since: str) -> str:
    """Return an alarm that is open, for a row: what, since when, and the worst so far."""
    what = title(speaker, alert)
    if alert in _PLAIN:
        return speaker.say("alarms.open_plain", what=what, since=since)
    peak_said = _figure(speaker, alert, peak)
    return speaker.say("alarms.open", what=what, since=since, peak=peak_said)


def _found(speaker: Speaker, line: Alarm) -> str:
    words = {
        "falling_glass": _glass,
        "strong_wind": _wind,
        "gale": _wind,
        "squall": _squall,
        "shallow_water": _shallow,
        "anchor_drag": _drag,
        "silent_sensor": _silent,
        "low_battery": _battery,
    }[line.alert](speaker, line)
    name = line.alert
    worse = line.phase == "worse" and name in _WORSENS
    if name in _STEPS:
        # What is worse has left the first step.
        step = min(max(line.level, 2 if worse else 1), _STEPS[name])
        name = f"{name}_{step}"
    return speaker.say(f"alarms.worse_{name}" if worse else f"alarms.{name}", **words)


def _glass(speaker: Speaker, line: Alarm) -> dict[str, object]:
    over_s = _number(line.facts.get("over_s"))
    return {
        "change": formats.pressure_change(speaker, line.value),
        "duration": formats.duration(speaker, over_s),
    }


def _wind(speaker: Speaker, line: Alarm) -> dict[str, object]:
    return {
        "speed": formats.whole_knots(speaker, line.value),
        "force": line.facts.get("force", 0),
        "gust": formats.whole_knots(speaker, _number(line.facts.get("gust"))),
    }


def _squall(speaker: Speaker, line: Alarm) -> dict[str, object]:
    shift = line.facts.get("shift")
    turned = shifted(speaker, _number(shift)) if shift is not None else None
    return {
        "speed": formats.whole_knots(speaker, line.value),
        "rise": formats.whole_knots(speaker, _number(line.facts.get("rise"))),
        "shift": "" if turned is None else f", {turned}",
    }


def _shallow(speaker: Speaker, line: Alarm) -> dict[str, object]:
    depth = formats.depth(speaker, line.value)
    return {
        "depth": speaker.say(f"entries.tells_{line.facts.get('depth_of', 'depth')}", depth=depth),
        "limit": formats.depth(speaker, _number(line.facts.get("limit"))),
    }


def _drag(speaker: Speaker, line: Alarm) -> dict[str, object]:
    return {
        "distance": formats.depth(speaker, line.value),
        "radius": formats.depth(speaker, _number(line.facts.get("radius"))),
    }


def _silent(speaker: Speaker, line: Alarm) -> dict[str, object]:
    silent = line.facts.get("silent")
    names = [str(name) for name in silent] if isinstance(silent, list) else []
    return {
        "duration": formats.duration(speaker, _number(line.facts.get("after_s"))),
        "names": ", ".join(speaker.say(f"alarms.instrument_{name}") for name in names),
    }


def _battery(speaker: Speaker, line: Alarm) -> dict[str, object]:
    return {
        "voltage": formats.volts(speaker, line.value),
        "limit": formats.volts(speaker, _number(line.facts.get("limit"))),
    }


_FIGURES: Final[Mapping[str, Callable[[Speaker, float], str]]] = {
    "falling_glass": formats.pressure_change,
    "strong_wind": formats.whole_knots,
    "gale": formats.whole_knots,
    "squall": formats.whole_knots,
    "shallow_water": formats.depth,
    "anchor_drag": formats.depth,
    "low_battery": formats.volts,
}


def _figure(speaker: Speaker, alert: str, value: float) -> str:
    return _FIGURES[alert](speaker, value)


SHIFT_TOLD: Final = 20.0
"""A shift under this is a wind that breathes."""


def shifted(speaker: Speaker, shift: float) -> str | None:
    """Return how far the wind has shifted (degrees, clockwise positive), None for little."""
    if abs(shift) < SHIFT_TOLD:
        return None
    side = "right" if shift > 0 else "left"
    return speaker.say(f"alarms.shift_{side}", angle=formats.degrees(speaker, abs(shift)))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
