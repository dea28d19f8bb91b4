"""Who writes more than any person does fills no disk and wakes nobody over and over."""

import pytest
from flask import Flask

from logbook.guard.doorkeeper import ALARMS_WITHIN_S, Doorkeeper, allowances, lines_a_day
from logbook.guard.pace import Allowance, Pace
from logbook.model.entries import EntryKind
from slash_commands.routes import blueprint
from tests.slash_commands.channel import TOKENS, Channel
from tests.verbs.chat import LEO, MARIE, PAUL


@pytest.fixture
def three(channel: Channel) -> Channel:
    """The channel of a boat on which each may write three lines a day."""
    channel.ship.bridge.people.lines = Pace(Allowance(3, 86_400.0))
    return channel


def test_so_many_lines_a_day_and_then_the_words_come_back(three: Channel) -> None:
    for line in ("/log un", "/log-sails deux", "/log-watch"):
        assert three.type(line, PAUL).startswith("Line")
    told = three.type("/log quatre", PAUL)
    assert "3 lines within a day" in told
    assert "quatre" in told
    assert "3 lines" in three.type("/log-correct 1 cinq", PAUL)
    assert three.type("/log six", LEO).startswith("Ligne")
    three.ship.steady[0] += 86_400.0 / 3
    assert three.type("/log sept", PAUL).startswith("Line")


def test_no_name_changes_without_the_line_that_says_so(three: Channel) -> None:
    for number in range(3):
        three.type(f"/log {number}", PAUL)
    before = three.ship.entries()
    assert "3 lines" in three.type("/log-crew rename me Le Rouge", PAUL)
    assert three.ship.entries() == before
    with three.ship.bridge.readers.book() as book:
        assert [one.name for one in book.members().values() if one.mattermost_id == PAUL.id] == [
            PAUL.username
        ]


def test_man_overboard_is_written_after_whatever_else(three: Channel) -> None:
    for number in range(5):
        three.type(f"/log {number}", LEO)
    three.type("/mob Paul", LEO)
    assert three.last().draft.kind is EntryKind.MOB


def test_a_boat_that_answers_more_calls_takes_more_lines() -> None:
    assert lines_a_day().calls == 1200
    assert lines_a_day(100).calls == 4000


def test_nobody_calls_man_overboard_again_and_again(channel: Channel) -> None:
    now = [0.0]
    door = Doorkeeper(lambda: now[0], allowances(10))
    app = Flask("calls")
    app.register_blueprint(blueprint(lambda: channel.ship.bridge, TOKENS.get, door))
    channel.client = app.test_client()
    for _ in range(60):
        channel.type("/mob", LEO)
        now[0] += 1.0
    calls = [line for line in channel.ship.entries() if line.draft.kind is EntryKind.MOB]
    assert len(calls) == 10
    assert channel.type("/mob", MARIE).startswith("Ligne")
    now[0] += ALARMS_WITHIN_S
    assert channel.type("/mob", LEO).startswith("Ligne")
