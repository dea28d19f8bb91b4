"""The form of a new line: each kind does what its command does, or says what it expects."""

import pytest

from logbook.model.entries import EntryKind
from logbook.model.naming import sign
from tests.eye import seen
from tests.webhooks.quay import Quay
from tests.webhooks.test_dialogs import EMPTY


@pytest.mark.parametrize(
    ("kind", "text", "facts"),
    [
        ("anchor", "mouillée 25 m", {"anchor": "down", "chain_m": 25.0}),
        ("anchor", "up", {"anchor": "up"}),
        ("engine", "marche 1300", {"engine": "on", "hours": 1300.0}),
        ("fuel", "+60 l", {"fuel_added_l": 60.0}),
        ("crew", "embarque Paul", {"aboard": ["Paul"]}),
        ("watch", "Paul, Léo", {"watch": ["Paul", "Léo"]}),
        ("sails", "GV un ris", {"sails": "GV un ris"}),
    ],
)
def test_the_words_of_a_kind_are_read_as_its_command_reads_them(
    port: Quay, kind: str, text: str, facts: dict[str, object]
) -> None:
    assert port.submit(port.state(), {**EMPTY, "kind": kind, "text": text}).json == {}
    draft = port.ship.entries()[-1].draft
    assert (draft.kind.value, draft.facts) == (kind, facts)


def test_an_event_of_a_form_keeps_its_time_and_what_was_seen_beside_it(port: Quay) -> None:
    port.submit(port.state(), {**EMPTY, "kind": "anchor", "text": "-5 min mouillée 30", "sea": "2"})
    draft = port.ship.entries()[-1].draft
    assert draft.facts == {"anchor": "down", "chain_m": 30.0, "sea_state": 2}
    assert (seen(draft.text), draft.at) == (
        "Ancre mouillée · 30 m de chaîne",
        draft.written_at - 300.0,
    )


def test_a_form_of_an_event_is_spent_by_its_line(port: Quay) -> None:
    state = port.state()
    filled = {**EMPTY, "kind": "anchor", "text": "mouillée 30 m"}
    assert port.submit(state, filled).json == {}
    assert "error" in port.submit(state, filled).json
    assert len(port.texts()) == 1


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("anchor", "on est bien", "mouillée ou levée"),
        ("anchor", "", "mouillée ou levée"),
        ("anchor", "mouillée trente mètres", "un nombre de mètres"),
        ("engine", "il chauffe", "marche ou arrêt"),
        ("engine", "marche -5", "un nombre d’heures"),
        ("fuel", "beaucoup", "litres"),
        ("fuel", "+60 gallons", "américains"),
        ("crew", "Paul", "embarque ou débarque"),
        ("crew", "embarque", "Dites qui"),
    ],
)
def test_words_that_their_kind_cannot_be_read_from_are_wrong_at_their_field_and_given_back(
    port: Quay, kind: str, text: str, expected: str
) -> None:
    state = port.state()
    answer = port.submit(state, {**EMPTY, "kind": kind, "text": text})
    assert set(answer.json["errors"]) == {"text"}
    assert expected in answer.json["errors"]["text"]
    assert answer.json["errors"]["text"].endswith(text)
    assert port.texts() == []
    assert port.submit(state, {**EMPTY, "text": "x"}).json == {}


def test_a_watch_without_words_is_whoever_sends_the_form(port: Quay) -> None:
    assert port.submit(port.state(), {**EMPTY, "kind": "watch"}).json == {}
    assert port.submit(port.state(), {**EMPTY, "kind": "watch", "text": "11:30"}).json == {}
    marie = sign(port.ship.caller().member.id)
    watches = [e.draft for e in port.ship.entries() if e.draft.kind is EntryKind.WATCH]
    assert [draft.facts["watch"] for draft in watches] == [[marie], [marie]]


def test_a_direction_alone_is_a_line_and_o_is_west_to_a_french_crew(port: Quay) -> None:
    assert port.submit(port.state(), {**EMPTY, "wind": "SO"}).json == {}
    draft = port.ship.entries()[-1].draft
    assert (draft.kind, draft.text) == (EntryKind.WEATHER, "vent 225°")
