"""Over the limit a member is told so and gets the words back; man overboard always goes through."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from logbook.guard.doorkeeper import Allowances, Doorkeeper
from logbook.guard.pace import Allowance
from slash_commands.routes import blueprint
from tests.slash_commands.channel import TOKENS, Channel, form
from tests.verbs.chat import LEO, MARIE, PAUL


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


@pytest.fixture
def slow(channel: Channel) -> Iterator[Channel]:
    """The channel where one call is worked on at a time, and Paul's waits for the chat server."""
    channel.type("/log bonjour")
    asked, answers = threading.Event(), threading.Event()
    is_member = channel.ship.chat.is_member

    def slowly(channel_id: str, user_id: str) -> bool:
        if user_id == PAUL.id:
            asked.set()
            answers.wait(10.0)
        return is_member(channel_id, user_id)

    channel.ship.chat.is_member = slowly  # type: ignore[method-assign] # a server that is slow
    wide = Allowance(1000, 1.0)
    door = Doorkeeper(lambda: 0.0, Allowances(wide, wide), at_once=1)
    app = Flask("slow")
    app.register_blueprint(blueprint(lambda: channel.ship.bridge, TOKENS.get, door))
    channel.client = app.test_client()
    busy = threading.Thread(
        target=lambda: app.test_client().post("/slash", data=form("log", "x", PAUL))
    )
    busy.start()
    assert asked.wait(10.0)
    yield channel
    answers.set()
    busy.join(10.0)
    assert texts(channel)[-1] == "x"
    assert channel.type("/log après").startswith("Ligne")


def test_man_overboard_finds_a_hand_while_all_others_wait_for_the_chat_server(
    slow: Channel,
) -> None:
    slow.type("/mob Leo")
    assert slow.last().draft.kind.value == "mob"


def test_who_finds_no_hand_is_told_at_once_without_asking_the_server_and_gets_the_words_back(
    slow: Channel,
) -> None:
    asked = len(slow.ship.chat.asked)
    before = texts(slow)
    for who in (MARIE, LEO):
        told = slow.type("/log trois `dauphins`", who)
        assert "10 secondes" in told
        assert "trois `dauphins`" in told
    assert texts(slow) == before
    assert len(slow.ship.chat.asked) == asked
