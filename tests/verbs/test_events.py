"""Events: what was understood is in the facts, what is read is in the boat's language."""

import pytest

from logbook.model.entries import EntryKind, PositionSource
from logbook.model.naming import sign
from logbook.model.notices import NoticeKind, notices_of
from logbook.model.observations import Position
from logbook.model.refusal import Refusal
from logbook.model.voyages import MarkKind
from logbook.verbs import events
from logbook.verbs.crew import crew, on_board
from logbook.verbs.mob import open_alarm, over, overboard
from logbook.verbs.strike import strike
from logbook.verbs.voyage import known, voyage
from tests.eye import seen
from tests.verbs.aboard import HERE, NOON, Aboard
from tests.verbs.chat import LEO, PAUL


def test_events_are_in_the_boat_s_language_whoever_types_them(ship: Aboard) -> None:
    paul = ship.caller(PAUL.id)
    lines = [
        events.sails(ship.bridge, paul, "main, one reef"),
        events.engine(ship.bridge, paul, "on", hours=1234.5, note="chaud"),
        events.engine(ship.bridge, paul, "off"),
        events.fuel(ship.bridge, paul, 60.0, added=True),
        events.fuel(ship.bridge, paul, 45.5, added=False),
        events.watch(ship.bridge, paul, ["@marie", "léo"]),
        events.watch(ship.bridge, paul, []),
        events.anchor(ship.bridge, paul, "down", chain_m=30.0),
        events.anchor(ship.bridge, paul, "up"),
    ]
    assert [seen(line.draft.text) for line in lines] == [
        "Voiles : main, one reef",
        "Moteur en marche · 1234,5 h au compteur · chaud",
        "Moteur arrêté",
        "Carburant embarqué : 60 l",
        "Carburant au réservoir : 45,5 l",
        "De quart : marie, léo",
        f"De quart : {sign(paul.member.id)}",
        "Ancre mouillée · 30 m de chaîne",
        "Ancre levée",
    ]
    assert [line.draft.facts for line in lines] == [
        {"sails": "main, one reef"},
        {"engine": "on", "hours": 1234.5},
        {"engine": "off"},
        {"fuel_added_l": 60.0},
        {"fuel_l": 45.5},
        {"watch": ["marie", "léo"]},
        {"watch": [sign(paul.member.id)]},
        {"anchor": "down", "chain_m": 30.0},
        {"anchor": "up"},
    ]
    assert all(line.draft.position == HERE for line in lines)


def test_figures_that_no_boat_has_are_refused(ship: Aboard) -> None:
    with pytest.raises(Refusal, match=r"verbs\.hours"):
        events.engine(ship.bridge, ship.caller(), "on", hours=1e9)
    with pytest.raises(Refusal, match=r"verbs\.litres"):
        events.fuel(ship.bridge, ship.caller(), 1e9, added=False)


def test_a_position_by_hand_is_marked_so_and_has_no_gps_beside_it(ship: Aboard) -> None:
    ship.pass_time(600.0)
    place = Position(48.5, -5.0)
    line = events.fix(ship.bridge, ship.caller(), place, "deux amers")
    assert line.draft.kind is EntryKind.POSITION
    assert line.draft.position == place
    assert line.draft.position_source is PositionSource.HAND
    assert line.draft.text == "Position à la main · deux amers"
    assert line.draft.sog is None


def test_the_crew_list_follows_the_lines_and_forgets_those_that_were_struck(ship: Aboard) -> None:
    marie = ship.caller()
    crew(ship.bridge, marie, "aboard", ["Marie", "Paul", "Léo"])
    wrong = crew(ship.bridge, marie, "aboard", ["Zoé"])
    crew(ship.bridge, marie, "ashore", ["paul"])
    strike(ship.bridge, marie, wrong.number, "pas elle")
    with ship.bridge.readers.book() as book:
        assert on_board(book) == ["Marie", "Léo"]
    with pytest.raises(Refusal, match="no_names"):
        crew(ship.bridge, marie, "aboard", [" "])
    with pytest.raises(Refusal, match="not_guests"):
        crew(ship.bridge, ship.caller(LEO.id), "ashore", ["Marie"])


def test_an_alarm_is_open_until_a_line_ends_it(ship: Aboard) -> None:
    ship.settle(alarm=("marie", "paul"))
    begun = overboard(ship.bridge, ship.caller(LEO.id), "Paul, bâbord")
    assert begun.draft.kind is EntryKind.MOB
    assert begun.draft.position == HERE
    assert begun.draft.facts == {"action": "start", "alarm": ["marie", "paul"]}
    overboard(ship.bridge, ship.caller(), "et Zoé")
    opened = open_alarm(ship.bridge)
    assert opened is not None
    assert opened.number == begun.number
    ended = over(ship.bridge, ship.caller(), "recovered", "tous les deux")
    assert ended.draft.facts == {
        "action": "end",
        "ending": "recovered",
        "began": begun.number,
        "alarm": ["marie", "paul"],
    }
    assert open_alarm(ship.bridge) is None
    with pytest.raises(Refusal, match="no_mob"):
        over(ship.bridge, ship.caller(), "false_alarm")


def test_the_end_of_an_alarm_is_told_to_all_whom_it_called_and_to_nobody_else(ship: Aboard) -> None:
    for calls in (("marie",), ("paul", "marie")):
        ship.settle(alarm=calls)
        overboard(ship.bridge, ship.caller())
    ship.settle(alarm=("leo",))
    ended = over(ship.bridge, ship.caller(), "recovered")
    assert ended.draft.facts["alarm"] == ["marie", "paul"]
    assert [one.kind for one in notices_of(ended)] == [NoticeKind.ALARM, NoticeKind.CARD]
    ship.settle(alarm=())
    overboard(ship.bridge, ship.caller())
    unheard = over(ship.bridge, ship.caller(), "false_alarm")
    assert [one.kind for one in notices_of(unheard)] == [NoticeKind.CARD]


def test_an_alarm_that_was_struck_is_not_open(ship: Aboard) -> None:
    begun = overboard(ship.bridge, ship.caller())
    strike(ship.bridge, ship.caller(), begun.number, "exercice")
    assert open_alarm(ship.bridge) is None


def test_a_voyage_without_instruments_is_begun_and_ended_by_word(ship: Aboard) -> None:
    marie = ship.caller()
    assert voyage(ship.bridge, marie, MarkKind.START, "Scilly").voyages == ()
    ship.pass_time(7200.0)
    changed = voyage(ship.bridge, marie, MarkKind.END)
    (one,) = changed.voyages
    assert (one.departed_at, one.arrived_at) == (NOON, NOON + 7200.0)
    assert changed.entry.draft.facts == {"action": "end"}


def test_what_cannot_be_ended_or_joined_is_refused(ship: Aboard) -> None:
    for word in (MarkKind.END, MarkKind.JOIN, MarkKind.SPLIT):
        with pytest.raises(Refusal, match="no_voyage"):
            voyage(ship.bridge, ship.caller(), word)
    voyage(ship.bridge, ship.caller(), MarkKind.START)
    with pytest.raises(Refusal, match="nothing_to_join"):
        voyage(ship.bridge, ship.caller(), MarkKind.JOIN)
    assert known(ship.bridge) == ()


def test_a_guest_ends_no_voyage(ship: Aboard) -> None:
    voyage(ship.bridge, ship.caller(), MarkKind.START)
    with pytest.raises(Refusal, match="not_guests"):
        voyage(ship.bridge, ship.caller(LEO.id), MarkKind.END)
