"""The commands that write: through the route, as typed, in both languages."""

import pytest

from logbook.chat.forms import LOG
from logbook.chat.tickets import opened
from logbook.model.entries import PositionSource
from logbook.model.signing import Signer
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import MARIE, PAUL


def test_log_writes_the_text_and_echoes_what_was_understood(channel: Channel) -> None:
    answer = channel.type("/log Pris un ris, 25 nœuds & +5 = « fini »")
    assert channel.last().draft.text == "Pris un ris, 25 nœuds & +5 = « fini »"
    assert answer == (
        "Ligne 2, 12:00 · Pris un ris, 25 nœuds & +5 = « fini »\n48°22,41'N 004°29,90'W"
    )


def test_log_understands_a_leading_time_and_keeps_what_was_typed(channel: Channel) -> None:
    channel.ship.sail([(NOON - 7200, 48.3, -4.4), (NOON - 1800, 48.36, -4.48)])
    answer = channel.type("/log 11:00 Viré de bord")
    draft = channel.last().draft
    assert (draft.text, draft.at) == ("Viré de bord", NOON - 3600)
    assert draft.facts == {"typed": "11:00 Viré de bord"}
    assert draft.position_source is PositionSource.TRACK
    assert "d’après la trace" in answer


def test_log_of_more_than_twelve_hours_ago_is_of_now_and_says_so(channel: Channel) -> None:
    answer = channel.type("/log 14:20 Hier, des dauphins")
    draft = channel.last().draft
    assert (draft.text, draft.at) == ("14:20 Hier, des dauphins", NOON)
    assert "plus de 12 heures" in answer


def test_log_of_what_pings_is_kept_verbatim_and_echoed_harmless(channel: Channel) -> None:
    answer = channel.type("/log @channel `rm` | ~fini~")
    assert channel.last().draft.text == "@channel `rm` | ~fini~"
    assert "@channel" not in answer
    assert "`" not in answer


def test_a_silent_gps_is_said_in_the_echo(channel: Channel) -> None:
    channel.ship.pass_time(120.0)
    assert "pas de position" in channel.type("/log brume")


def test_log_without_words_opens_the_form_in_the_caller_s_language(channel: Channel) -> None:
    answer = channel.type("/log", PAUL)
    ((trigger, url, dialog),) = channel.ship.chat.dialogs
    assert trigger == "trigger-1"
    assert url == "http://127.0.0.1:8067/webhooks/dialog"
    assert dialog["submit_label"] == channel.ship.bridge.speaker("en").say("forms.log_submit")
    assert "`/log`" in answer
    assert channel.ship.entries() == []
    vessel, state = channel.ship.bridge.vessel, dialog["state"]
    ticket = opened(Signer("5" * 64), vessel, PAUL.id, state)
    assert ticket is not None
    assert ticket.purpose == LOG
    assert opened(Signer("5" * 64), vessel, MARIE.id, state) is None


def test_the_form_is_opened_before_it_is_asked_who_is_a_member(channel: Channel) -> None:
    channel.type("/log")
    asked = channel.ship.chat.asked
    assert "is_member" not in asked[: asked.index("open_dialog")]


def test_a_form_that_cannot_be_opened_is_replaced_by_words(channel: Channel) -> None:
    channel.ship.chat.away = True
    assert "Tapez `/log`" in channel.type("/log")


@pytest.mark.parametrize("word", ["help", "aide", "AIDE", "Help", "list", "liste"])
def test_a_lone_word_for_help_is_answered_and_not_written(channel: Channel, word: str) -> None:
    channel.type("/log avant")
    before = len(channel.ship.entries())
    assert "Ligne" not in channel.type(f"/log {word}").splitlines()[0]
    assert len(channel.ship.entries()) == before


@pytest.mark.parametrize("text", ["help us", "list of things", "aide à la manœuvre", "?"])
def test_a_sentence_that_begins_so_is_written(channel: Channel, text: str) -> None:
    channel.type(f"/log {text}")
    assert channel.last().draft.text == text


def test_correct_and_strike_tell_both_numbers(channel: Channel) -> None:
    channel.type("/log Pris un ris")
    assert channel.type("/log-correct n°2 Deux ris") == (
        "La ligne 2 est corrigée par la ligne 3 : Deux ris"
    )
    assert channel.last().draft.refers_to == 2
    assert channel.type("/log-strike #2 doublon") == "La ligne 2 est rayée par la ligne 4 : doublon"
    again = channel.type("/log-strike 2 encore")
    assert "déjà été rayée par marie" in again
    assert "2 encore" in again


@pytest.mark.parametrize(
    "line",
    ["/log-correct", "/log-correct 2", "/log-correct deux ris", "/log-strike", "/log-strike x"],
)
def test_an_amendment_that_is_not_understood_shows_how(channel: Channel, line: str) -> None:
    channel.type("/log Pris un ris")
    answer = channel.type(line)
    assert f"`{line.split(maxsplit=1)[0]} " in answer
    assert len(channel.ship.entries()) == 2


def test_a_strike_without_a_reason_asks_for_one(channel: Channel) -> None:
    channel.type("/log Pris un ris")
    assert "pourquoi la ligne 2" in channel.type("/log-strike 2")
