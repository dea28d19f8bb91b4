"""`ship.toml` to one frozen Config; it alone knows how settings are written.

Unknown keys are refused; all problems are told at once, each with its line.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from logbook.config import values
from logbook.config.config import Config
from logbook.config.keys import KEYS
from logbook.config.values import WrongValue
from logbook.model.quantities import QUANTITIES
from logbook.model.refusal import Refusal, Refusals

POSITION: Final = "position"
"""The one thing beside the quantities whose sources can be put in order."""
_PRIORITY_TABLE: Final = "priority"


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
    found: dict[str, Any] = {}
    problems: list[Refusal] = []

    def problem(name: str, table: str, key: str, **facts: object) -> None:
        line = _line_of(lines, table, key)
        written = f"{table}.{key}" if key else table
        problems.append(Refusal(name, file=path.name, line=line, key=written, **facts))

    for table, content in tables.items():
        known = table == _PRIORITY_TABLE or any(table == name for name, _ in KEYS)
        if not known or not isinstance(content, dict):
            problem("config.unknown_key", table, "")
            continue
        for key, value in content.items():
            try:
                if table == _PRIORITY_TABLE:
                    found.setdefault("priorities", {})[_ranked(key)] = values.texts(value)
                    continue
                key_ = KEYS[table, key]
                found[key_.field] = key_.read(value)
            except KeyError:
                problem("config.unknown_key", table, key)
            except WrongValue as wrong:
                limits = KEYS[table, key].limits if (table, key) in KEYS else None
                low, high = limits or ("", "")
                problem(str(wrong), table, key, value=str(value), low=low, high=high)
    if problems:
        raise Refusals(tuple(problems))
    config = Config(**found)
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
