"""What docs/feeds.md says of addresses, sentences, counters and reasons is so."""

import re
from functools import reduce
from typing import get_args

import pytest

from logbook.clock.recording import Doubt
from logbook.feeds.address import parse
from logbook.feeds.link import FeedState
from logbook.intake import Counters, Intake
from logbook.intake.preferences import SOURCES
from logbook.model import outliers
from logbook.model.entries import ClockSource, Timing
from logbook.nmea0183.decode import SENTENCES
from logbook.recorder.judge import IN_DOUBT
from logbook.watchkeeper import health
from tests.docs.documents import JOURNAL, read, sections, table

FEEDS = "docs/feeds.md"


def _section(start: str) -> str:
    return next(text for heading, text in sections(FEEDS) if heading.startswith(start))


def _summed(sentence: str) -> bytes:
    """Return `$…` with its checksum."""
    total = reduce(lambda sum_, byte: sum_ ^ byte, sentence[1:].encode("latin-1"), 0)
    return f"{sentence}*{total:02X}".encode("latin-1")


@pytest.mark.parametrize("name", [FEEDS, JOURNAL])
def test_every_address_is_read(name: str) -> None:
    addresses = re.findall(r"`((?:tcp|udp|serial|file|simulated)://[^`]+)`", read(name))
    whole = [address for address in addresses if address not in {"file://", "simulated://"}]
    assert len(whole) >= 5
    for address in [*whole, "-"]:
        assert parse(address).text == address


def test_every_sentence_that_is_read_is_named_and_no_other() -> None:
    first = _section("What is read").split("\n\n")[1]
    assert set(re.findall(r"\b[A-Z]{3}\b", first.partition("front:")[2])) == set(SENTENCES)


def test_the_order_of_sentences_is_the_one_that_is_told() -> None:
    text = " ".join(_section("Several feeds").split())
    told = {
        "position": "RMC, then GNS, GGA, GLL",
        "hdg": "HDT, THS, HDG, VHW, HDM",
        "tws": "MWV, MWD, VWT, MDA",
    }
    for quantity, order in told.items():
        assert order in text
        sources = next(types for name, types in SOURCES.items() if name == quantity)
        assert tuple(order.replace("then ", "").split(", ")) == sources


def test_every_field_of_healthz_is_explained_and_no_other() -> None:
    state = FeedState("-", "up", 0.0, 0, 0, 0, 0, 1, ended=False, error=None)
    counters = Counters(0, 0, 0, 0, 0, 0, 0, 0, {}, {}, {}, None)
    answer = health.report(
        [(state, counters)],
        Timing(ClockSource.GPS),
        health.Totals(entries=0, track_points=0, queue=0),
        (),
        writing=True,
    )
    feeds = answer["feeds"]
    assert isinstance(feeds, list)
    told = {row[0] for row in table(_section("Is it alive"))}
    assert told == {*answer, *feeds[0]}


_REFUSED = {
    "checksum": b"$GPGLL,4722.00,N,00315.00,W,120000,A,A*00",
    "no checksum": b"$GPGLL,4722.00,N,00315.00,W,120000,A,A",
    "merged": b"$GPGLL,4722.00,N,003" + _summed("$IIMTW,17.0,C"),
    "binary": _summed("$IIMTW,17.0,\x9c"),
    "too long": _summed("$IIXDR," + "C,17.0,C,AIRTEMP," * 8),
    "format": _summed("$IIMTW,warm,C"),
    "void": _summed("$GPGLL,4722.00,N,00315.00,W,120000,V,N"),
    "position": _summed("$GPGLL,9122.00,N,00315.00,W,120000,A,A"),
    "null island": _summed("$GPGLL,0000.00,N,00000.00,E,120000,A,A"),
    "lat equals lon": _summed("$GPGLL,4722.00,N,04722.00,W,120000,A,A"),
    "range": _summed("$IIMTW,45.0,C"),
}


@pytest.mark.parametrize("reason", _REFUSED)
def test_a_sentence_is_refused_for_the_reason_that_is_told(reason: str) -> None:
    feed = Intake().feed("a feed", 0)
    feed.take(_REFUSED[reason], 0.0)
    assert feed.counters.bad == {reason: 1}


def test_every_reason_is_told_and_no_other() -> None:
    fixes = {outliers.TOO_FAST, outliers.FUTURE, outliers.REPEATED, outliers.BACKWARDS}
    fixes |= {outliers.JUMP, IN_DOUBT, *get_args(Doubt)} - {"restarted"}
    told = {row[0] for row in table(_section("What is refused"))}
    assert told == set(_REFUSED) | fixes
