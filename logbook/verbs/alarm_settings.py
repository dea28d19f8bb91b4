"""The limits of the alarms, as a skipper sets them from the channel: a figure, or off."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.refusal import Refusal
from logbook.verbs.setting import NO, Setting, flag, say_flag

_FIGURE: Final = re.compile(r"(?:force\s*|f)?([0-9]{1,4}(?:[.,][0-9]{1,2})?)\s*(?:m|min|v|bf)?")


def _figure(typed: str, most: float) -> float:
    """Return a figure from 0 to `most`; off is 0. Raises Refusal `settings.limit`."""
    text = typed.strip().lower()
    if text in NO:
        return 0.0
    found = _FIGURE.fullmatch(text)
    value = None if found is None else float(found[1].replace(",", "."))
    if value is None or value > most:
        raise Refusal("settings.limit", value=typed, most=most)
    return value


def _measured(most: float) -> Callable[[str], object]:
    return lambda typed: _figure(typed, most)


def _whole(most: int) -> Callable[[str], object]:
    def read(typed: str) -> int:
        value = _figure(typed, most)
        if not value.is_integer():
            raise Refusal("settings.limit", value=typed, most=most)
        return int(value)

    return read


def _said(words: Callable[[Speaker, float], str]) -> Callable[[Speaker, object], str]:
    def say_limit(say: Speaker, value: object) -> str:
        limit = float(value) if isinstance(value, int | float) else 0.0
        return words(say, limit) if limit else say.say("settings.no")

    return say_limit


def _force(say: Speaker, value: float) -> str:
    return say.say("settings.force", force=int(value))


def _minutes(say: Speaker, value: float) -> str:
    return formats.duration(say, value * 60.0)


ALARM_SETTINGS: Final[Mapping[str, Setting]] = {
    "glass": Setting("glass_alarm", flag, say_flag),
    "strong_wind": Setting("strong_wind_bft", _whole(12), _said(_force)),
    "gale": Setting("gale_alarm", flag, say_flag),
    "squall": Setting("squall_alarm", flag, say_flag),
    "shallow": Setting("shallow_m", _measured(500.0), _said(formats.depth)),
    "drag": Setting("anchor_m", _measured(1000.0), _said(formats.depth)),
    "silent": Setting("silent_min", _whole(1440), _said(_minutes)),
    "battery": Setting("battery_v", _measured(60.0), _said(formats.volts)),
}
ALARM_WAYS: Final[Mapping[str, Sequence[str]]] = {
    "glass": ("barometre", "baro", "barometer"),
    "strong_wind": ("strong-wind", "wind", "vent", "vent_fort", "vent-fort"),
    "gale": ("coup_de_vent", "coup-de-vent"),
    "squall": ("grain", "grains"),
    "shallow": ("depth", "fond", "sonde", "profondeur"),
    "drag": ("chasse", "derapage", "ancre", "radius", "cercle"),
    "silent": ("muet", "muets", "instruments"),
    "battery": ("batterie",),
}
