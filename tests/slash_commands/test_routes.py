"""The route: proof first, words always, and nothing that Mattermost would call a failure."""

import json
import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.model.entries import Draft, LogEntry
from logbook.model.ports import Person
from logbook.model.refusal import Refusal
from slash_commands import COMMANDS
from slash_commands.reply import Reply, body
from slash_commands.specs import specs
from tests.slash_commands.channel import TOKENS, Channel, channel, form, raw_form, told
from tests.slash_commands.recorded import calls, recorded
from tests.verbs.chat import LEO, MARIE, PAUL

STRANGER = Person("zzzzzzzzzzzzzzzzzzzzzzzzzz", "stranger", "en")


def test_a_command_s_own_token_opens_from_the_header_or_from_the_form(channel: Channel) -> None:
    sent = form("log", "un")
    assert told(channel.post(sent)).startswith("Ligne 2")
    without = sent.replace(b"token-of-log&", b"&")
    assert told(channel.post(without, "Token token-of-log")).startswith("Ligne 3")


@pytest.mark.parametrize(
    "token", ["", "wrong", "token-of-mob", "token-of-lo", "token-of-logg", "None", "é"]
)
def test_any_other_token_is_401_and_writes_nothing(channel: Channel, token: str) -> None:
    sent = form("log", "x").replace(b"token-of-log&", b"&")
    assert channel.post(sent, f"Token {token}").status_code == 401
    assert channel.ship.entries() == []


def test_a_trigger_that_is_not_registered_is_401(channel: Channel) -> None:
    assert channel.post(form("rm", "-rf"), "Token ").status_code == 401
    assert channel.post(b"", None).status_code == 401


def test_a_get_is_no_command(channel: Channel) -> None:
    assert channel.client.get("/slash?" + form("log", "x").decode()).status_code == 405


@pytest.mark.parametrize("size", [512 * 1024 + 1, 10 * 1024 * 1024])
def test_a_body_over_the_limit_is_413(channel: Channel, size: int) -> None:
    sent = raw_form("log", "x" * size)
    assert channel.post(sent).status_code == 413
    assert channel.ship.entries() == []


def test_a_text_of_twenty_thousand_characters_is_refused_and_given_back(channel: Channel) -> None:
    answer = channel.type("/log " + "mer agitée " * 2000)
    assert "21999" in answer.replace("\N{NO-BREAK SPACE}", "")
    assert "mer agitée " * 1999 in answer
    assert channel.ship.entries() == []


def test_five_thousand_times_e_acute_is_counted_in_characters(channel: Channel) -> None:
    assert "5000" in channel.type("/log " + "é" * 5000)
    assert channel.type("/log " + "é" * 4000).startswith("Ligne 2")
    assert channel.last().draft.text == "é" * 4000


def test_what_is_given_back_cannot_break_out_of_its_block(channel: Channel) -> None:
    answer = channel.type("/log-strike 99 ```\n@channel ````")
    assert answer.count("`````") == 2
    assert "```\n@channel ````" in answer


def test_somebody_outside_of_the_channel_may_not_write_or_read(channel: Channel) -> None:
    channel.ship.chat.persons[STRANGER.id] = STRANGER
    assert "Only members" in channel.type("/log hello", STRANGER)
    assert "Only members" in channel.type("/position", STRANGER)
    assert "Only members" in channel.type("/log-list", STRANGER)
    assert channel.ship.entries() == []


def test_a_member_who_was_removed_is_refused_within_a_minute(channel: Channel) -> None:
    assert channel.type("/log hello", PAUL).startswith("Line")
    channel.ship.chat.present.discard(PAUL.id)
    channel.ship.pass_time(61.0)
    assert "Only members" in channel.type("/log still here", PAUL)


def test_the_answer_is_in_the_caller_s_language(channel: Channel) -> None:
    assert channel.type("/log-strike 99 x", MARIE).startswith("Il n’y a pas de ligne")
    assert channel.type("/log-strike 99 x", PAUL).startswith("There is no line")


def test_a_full_disk_is_said_and_the_text_comes_back(channel: Channel) -> None:
    channel.type("/log avant")

    def full(_: object) -> list[LogEntry]:
        raise Refusal("store.full", file=Path("logbook.db"))

    channel.ship.bridge = replace(channel.ship.bridge, append=full)
    answer = channel.type("/log Pris deux ris")
    assert "logbook.db" in answer
    assert "Pris deux ris" in answer


def test_a_fault_of_ours_is_words_for_the_sailor_and_a_trace_for_the_log(
    channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> list[LogEntry]:
        raise RuntimeError("secret-detail")

    channel.type("/log avant")
    channel.ship.bridge = replace(channel.ship.bridge, append=broken)
    with caplog.at_level(logging.ERROR):
        answer = channel.type("/log Pris deux ris")
    assert "secret-detail" not in answer
    assert "Pris deux ris" in answer
    assert "secret-detail" in caplog.text


def test_an_answer_that_was_late_makes_the_same_words_a_repeat_once(channel: Channel) -> None:
    append = channel.ship.bridge.append

    def slow(drafts: list[Draft]) -> list[LogEntry]:
        channel.ship.steady[0] += 26.0
        return append(drafts)

    channel.type("/log avant")
    bridge = channel.ship.bridge
    channel.ship.bridge = replace(bridge, append=slow)  # type: ignore[arg-type] # lists are used
    assert channel.type("/log Pris un ris").startswith("Ligne 3")
    channel.ship.bridge = bridge
    repeat = channel.type("/log Pris un ris")
    assert repeat.startswith("Déjà écrit à la ligne 3")
    assert len(channel.ship.entries()) == 3
    again = channel.type("/log Pris un ris")
    assert again.startswith("Ligne 4")
    assert "Ligne 3" not in again.splitlines()[0]


def test_the_same_words_answered_in_time_are_a_new_line_that_mentions_the_first(
    channel: Channel,
) -> None:
    channel.type("/log Viré de bord")
    answer = channel.type("/log Viré de bord")
    assert answer.startswith("Ligne 3")
    assert "La ligne 2 de 12:00 dit la même chose" in answer
    assert "dit la même chose" not in channel.type("/log Viré de bord", PAUL)


def test_a_late_answer_after_ten_minutes_is_no_repeat_any_more(channel: Channel) -> None:
    append = channel.ship.bridge.append

    def slow(drafts: list[Draft]) -> list[LogEntry]:
        channel.ship.steady[0] += 26.0
        return append(drafts)

    channel.type("/log avant")
    bridge = channel.ship.bridge
    channel.ship.bridge = replace(bridge, append=slow)  # type: ignore[arg-type] # lists are used
    channel.type("/log Pris un ris")
    channel.ship.bridge = bridge
    channel.ship.steady[0] += 601.0
    assert channel.type("/log Pris un ris").startswith("Ligne 4")


def test_an_answer_that_nobody_waited_for_makes_a_repeat_too(channel: Channel) -> None:
    channel.type("/log avant")
    gone = {"waitress.client_disconnected": lambda: True}
    sent = form("log", "Pris un ris")
    channel.client.post(
        "/slash",
        data=sent,
        content_type="application/x-www-form-urlencoded",
        environ_overrides=gone,
    )
    assert channel.type("/log Pris un ris").startswith("Déjà écrit à la ligne 3")


def test_a_reading_is_never_taken_for_a_repeat(channel: Channel) -> None:
    gone = {"waitress.client_disconnected": lambda: True}
    channel.client.post(
        "/slash",
        data=form("position", ""),
        content_type="application/x-www-form-urlencoded",
        environ_overrides=gone,
    )
    assert channel.type("/position").startswith("48°")


def test_with_a_prefix_the_triggers_are_ours_and_the_help_says_so(channel: Channel) -> None:
    channel.prefix = "mouette-"
    channel.ship.bridge = replace(channel.ship.bridge, prefix="mouette-")
    answer = channel.type("/mouette-log-engine", token=TOKENS["log-engine"])
    assert "`/mouette-log-engine " in answer
    assert "`/mouette-position" in channel.type("/mouette-log-help", token=TOKENS["log-help"])


@pytest.mark.parametrize("who", [MARIE, PAUL, LEO])
def test_every_command_answers_everybody_with_words(tmp_path: Path, who: Person) -> None:
    with channel(tmp_path) as found:
        for command in COMMANDS:
            for text in ("", "x", "help", "12 x", "é" * 3000, "\0", "@channel"):
                assert found.type(f"/{command.trigger} {text}", who)


def test_every_command_has_its_words_in_both_languages(channel: Channel) -> None:
    for language in ("fr", "en"):
        for spec in specs(channel.ship.bridge.speaker(language)):
            assert "slash." not in spec.hint + spec.description
            assert 0 < len(spec.description) <= 100
            assert re.fullmatch(r"log(-[a-z]+)?|mob|position|weather", spec.trigger)


@pytest.mark.parametrize("name", calls(command="/log"))
def test_every_recorded_request_is_answered_with_what_mattermost_shows(
    channel: Channel, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = recorded(name)["request"]
    headers = dict(sent["headers"])
    monkeypatch.setitem(TOKENS, "log", headers["Authorization"].removeprefix("Token "))
    user_id = sent["body_parsed"]["user_id"][0]
    person = Person(user_id, sent["body_parsed"]["user_name"][0], "fr")
    channel.ship.chat.persons[user_id] = person
    channel.ship.chat.present.add(user_id)
    told(channel.post(sent["body_raw"].encode(), headers["Authorization"]))
    text = sent["body_parsed"]["text"][0]
    if 0 < len(text) <= 4000:
        kept = text.replace("\0", "").replace("\a", "").strip("\ufffd ")
        assert channel.last().draft.text == kept


def test_only_fields_that_the_server_knows_are_answered() -> None:
    known = recorded("resp-01-ephemeral.api.json")["response"]["body_json"]
    answered = json.loads(body(Reply("reçu")))
    assert set(answered) <= set(known)
    assert (answered["response_type"], answered["text"]) == (known["response_type"], "reçu")
