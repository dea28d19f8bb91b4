"""What `export` may be told: which voyage, in which shape, for whom, and signed or not."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path

from logbook.console.parsing import Parser
from logbook.exports.followers import DELAY_H, GRID_NM
from logbook.locale import Speaker

_LONGEST_H = 24 * 366.0
_COARSEST_NM = 60.0


def options(
    giving: Parser,
    speaker: Speaker,
    number: Callable[[str], int],
    instant: Callable[[str], float],
) -> None:
    """Give `export` its options; `number` and `instant` read what they are called after."""
    say = speaker.say
    giving.add_argument("format", choices=("gpx", "log"), help=say("usage.format"))
    giving.add_argument("--voyage", metavar="N", type=number, help=say("usage.voyage"))
    span(giving, speaker, instant)
    giving.add_argument("--profile", choices=("full", "plain"), help=say("usage.profile"))
    giving.add_argument("--names", action="store_true", help=say("usage.names"))
    giving.add_argument("--followers", action="store_true", help=say("usage.followers"))
    giving.add_argument(
        "--delay", metavar="HOURS", type=_hours, help=say("usage.delay", hours=DELAY_H)
    )
    giving.add_argument("--grid", metavar="NM", type=_miles, help=say("usage.grid", miles=GRID_NM))
    giving.add_argument("--sign", action="store_true", help=say("usage.sign"))
    giving.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("usage.output"))


def span(parser: Parser, speaker: Speaker, instant: Callable[[str], float]) -> None:
    """Give a command `--from` and `--to`."""
    for option, name in (("--from", "since"), ("--to", "until")):
        told = speaker.say("usage.from" if name == "since" else "usage.to")
        parser.add_argument(option, metavar="WHEN", dest=name, type=instant, help=told)


def wrong(asked: argparse.Namespace) -> str | None:
    """Return the name of the sentence that says why the options exclude each other, or None."""
    spanned = asked.since is not None or asked.until is not None
    if spanned and asked.voyage is not None:
        return "usage.voyage_or_span"
    return _wrong_export(asked, spanned=spanned) if asked.command == "export" else None


def _wrong_export(asked: argparse.Namespace, *, spanned: bool) -> str | None:
    veiled = asked.delay is not None or asked.grid is not None
    shaped = asked.profile is not None or asked.names or asked.followers or veiled
    if asked.format == "log" and (spanned or asked.voyage is not None or shaped):
        return "usage.log_is_whole"
    if asked.followers and (asked.names or asked.profile == "full"):
        return "usage.followers_plain"
    if veiled and not asked.followers:
        return "usage.for_followers"
    return "usage.sign_a_file" if asked.sign and asked.output is None else None


def _hours(text: str) -> float:
    hours = float(text)
    if not 0.0 <= hours <= _LONGEST_H:
        raise ValueError(text)
    return hours


def _miles(text: str) -> float:
    miles = float(text)
    if not (math.isfinite(miles) and 0.1 <= miles <= _COARSEST_NM):
        raise ValueError(text)
    return miles


# argparse names the reader of a wrong value: these are what is expected, as sentences.
_hours.__name__ = "usage.a_delay"
_miles.__name__ = "usage.a_grid"
