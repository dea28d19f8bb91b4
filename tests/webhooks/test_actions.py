"""A button opens a form for whoever may, says why not to whoever may not, and writes nothing."""

import json

import pytest

from logbook.chat import forms, tickets
from logbook.model.ports import ChatRefused
from logbook.verbs.correct import correct
from logbook.verbs.strike import strike
from tests.demo.recorded import fixture
from tests.verbs.chat import CHANNEL, LEO, MARIE, PAUL
from tests.webhooks.quay import SIGNER, TRIGGERS, Quay


@pytest.mark.parametrize("purpose", ["correct", "strike"])
def test_a_click_opens_the_form_of_that_entry_for_whoever_clicked(port: Quay, purpose: str) -> None:
    entry = port.wrote("Pris un ris")
    answer = port.click(entry.number, purpose)
    assert (answer.status_code, answer.json) == (200, {})
    [(trigger, url, dialog)] = port.ship.chat.dialogs
    assert (TRIGGERS.read(trigger)[1], url) == (MARIE.id, "http://127.0.0.1:8067/webhooks/dialog")
    assert dialog["callback_id"] == purpose
    ticket = tickets.opened(SIGNER, port.bridge.vessel, MARIE.id, dialog["state"])
    assert ticket is not None
    assert (ticket.purpose, ticket.entry, ticket.channel) == (purpose, entry.number, CHANNEL)


def test_a_proof_that_somebody_learnt_opens_no_form_of_another_member_s(port: Quay) -> None:
    entry = port.wrote("Pris un ris", MARIE.id)
    vessel = port.bridge.vessel
    context = {
        "vessel": vessel,
        "entry": entry.number,
        "purpose": "strike",
        "sig": SIGNER.sign(vessel, entry.number, "strike"),
    }
    leo, marie = (TRIGGERS.make(user_id)[1] for user_id in (LEO.id, MARIE.id))
    # The server reads over line feeds in it, and would open all but the last for Léo.
    for trigger in (leo, f"{leo[:8]}\n{leo[8:]}", f"{leo}\r", f"\r\n{leo}", ""):
        assert not trigger or TRIGGERS.read(trigger)[1] == LEO.id
        told = port.tell("action", {"user_id": MARIE.id, "trigger_id": trigger, "context": context})
        assert told.status_code == 401
    told = port.tell("action", {"user_id": MARIE.id, "trigger_id": marie, "context": context})
    assert told.status_code == 200
    assert [dialog["callback_id"] for _, _, dialog in port.ship.chat.dialogs] == ["strike"]


def test_three_clicks_write_nothing(port: Quay) -> None:
    entry = port.wrote()
    before = len(port.ship.entries())
    for _ in range(3):
        assert port.click(entry.number, "correct").json == {}
    assert len(port.ship.entries()) == before


def test_a_card_s_number_may_come_back_as_a_float(port: Quay) -> None:
    entry = port.wrote()
    assert port.click(entry.number, "strike", forged={"entry": float(entry.number)}).json == {}


def test_the_form_shows_the_words_that_hold_now(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    correct(port.bridge, port.ship.caller(), entry.number, "Pris deux ris")
    port.click(entry.number, "correct")
    dialog = port.ship.chat.dialogs[0][2]
    assert dialog["elements"][0]["default"] == "Pris deux ris"


@pytest.mark.parametrize(
    "forged",
    [
        {"sig": "0" * 64},
        {"sig": ""},
        {"sig": None},
        {"sig": "é"},
        {"entry": 1},
        {"entry": "x"},
        {"entry": None},
        {"purpose": "strike"},
        {"vessel": "another"},
    ],
)
def test_a_forged_context_is_401_and_opens_nothing(port: Quay, forged: dict[str, object]) -> None:
    entry = port.wrote()
    answer = port.click(entry.number, "correct", forged=forged)
    assert (answer.status_code, answer.json) == (401, {})
    assert port.ship.chat.dialogs == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{", b'{"context": "x"}', b'{"context": []}'])
def test_a_body_that_is_no_click_is_401(port: Quay, body: bytes) -> None:
    assert port.post("action", body).status_code == 401


def test_who_may_not_is_told_privately_in_their_language(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    answer = port.click(entry.number, "correct", PAUL.id)
    assert answer.status_code == 200
    assert answer.json["skip_slack_parsing"] is True
    assert answer.json["ephemeral_text"] == port.bridge.speaker("en").say(
        "rights.not_yours", number=entry.number
    )
    assert port.ship.chat.dialogs == []


def test_an_author_may_though_no_skipper(port: Quay) -> None:
    entry = port.wrote("I saw a whale", LEO.id)
    assert port.click(entry.number, "correct", LEO.id).json == {}


def test_who_left_the_channel_may_no_more(port: Quay) -> None:
    entry = port.wrote("mine", PAUL.id)
    port.ship.pass_time(120.0)
    port.ship.chat.present.discard(PAUL.id)
    answer = port.click(entry.number, "correct", PAUL.id)
    assert answer.json["ephemeral_text"] == port.bridge.speaker("en").say("people.not_member")


def test_a_button_of_a_card_that_was_struck_says_by_whom_and_when(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    strike(port.bridge, port.ship.caller(), entry.number, "faux")
    answer = port.click(entry.number, "correct")
    assert "marie" in answer.json["ephemeral_text"]
    assert "faux" in answer.json["ephemeral_text"]
    assert port.ship.chat.dialogs == []


def test_a_trigger_that_is_too_old_is_answered_with_the_typed_twin(
    port: Quay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def expired(*_: object) -> None:
        raise ChatRefused("interactive_message.decode_trigger_id.expired", 400)

    monkeypatch.setattr(port.ship.chat, "open_dialog", expired)
    entry = port.wrote()
    answer = port.click(entry.number, "strike")
    assert f"/log-strike {entry.number}" in answer.json["ephemeral_text"]


def test_a_line_longer_than_a_form_holds_is_not_cut_in_silence(port: Quay) -> None:
    entry = port.wrote("é" * (forms.LONGEST_TEXT + 1))
    answer = port.click(entry.number, "correct")
    assert f"/log-correct {entry.number}" in answer.json["ephemeral_text"]
    assert port.click(entry.number, "strike").json == {}


def test_a_button_of_a_later_release_is_answered_in_words(port: Quay) -> None:
    entry = port.wrote()
    assert "ephemeral_text" in port.click(entry.number, "applaud").json


def test_a_fault_of_ours_is_an_answer_in_words(port: Quay, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(port.ship.chat, "open_dialog", broken)
    answer = port.click(port.wrote().number, "strike")
    assert answer.status_code == 200
    assert answer.json["ephemeral_text"] == port.bridge.speaker("fr").say(
        "webhooks.fault", prefix=""
    )


def test_a_click_as_mattermost_sends_it_is_read(port: Quay) -> None:
    told = fixture("action-03-button-click.integration-request")["request"]
    entry = port.wrote()
    body = told["body_parsed"]
    port.ship.chat.present.add(body["user_id"])
    vessel = port.bridge.vessel
    proof = SIGNER.sign(vessel, entry.number, "correct")
    body["context"] = {"vessel": vessel, "entry": entry.number, "purpose": "correct", "sig": proof}
    answer = port.post("action", json.dumps(body).encode(), dict(told["headers"])["Content-Type"])
    assert (answer.status_code, answer.json) == (200, {})
    assert port.ship.chat.dialogs[0][0] == body["trigger_id"]
