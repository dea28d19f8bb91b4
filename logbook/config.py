"""`ship.toml` to one frozen Config: every key, its default, and what it may be.

It alone knows how settings are written. Unknown keys are refused; all problems are told at once,
each with its line.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from logbook.model.quantities import QUANTITIES
from logbook.model.refusal import Refusal, Refusals
from logbook.model.units import KNOT

POSITION = "position"
"""The one thing beside the quantities whose sources can be put in order."""

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
INTERVALS = {
    "5min": 300,
    "15min": 900,
    "30min": 1800,
    "1h": 3600,
    "2h": 7200,
    "4h": 14400,
    "6h": 21600,
}
_LANGUAGES = ("fr", "en")
IN_THREADS = "thread"
THREADINGS = ("channel", IN_THREADS)
"""Where automatic lines are posted: in the channel, or in one thread a day."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, checked. Times in seconds, lengths in metres, speeds in m/s."""

    ship_name: str = ""
    language: str = "fr"
    ship_offset_s: int = 0
    feeds: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8067
    bound_m: float = 5.0
    batch_s: float = 10.0
    sample_s: int = 60
    max_sog: float = 40.0 * KNOT
    interval_s: int = 3600
    at_anchor: bool = False
    threading: str = THREADINGS[0]
    live_card: bool = True
    alarm: tuple[str, ...] = ()
    priorities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class _WrongValue(Exception):
    """The value does not fit; carries the name of the sentence that says what would."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise _WrongValue("config.expected_text")
    return value


def _language(value: Any) -> str:
    if value not in _LANGUAGES:
        raise _WrongValue("config.expected_language")
    return str(value)


def _offset(value: Any) -> int:
    found = _OFFSET.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise _WrongValue("config.expected_offset")
    hours, minutes = int(found[2]), int(found[3])
    # Inhabited clocks run from -12:00 to +14:00.
    seconds = (1 if found[1] == "+" else -1) * (hours * 3600 + minutes * 60)
    if minutes > 59 or not -12 * 3600 <= seconds <= 14 * 3600:
        raise _WrongValue("config.expected_offset")
    return seconds


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _WrongValue("config.expected_list")
    return tuple(_text(item) for item in value)


def _number(low: float, high: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _WrongValue("config.expected_number")
        if not low <= value <= high:
            raise _WrongValue("config.expected_number")
        return float(value)

    return read


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _WrongValue("config.expected_number")
        return value

    return read


def _interval(value: Any) -> int:
    if value not in INTERVALS:
        raise _WrongValue("config.expected_interval")
    return INTERVALS[value]


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _WrongValue("config.expected_flag")
    return value


def _threading(value: Any) -> str:
    if value not in THREADINGS:
        raise _WrongValue("config.expected_threading")
    return str(value)


def _crew(value: Any) -> tuple[str, ...]:
    return tuple(name.lstrip("@").lower() for name in _texts(value))


def _knots(value: Any) -> float:
    return _number(1.0, 200.0)(value) * KNOT


_KEYS: dict[tuple[str, str], tuple[str, Callable[[Any], Any], tuple[float, float] | None]] = {
    ("ship", "name"): ("ship_name", _text, None),
    ("ship", "language"): ("language", _language, None),
    ("ship", "time"): ("ship_offset_s", _offset, None),
    ("ship", "max_sog_kn"): ("max_sog", _knots, (1, 200)),
    ("instruments", "feeds"): ("feeds", _texts, None),
    ("http", "host"): ("host", _text, None),
    ("http", "port"): ("port", _whole(0, 65535), (0, 65535)),
    ("track", "bound_m"): ("bound_m", _number(1.0, 1000.0), (1, 1000)),
    ("track", "batch_s"): ("batch_s", _number(1.0, 10.0), (1, 10)),
    ("track", "sample_s"): ("sample_s", _whole(10, 3600), (10, 3600)),
    ("schedule", "interval"): ("interval_s", _interval, None),
    ("schedule", "at_anchor"): ("at_anchor", _flag, None),
    ("chat", "threading"): ("threading", _threading, None),
    ("chat", "live_card"): ("live_card", _flag, None),
    ("chat", "alarm"): ("alarm", _crew, None),
}
_PRIORITY_TABLE = "priority"


def load(path: Path) -> Config:
    """Return the settings in `path`, which must be readable TOML.

    Raises Refusals with everything that is wrong, Refusal if the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Refusal("config.unreadable", file=str(path), reason=reason) from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("config.not_toml", file=str(path), reason=str(error)) from error
    return _checked(tables, path, text.splitlines())


def _checked(tables: Mapping[str, Any], path: Path, lines: list[str]) -> Config:
    values: dict[str, Any] = {}
    problems: list[Refusal] = []

    def problem(name: str, table: str, key: str, **facts: object) -> None:
        line = _line_of(lines, table, key)
        written = f"{table}.{key}" if key else table
        problems.append(Refusal(name, file=path.name, line=line, key=written, **facts))

    for table, content in tables.items():
        known = table == _PRIORITY_TABLE or any(table == name for name, _ in _KEYS)
        if not known or not isinstance(content, dict):
            problem("config.unknown_key", table, "")
            continue
        for key, value in content.items():
            try:
                if table == _PRIORITY_TABLE:
                    values.setdefault("priorities", {})[_ranked(key)] = _texts(value)
                    continue
                name, read, _ = _KEYS[table, key]
                values[name] = read(value)
            except KeyError:
                problem("config.unknown_key", table, key)
            except _WrongValue as wrong:
                limits = _KEYS[table, key][2] if (table, key) in _KEYS else None
                low, high = limits or ("", "")
                problem(str(wrong), table, key, value=str(value), low=low, high=high)
    if problems:
        raise Refusals(tuple(problems))
    config = Config(**values)
    _check_priorities(config, path, lines)
    return config


def _ranked(key: str) -> str:
    if key != POSITION and key not in QUANTITIES:
        raise KeyError(key)
    return key


def _check_priorities(config: Config, path: Path, lines: list[str]) -> None:
    strangers = tuple(
        Refusal(
            "config.unknown_feed",
            file=path.name,
            line=_line_of(lines, _PRIORITY_TABLE, key),
            key=f"{_PRIORITY_TABLE}.{key}",
            feed=feed,
        )
        for key, feeds in config.priorities.items()
        for feed in feeds
        if feed not in config.feeds
    )
    if strangers:
        raise Refusals(strangers)


def _line_of(lines: list[str], table: str, key: str) -> int:
    """Return the line (from 1) where `key` of `table` stands; tomllib does not tell."""
    here = ""
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if bare.startswith("["):
            here = bare.strip("[] \t")
            if here == table and not key:
                return number
        elif (here == table and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*=", bare) and key) or (
            not here and re.match(rf"[\"']?{re.escape(table)}[\"']?\s*[.=]", bare)
        ):
            return number
    return 1
