"""The words of the command line, and what each may be followed by."""

import argparse
import datetime as dt
import math
import os
from collections.abc import Sequence
from pathlib import Path

from logbook.console.export_options import options, span, wrong
from logbook.console.parsing import Parser
from logbook.locale import Speaker

DATA = "LOGBOOK_DATA"
LANGUAGE = "LOGBOOK_LANGUAGE"

COMMANDS = (
    *("run", "demo", "setup", "doctor", "import", "export", "list", "show", "verify"),
    *("backup", "restore"),
)


def console_language(environment: os._Environ[str] | dict[str, str]) -> str:
    """Return `fr` or `en` for the person at the console: LOGBOOK_LANGUAGE, else the locale's."""
    for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def understood(words: Sequence[str], speaker: Speaker) -> argparse.Namespace:
    """Return what `words` ask for; a wrong use leaves with status 2, as argparse does."""
    top = _parser(speaker)
    arguments = top.parse_args(words)
    if arguments.command in {"export", "list"}:
        excluded = wrong(arguments)
        if excluded is not None:
            top.error(speaker.say(excluded))
    return arguments


def _parser(speaker: Speaker) -> Parser:
    say = speaker.say
    top = Parser(speaker, description=say("usage.what"), epilog=say("usage.default"))
    words = top.add_subparsers(dest="command", metavar="COMMAND", title=say("usage.commands"))

    def word(name: str) -> Parser:
        told = say(f"usage.{name}")
        found: Parser = words.add_parser(name, speaker=speaker, help=told, description=told)
        found.add_argument("--data", metavar="DIR", type=Path, help=say("usage.data"))
        found.add_argument("--config", metavar="FILE", type=Path, help=say("usage.config"))
        return found

    for name in ("run", "demo"):
        word(name).add_argument("--port", metavar="N", type=_port, help=say("usage.port"))
    words.choices["demo"].add_argument(
        "--speed", metavar="X", type=_speed, default=60.0, help=say("usage.speed")
    )

    _setting_up(word("setup"), speaker)
    word("doctor")

    taking = word("import")
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path, help=say("usage.files"))
    taking.add_argument("--date", metavar="YYYY-MM-DD", type=_day, help=say("usage.date"))

    options(word("export"), speaker, _number, _instant)

    listing = word("list")
    listing.add_argument("--voyage", metavar="N", type=_number, help=say("usage.list_voyage"))
    span(listing, speaker, _instant)
    listing.add_argument("--json", action="store_true", help=say("usage.json"))
    showing = word("show")
    showing.add_argument("number", metavar="N", type=_number, help=say("usage.number"))
    showing.add_argument("--json", action="store_true", help=say("usage.json"))

    word("verify").add_argument("--root", metavar="HASH", type=_root, help=say("usage.root"))
    for name in ("backup", "restore"):
        keeping = word(name)
        keeping.add_argument("file", metavar="FILE", type=Path, help=say(f"usage.{name}_file"))
        keeping.add_argument("--secrets", action="store_true", help=say(f"usage.{name}_secrets"))
    return top


def _setting_up(setup: Parser, speaker: Speaker) -> None:
    """Give `setup` its options; the token is none of them: every process list would show it."""
    say = speaker.say
    for name, shape in (
        ("url", "URL"),
        ("team", "NAME"),
        ("channel", "NAME"),
        ("callback", "URL"),
        ("skipper", "NAME"),
        ("prefix", "WORD"),
    ):
        setup.add_argument(f"--{name}", metavar=shape, help=say(f"usage.{name}"))
    setup.add_argument("--ca", metavar="FILE", type=Path, help=say("usage.ca"))
    one = setup.add_mutually_exclusive_group()
    one.add_argument("--rotate", action="store_true", help=say("usage.rotate"))
    one.add_argument("--remove", action="store_true", help=say("usage.remove"))


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def _number(text: str) -> int:
    number = int(text)
    # SQLite counts no farther.
    if not 1 <= number < 1 << 63:
        raise ValueError(text)
    return number


def _speed(text: str) -> float:
    speed = float(text)
    if not (math.isfinite(speed) and 0 < speed <= 10_000):
        raise ValueError(text)
    return speed


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _instant(text: str) -> float:
    """Read `2026-06-01`, `2026-06-01T12:00` or with an offset; without one it is UTC."""
    instant = dt.datetime.fromisoformat(text)
    # A day on either side of what can be told apart is left for the offset.
    if not 1 < instant.year < 9999:
        raise ValueError(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)).timestamp()


def _root(text: str) -> str:
    if len(text) != 64 or not set(text.lower()) <= set("0123456789abcdef"):
        raise ValueError(text)
    return text.lower()


# argparse names the reader of a wrong value: these are what is expected, as sentences.
_port.__name__ = "usage.a_port"
_number.__name__ = "usage.a_number"
_speed.__name__ = "usage.a_speed"
_day.__name__ = "usage.a_day"
_instant.__name__ = "usage.an_instant"
_root.__name__ = "usage.a_hash"
