"""The limits of the alarms, as a skipper sets them from the channel: a figure, or off."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from logbook.config import values
from logbook.config.keys import key_of
from logbook.config.values import WrongValue
from logbook.locale import Speaker, formats
from logbook.model.refusal import Refusal
from logbook.verbs.setting import NO, Setting, flag, say_flag

_FIGURE: Final = re.compile(r"(?:force\s*|f)?([0-9]{1,4}(?:[.,][0-9]{1,2})?)\s*(?:m|min|v|bf)?")


def _figure(typed: str) -> float | None:
    """Return the figure that was typed, off being 0; None where it is none."""
    text = typed.strip().lower()
    if text in NO:
        return 0.0
    found = _FIGURE.fullmatch(text)
    return None if found is None else float(found[1].replace(",", "."))


def _limit(field: str, words: Callable[[Speaker, float], str]) -> Setting:
    """Return the setting of a limit, which may be what the file's key says; off is 0."""
    key = key_of(field)
    most = max(key.limits or (0.0,))

    def read(typed: str) -> object:
        value = _figure(typed)
        try:
            return key.read(int(value) if value is not None and value.is_integer() else value)
        except WrongValue as wrong:
            raise Refusal("settings.limit", value=typed, most=most) from wrong

    def say_limit(say: Speaker, value: object) -> str:
        limit = float(value) if isinstance(value, int | float) else 0.0
        return words(say, limit) if limit else say.say("settings.no")

    return Setting(field, read, say_limit, key.read)


def _force(say: Speaker, value: float) -> str:
    return say.say("settings.force", force=int(value))


def _minutes(say: Speaker, value: float) -> str:
    return formats.duration(say, value * 60.0)


ALARM_SETTINGS: Final[Mapping[str, Setting]] = {
    "glass": Setting("glass_alarm", flag, say_flag, values.flag),
    "strong_wind": _limit("strong_wind_bft", _force),
    "gale": Setting("gale_alarm", flag, say_flag, values.flag),
    "squall": Setting("squall_alarm", flag, say_flag, values.flag),
    "shallow": _limit("shallow_m", formats.depth),
    "drag": _limit("anchor_m", formats.depth),
    "silent": _limit("silent_min", _minutes),
    "battery": _limit("battery_v", formats.volts),
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
