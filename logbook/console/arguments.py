"""The words of the command line, and what each may be followed by."""

import argparse
import datetime as dt
import math
import os
from pathlib import Path

from logbook.locale import Speaker

DATA = "LOGBOOK_DATA"
LANGUAGE = "LOGBOOK_LANGUAGE"

COMMANDS = ("run", "demo", "import", "export", "list", "show", "verify")


def console_language(environment: os._Environ[str] | dict[str, str]) -> str:
    """Return `fr` or `en` for the person at the console: LOGBOOK_LANGUAGE, else the locale's."""
    for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def parser(speaker: Speaker) -> argparse.ArgumentParser:
    """Return the parser; a wrong use leaves with status 2, as argparse does."""
    say = speaker.say
    top = argparse.ArgumentParser(
        prog="app.py", description=say("usage.what"), epilog=say("usage.default")
    )
    words = top.add_subparsers(dest="command", metavar="COMMAND")

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", metavar="DIR", type=Path, help=say("usage.data"))
    common.add_argument("--config", metavar="FILE", type=Path, help=say("usage.config"))

    def word(name: str) -> argparse.ArgumentParser:
        told = say(f"usage.{name}")
        return words.add_parser(name, parents=[common], help=told, description=told)

    for name in ("run", "demo"):
        word(name).add_argument("--port", metavar="N", type=_port, help=say("usage.port"))
    words.choices["demo"].add_argument(
        "--speed", metavar="X", type=_speed, default=60.0, help=say("usage.speed")
    )

    taking = word("import")
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path, help=say("usage.files"))
    taking.add_argument("--date", metavar="YYYY-MM-DD", type=_day, help=say("usage.date"))

    giving = word("export")
    giving.add_argument("format", choices=("gpx", "log"), help=say("usage.format"))
    giving.add_argument("--voyage", metavar="N", type=_number, help=say("usage.voyage"))
    giving.add_argument(
        "--from", metavar="WHEN", dest="since", type=_instant, help=say("usage.from")
    )
    giving.add_argument("--to", metavar="WHEN", dest="until", type=_instant, help=say("usage.to"))
    giving.add_argument(
        "--profile", choices=("full", "plain"), default="full", help=say("usage.profile")
    )
    giving.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("usage.output"))

    word("list").add_argument("--json", action="store_true", help=say("usage.json"))
    showing = word("show")
    showing.add_argument("number", metavar="N", type=_number, help=say("usage.number"))
    showing.add_argument("--json", action="store_true", help=say("usage.json"))

    word("verify").add_argument("--root", metavar="HASH", type=_root, help=say("usage.root"))
    return top


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
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
    return (instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)).timestamp()


def _root(text: str) -> str:
    if len(text) != 64 or not set(text.lower()) <= set("0123456789abcdef"):
        raise ValueError(text)
    return text.lower()


# argparse names the reader of a wrong value in its sentence.
_port.__name__ = "port"
_number.__name__ = "number"
_speed.__name__ = "speed"
_day.__name__ = "date (YYYY-MM-DD)"
_instant.__name__ = "time (2026-06-01T12:00, UTC)"
_root.__name__ = "hash (64 hex digits)"
