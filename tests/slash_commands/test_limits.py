"""Over the limit a member is told so and gets the words back; man overboard always goes through."""

import pytest
from flask import Flask

from logbook.guard.doorkeeper import Allowances, Doorkeeper
from logbook.guard.pace import Allowance
from slash_commands.routes import blueprint
from tests.slash_commands.channel import TOKENS, Channel, form
from tests.verbs.chat import PAUL


@pytest.fixture
def narrow(channel: Channel) -> Channel:
    """The channel behind a door that lets two calls of a member in, and no third."""
    two = Allowance(2, 1e9)
    door = Doorkeeper(lambda: 0.0, Allowances(two, Allowance(10, 1e9), two))
    app = Flask("narrow")
    app.register_blueprint(blueprint(lambda: channel.ship.bridge, TOKENS.get, door))
    channel.client = app.test_client()
    return channel


def texts(channel: Channel) -> list[str]:
    return [entry.draft.text for entry in channel.ship.entries()]


def test_a_line_over_the_limit_is_not_written_and_its_words_come_back(narrow: Channel) -> None:
    narrow.type("/log un")
    narrow.type("/log deux")
    told = narrow.type("/log trois `dauphins`")
    assert "10 secondes" in told
    assert "trois `dauphins`" in told
    assert texts(narrow)[-2:] == ["un", "deux"]
    assert "10 seconds" not in narrow.type("/log four", PAUL)
    assert texts(narrow)[-1] == "four"


def test_man_overboard_goes_through_at_the_end_of_a_flood(narrow: Channel) -> None:
    for number in range(20):
        narrow.type(f"/log {number}")
    narrow.type("/mob Leo")
    assert "mob" in {entry.draft.kind.value for entry in narrow.ship.entries()}


def test_without_proof_the_answer_is_401_and_then_429_and_nothing_is_written(
    narrow: Channel,
) -> None:
    body = form("log", "x", token="wrong")
    told = [narrow.post(body).status_code for _ in range(4)]
    told += [narrow.post(b"\xff\x00" * 100).status_code]
    assert told == [401, 401, 429, 429, 429]
    assert texts(narrow) == []
    narrow.type("/log un")
    assert texts(narrow)[-1] == "un"
