"""What a setting may be: readers of one TOML value each, which raise WrongValue."""

import re
from collections.abc import Callable
from typing import Any, Final

from logbook.config.config import INTERVALS, THREADINGS
from logbook.model.mob import USERNAME
from logbook.model.units import KNOT

_OFFSET: Final = re.compile(r"([+-])(\d{2}):(\d{2})")
_EARLIEST_S: Final = -12 * 3600
_LATEST_S: Final = 14 * 3600
"""Inhabited clocks run from -12:00 to +14:00."""
_LANGUAGES: Final = ("fr", "en")


class WrongValue(Exception):
    """The value does not fit; carries the name of the sentence that says what would."""


def text(value: Any) -> str:
    """Return printable text."""
    if not isinstance(value, str) or not value.isprintable():
        raise WrongValue("config.expected_text")
    return value


def language(value: Any) -> str:
    """Return a language that the log speaks."""
    if value not in _LANGUAGES:
        raise WrongValue("config.expected_language")
    return str(value)


def offset(value: Any) -> int:
    """Return ship's time less UTC (seconds), written such as `-09:30`."""
    found = _OFFSET.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise WrongValue("config.expected_offset")
    hours, minutes = int(found[2]), int(found[3])
    if minutes > 59:
        raise WrongValue("config.expected_offset")
    return ahead((1 if found[1] == "+" else -1) * (hours * 3600 + minutes * 60))


def ahead(value: Any) -> int:
    """Return ship's time less UTC (seconds), which some clock ashore may show."""
    if type(value) is not int or value % 60 or not _EARLIEST_S <= value <= _LATEST_S:
        raise WrongValue("config.expected_offset")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """Return a list of printable texts."""
    if not isinstance(value, list):
        raise WrongValue("config.expected_list")
    return tuple(text(item) for item in value)


def number(low: float, high: float) -> Callable[[Any], float]:
    """Return what reads a number from `low` to `high`."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongValue("config.expected_number")
        if not low <= value <= high:
            raise WrongValue("config.expected_number")
        return float(value)

    return read


def whole(low: int, high: int) -> Callable[[Any], int]:
    """Return what reads a whole number from `low` to `high`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise WrongValue("config.expected_number")
        return value

    return read


def interval(value: Any) -> int:
    """Return an interval between automatic lines (seconds), written such as `30min`."""
    if not isinstance(value, str) or value not in INTERVALS:
        raise WrongValue("config.expected_interval")
    return INTERVALS[value]


def spacing(value: Any) -> int:
    """Return an interval between automatic lines as the log keeps it, in seconds."""
    if type(value) is not int or value not in INTERVALS.values():
        raise WrongValue("config.expected_interval")
    return value


def flag(value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise WrongValue("config.expected_flag")
    return value


def threading(value: Any) -> str:
    """Return where automatic lines are posted."""
    if value not in THREADINGS:
        raise WrongValue("config.expected_threading")
    return str(value)


def crew(value: Any) -> tuple[str, ...]:
    """Return account names, without their `@`; what is nobody's, such as `all`, is left out."""
    names = (name.lstrip("@").lower() for name in texts(value))
    return tuple(name for name in names if USERNAME.fullmatch(name))


def knots(value: Any) -> float:
    """Return a speed (m/s), written in knots."""
    return number(1.0, 200.0)(value) * KNOT
