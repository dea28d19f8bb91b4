"""A form becomes one line, or says what is wrong with which field and is not spent."""

import json
from dataclasses import replace

import pytest

from logbook.chat.tickets import LIFE_S
from logbook.model.entries import EntryKind
from logbook.model.quantities import BARO, TWS
from logbook.model.units import KNOT
from logbook.verbs.correct import correct
from logbook.verbs.strike import strike
from tests.demo.recorded import fixture
from tests.verbs.chat import LEO, MARIE, PAUL
from tests.webhooks.quay import Quay

EMPTY = {"kind": "remark", "wind": None, "baro": None, "sea": None, "cloud": None,
         "visibility": None, "sails": None}  # fmt: skip


def test_a_form_becomes_a_line_with_all_that_was_filled_in(port: Quay) -> None:
    filled = {
        "text": "Grain passé",
        "kind": "weather",
        "wind": "SW 25",
        "baro": "1007,5",
        "sea": "5",
        "cloud": "8",
        "visibility": "6",
        "sails": "2 ris, trinquette",
    }
    answer = port.submit(port.state(), filled)
    assert (answer.status_code, answer.json) == (200, {})
    draft = port.ship.entries()[-1].draft
    assert (draft.text, draft.kind) == ("Grain passé", EntryKind.WEATHER)
    # What the instruments told stands; what was seen is kept beside it.
    assert draft.conditions[TWS].value == pytest.approx(14 * KNOT, abs=0.001)
    assert draft.conditions[BARO].value == pytest.approx(101_320.0)
    assert draft.facts == {
        "sea_state": 5,
        "cloud": 8,
        "visibility": 6,
        "sails": "2 ris, trinquette",
        "by_eye": {"baro": 100_750.0, "twd": 225.0, "tws": pytest.approx(25 * KNOT)},
    }


def test_untouched_fields_are_silent(port: Quay) -> None:
    port.submit(port.state(), {**EMPTY, "text": "Dauphins"})
    draft = port.ship.entries()[-1].draft
    assert (draft.text, draft.kind, draft.facts) == ("Dauphins", EntryKind.REMARK, {})


def test_observations_without_words_are_worded_in_the_boat_s_language(port: Quay) -> None:
    port.submit(port.state(user_id=PAUL.id), {**EMPTY, "wind": "W F5", "sea": "4"}, PAUL.id)
    draft = port.ship.entries()[-1].draft
    assert draft.kind is EntryKind.WEATHER
    assert "mer agitée (4)" in draft.text
    assert "270°" in draft.text
    assert draft.facts["beaufort"] == 5


def test_sails_alone_are_a_line_of_sails(port: Quay) -> None:
    port.submit(port.state(), {**EMPTY, "sails": "GV haute, génois"})
    draft = port.ship.entries()[-1].draft
    assert (draft.kind, draft.facts) == (EntryKind.SAILS, {"sails": "GV haute, génois"})


def test_a_time_in_front_of_the_text_says_when(port: Quay) -> None:
    port.submit(port.state(), {**EMPTY, "text": "-5 min empannage"})
    draft = port.ship.entries()[-1].draft
    assert draft.at == draft.written_at - 300.0
    assert draft.text == "empannage"


def test_a_telephone_sends_numbers_and_empty_texts(port: Quay) -> None:
    port.submit(port.state(), {**EMPTY, "text": "x", "baro": 1007.5, "sea": 4, "sails": ""})
    draft = port.ship.entries()[-1].draft
    assert draft.facts["by_eye"] == {"baro": 100_750.0}
    assert draft.facts["sea_state"] == 4


def test_all_wrong_fields_are_told_at_once_and_the_form_may_be_sent_again(port: Quay) -> None:
    state = port.state()
    wrong = {**EMPTY, "text": "x", "wind": "XO 15", "baro": "760", "sea": "11"}
    answer = port.submit(state, wrong)
    assert answer.status_code == 200
    assert set(answer.json["errors"]) == {"wind", "baro", "sea"}
    assert all(isinstance(words, str) and words for words in answer.json["errors"].values())
    assert "760" in answer.json["errors"]["baro"]
    assert port.texts() == []
    assert port.submit(state, {**EMPTY, "text": "x", "wind": "SW 15"}).json == {}
    assert port.texts() == ["x"]


def test_a_form_without_anything_asks_for_words(port: Quay) -> None:
    assert set(port.submit(port.state(), EMPTY).json["errors"]) == {"text"}
    assert set(port.submit(port.state(), {}).json["errors"]) == {"text"}


def test_a_text_that_is_too_long_is_said_at_its_field(port: Quay) -> None:
    answer = port.submit(port.state(), {**EMPTY, "text": "é" * 4001})
    assert set(answer.json["errors"]) == {"text"}


def test_sails_that_no_entry_could_hold_are_said_at_their_field(port: Quay) -> None:
    answer = port.submit(port.state(), {**EMPTY, "text": "x", "sails": "v" * 4001})
    assert set(answer.json["errors"]) == {"sails"}


def test_a_kind_that_was_never_offered_is_refused(port: Quay) -> None:
    answer = port.submit(port.state(), {**EMPTY, "text": "x", "kind": "role"})
    assert set(answer.json["errors"]) == {"kind"}


def test_a_form_that_was_sent_is_spent_and_gives_the_text_back(port: Quay) -> None:
    state = port.state()
    port.submit(state, {**EMPTY, "text": "une fois"})
    number = port.ship.entries()[-1].number
    answer = port.submit(state, {**EMPTY, "text": "deux fois"})
    assert answer.status_code == 200
    assert str(number) in answer.json["error"]
    assert "deux fois" in answer.json["error"]
    assert port.texts() == ["une fois"]


def test_a_form_is_good_for_an_hour(port: Quay) -> None:
    state = port.state()
    port.ship.pass_time(LIFE_S)
    answer = port.submit(state, {**EMPTY, "text": "trop tard"})
    assert answer.status_code == 200
    assert "trop tard" in answer.json["error"]
    assert port.texts() == []


@pytest.mark.parametrize("user", [PAUL.id, LEO.id, "", "../x", None])
def test_a_form_of_somebody_else_is_401(port: Quay, user: str) -> None:
    answer = port.submit(port.state(), {**EMPTY, "text": "x"}, user)
    assert (answer.status_code, port.texts()) == (401, [])


@pytest.mark.parametrize("state", ["", "x", "log.0.c.b.1.0.n.0", None, 5])
def test_a_state_that_we_never_gave_is_401(port: Quay, state: str) -> None:
    assert port.submit(state, {**EMPTY, "text": "x"}).status_code == 401


def test_a_form_may_not_be_used_for_another_entry(port: Quay) -> None:
    mine, other = port.wrote("a"), port.wrote("b")
    state = port.state("correct", entry=mine.number, seen=mine.number)
    forged = state.replace(f"correct.{mine.number}.", f"correct.{other.number}.")
    assert port.submit(forged, {"text": "c", "reason": None}).status_code == 401


def test_who_cancels_writes_nothing(port: Quay) -> None:
    assert port.submit(port.state(), {}, cancelled=True).json == {}
    assert port.texts() == []


def test_a_correction_keeps_its_reason_and_the_entry(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    state = port.state("correct", entry=entry.number, seen=entry.number)
    assert port.submit(state, {"text": "Pris deux ris", "reason": "mal compté"}).json == {}
    draft = port.ship.entries()[-1].draft
    assert (draft.kind, draft.text, draft.refers_to) == (
        EntryKind.CORRECTION,
        "Pris deux ris",
        entry.number,
    )
    assert draft.facts == {"reason": "mal compté"}
    again = port.submit(state, {"text": "Pris trois ris", "reason": None})
    assert "Pris trois ris" in again.json["error"]


def test_a_correction_of_words_that_were_corrected_meanwhile_is_not_written(port: Quay) -> None:
    entry = port.wrote("Pris un ris", PAUL.id)
    state = port.state("correct", PAUL.id, entry=entry.number, seen=entry.number)
    correct(port.bridge, port.ship.caller(), entry.number, "Pris deux ris")
    answer = port.submit(state, {"text": "Took a reef", "reason": ""}, PAUL.id)
    assert "marie" in answer.json["error"]
    assert "Pris deux ris" in answer.json["error"]
    assert "Took a reef" in answer.json["error"]


def test_a_correction_of_what_was_struck_meanwhile_says_so(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    state = port.state("correct", entry=entry.number, seen=entry.number)
    strike(port.bridge, port.ship.caller(), entry.number, "jamais pris")
    assert "jamais pris" in port.submit(state, {"text": "x", "reason": ""}).json["error"]


def test_a_strike_wants_a_reason_and_is_done_once(port: Quay) -> None:
    entry = port.wrote("Pris un ris")
    state = port.state("strike", entry=entry.number, seen=entry.number)
    assert set(port.submit(state, {"reason": "  "}).json["errors"]) == {"reason"}
    assert port.submit(state, {"reason": "faux"}).json == {}
    assert "encore" in port.submit(state, {"reason": "encore"}).json["error"]
    strikes = [e for e in port.ship.entries() if e.draft.kind is EntryKind.STRIKE]
    assert [(one.draft.text, one.draft.refers_to) for one in strikes] == [("faux", entry.number)]


def test_rights_are_asked_again_when_the_form_is_sent(port: Quay) -> None:
    entry = port.wrote("Pris un ris", PAUL.id)
    state = port.state("strike", PAUL.id, entry=entry.number, seen=entry.number)
    port.ship.pass_time(120.0)
    port.ship.chat.present.discard(PAUL.id)
    answer = port.submit(state, {"reason": "oops"}, PAUL.id)
    assert answer.status_code == 200
    assert port.bridge.speaker("en").say("people.not_member") in answer.json["error"]
    assert "oops" in answer.json["error"]


def test_a_form_of_another_channel_than_the_log_s_is_out_of_date(port: Quay) -> None:
    state = port.state()
    port.ship.bridge = replace(port.ship.bridge, channel_id="an0therchannel")
    port.ship.chat.present = set()
    assert "error" in port.submit(state, {**EMPTY, "text": "x"}).json


def test_control_characters_and_half_letters_do_no_harm(port: Quay) -> None:
    port.submit(port.state(), {**EMPTY, "text": "a\x00b\ud800c"})
    assert port.texts() == ["ab\ufffdc"]


@pytest.mark.parametrize("submission", [None, [], "x", {"text": {"a": 1}}, {"text": ["x"]}])
def test_a_submission_that_is_none_asks_for_words(port: Quay, submission: object) -> None:
    answer = port.submit(port.state(), submission)  # type: ignore[arg-type] # as a forger sends it
    assert set(answer.json["errors"]) == {"text"}


def test_a_fault_of_ours_gives_the_text_back(port: Quay, monkeypatch: pytest.MonkeyPatch) -> None:
    state = port.state()

    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("logbook.verbs.bridge.Bridge.now", broken)
    answer = port.submit(state, {**EMPTY, "text": "précieux"})
    assert answer.status_code == 200
    assert "précieux" in answer.json["error"]


def test_a_submission_as_mattermost_sends_it_is_read(port: Quay) -> None:
    told = fixture("dialog-20-submit-ok.integration-request")["request"]
    body = {**told["body_parsed"], "state": port.state(), "user_id": MARIE.id}
    body["submission"] = {**body["submission"], **EMPTY, "text": body["submission"]["remarque"]}
    answer = port.post("dialog", json.dumps(body).encode(), dict(told["headers"])["Content-Type"])
    assert (answer.status_code, answer.json) == (200, {})
    assert port.texts() == ["« Vent frais »\nligne 2"]
