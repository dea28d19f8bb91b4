"""The simulated passage has one bulletin, whole at any interval, that says that it is none."""

import itertools

import pytest

from logbook.feeds.simulated import bulletin
from logbook.feeds.simulated.sentences import sentences
from logbook.model.navtex import BulletinReport, Danger
from logbook.model.navtex_joiner import Joiner
from tests.feeds.harness import START
from tests.nmea0183.sentences import report_of


@pytest.mark.parametrize("interval", [0.1, 1.0, 7.0, 60.0])
def test_one_bulletin_comes_in_a_passage_and_says_that_it_is_none(interval: float) -> None:
    heard = itertools.takewhile(
        lambda said: said[0] < START + 1800.0, sentences(START, 1, interval)
    )
    joiner, found = Joiner(), []
    for at, sentence in heard:
        if sentence.startswith(b"$CRNRX"):
            report = report_of(sentence[1:-5].decode("ascii"))
            assert isinstance(report, BulletinReport)
            found += joiner.take(report.source, report.part, at)
    (one,) = found
    assert joiner.close() == []
    assert one.text.startswith("SIMULATED, NOT A REAL WARNING\n010825 UTC JUN 26\n")
    assert (one.lost, one.danger, one.received) == (0, Danger.DANGER, START + bulletin.BEGINS_S)
    assert START + bulletin.BEGINS_S <= one.at <= START + bulletin.BEGINS_S + interval
