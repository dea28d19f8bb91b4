"""Events, fixes by hand and a man overboard: through the route, as typed."""

from dataclasses import replace
from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, LogEntry, PositionSource
from logbook.model.naming import sign
from logbook.model.observations import Fix, Position
from logbook.model.refusal import Refusal
from tests.eye import seen
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import LEO

FARTHER = Position(48.39, -4.52)


def test_a_watch_without_names_is_the_caller_s_known_by_their_id_and_told_by_name(
    channel: Channel,
) -> None:
    assert "De quart : marie" in channel.type("/log-watch")
    marie = sign(str(channel.last().draft.author))
    assert channel.last().draft.facts == {"watch": [marie]}
    assert seen(channel.last().draft.text) == f"De quart : {marie}"
    assert "De quart : marie" in channel.type("/log-list")


@pytest.mark.parametrize(
    ("line", "kind", "facts"),
    [
        ("/log-sails GV un ris", EntryKind.SAILS, {"sails": "GV un ris"}),
        ("/log-engine on", EntryKind.ENGINE, {"engine": "on"}),
        ("/log-engine Marche 1234,5 h", EntryKind.ENGINE, {"engine": "on", "hours": 1234.5}),
        ("/log-engine arrêt 1235", EntryKind.ENGINE, {"engine": "off", "hours": 1235.0}),
        ("/log-engine ARRET chaud", EntryKind.ENGINE, {"engine": "off"}),
        ("/log-fuel 45", EntryKind.FUEL, {"fuel_l": 45.0}),
        ("/log-fuel 45,5 l à la jauge", EntryKind.FUEL, {"fuel_l": 45.5}),
        ("/log-fuel +60l", EntryKind.FUEL, {"fuel_added_l": 60.0}),
        ("/log-fuel plein 60 litres", EntryKind.FUEL, {"fuel_added_l": 60.0}),
        ("/log-fuel +15 US gal au quai", EntryKind.FUEL, {"fuel_added_l": 56.78}),
        ("/log-watch @paul @leo", EntryKind.WATCH, {"watch": ["paul", "leo"]}),
        ("/log-watch Paul et Léo", EntryKind.WATCH, {"watch": ["Paul", "Léo"]}),
        ("/log-anchor down 30 m", EntryKind.ANCHOR, {"anchor": "down", "chain_m": 30.0}),
        ("/log-anchor mouillée 25,5m sable", EntryKind.ANCHOR, {"anchor": "down", "chain_m": 25.5}),
        ("/log-anchor levée", EntryKind.ANCHOR, {"anchor": "up"}),
        ("/log-crew embarque Marie, Paul", EntryKind.CREW, {"aboard": ["Marie", "Paul"]}),
        ("/log-crew - Paul", EntryKind.CREW, {"ashore": ["Paul"]}),
    ],
)
def test_events_are_understood_in_both_languages(
    channel: Channel, line: str, kind: EntryKind, facts: dict[str, object]
) -> None:
    channel.type(line)
    assert channel.last().draft.kind is kind
    assert channel.last().draft.facts == facts


def test_an_event_may_begin_with_its_time(channel: Channel) -> None:
    channel.type("/log-engine 11:30 marche 1234,5")
    draft = channel.last().draft
    assert (draft.at, draft.facts["hours"]) == (NOON - 1800, 1234.5)


@pytest.mark.parametrize(
    ("line", "text", "facts"),
    [
        ("/log-engine 12:50 off", "12:50 Moteur arrêté", {"engine": "off"}),
        ("/log-engine 12h50 arrêt 7 h", "12h50 Moteur arrêté · 7,0 h", {"hours": 7.0}),
        ("/log-sails -13h GV haute", "-13h Voiles : GV haute", {"sails": "GV haute"}),
        ("/log-fuel 23:59 +60", "23:59 Carburant embarqué : 60 l", {"fuel_added_l": 60.0}),
        ("/log-watch 12:50 Paul", "12:50 De quart : Paul", {"watch": ["Paul"]}),
        ("/log-anchor 12:50 mouillée 30 m", "12:50 Ancre mouillée · 30 m", {"chain_m": 30.0}),
        ("/log-crew 12:50 embarque Léo", "12:50 Embarque", {"aboard": ["Léo"]}),
        ("/log-fix -800 min 48°30'N 5°W", "-800 min Position à la main", {}),
        ("/log-voyage 12:50 début Scilly", "12:50 ", {"action": "start", "name": "Scilly"}),
    ],
)
def test_an_event_with_a_time_too_far_back_is_of_now_and_keeps_it_in_its_words(
    channel: Channel, line: str, text: str, facts: dict[str, object]
) -> None:
    answer = channel.type(line)
    draft = channel.last().draft
    assert draft.at == NOON
    assert seen(draft.text).startswith(text)
    assert facts.items() <= draft.facts.items()
    assert "plus de 12 heures" in answer


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("/log-anchor mouillée 30", {"anchor": "down", "chain_m": 30.0}),
        ("/log-anchor down 25,5, sable", {"anchor": "down", "chain_m": 25.5}),
        ("/log-anchor down 30 metres of chain", {"anchor": "down", "chain_m": 30.0}),
        ("/log-anchor mouillée par fond de sable", {"anchor": "down"}),
        ("/log-engine off deux heures après le grain", {"engine": "off"}),
        ("/log-engine off, chaud", {"engine": "off"}),
    ],
)
def test_a_bare_number_after_the_anchor_is_metres_and_a_note_is_a_note(
    channel: Channel, line: str, facts: dict[str, object]
) -> None:
    answer = channel.type(line)
    assert channel.last().draft.facts == facts
    # Two hours may be meant for the meter: that is asked about, the others are not.
    assert ("pas compris" in answer) == ("deux heures" in line)


@pytest.mark.parametrize(
    ("line", "facts", "left", "expected"),
    [
        ("/log-anchor down -5", {"anchor": "down"}, "-5", "un nombre de mètres"),
        (
            "/log-anchor mouillée trente mètres",
            {"anchor": "down"},
            "trente mètres",
            "par exemple 30 m",
        ),
        ("/log-anchor mouillée 99999", {"anchor": "down"}, "99999", "un nombre de mètres"),
        (
            "/log-anchor mouillée 15 brasses",
            {"anchor": "down"},
            "15 brasses",
            "un nombre de mètres",
        ),
        ("/log-engine marche -5", {"engine": "on"}, "-5", "un nombre d’heures"),
        ("/log-engine marche 99999999", {"engine": "on"}, "99999999", "un nombre d’heures"),
        ("/log-engine on 1800 tr/min", {"engine": "on"}, "1800 tr/min", "un nombre d’heures"),
    ],
)
def test_a_figure_that_is_not_understood_stays_in_the_words_and_is_told_of(
    channel: Channel, line: str, facts: dict[str, object], left: str, expected: str
) -> None:
    answer = channel.type(line)
    draft = channel.last().draft
    assert draft.facts == facts
    assert draft.text.endswith(f" · {left}")
    assert f"« {left} » n’est pas compris" in answer
    assert expected in answer
    assert answer.rstrip().endswith("C’est gardé en remarque.")


def test_what_was_not_understood_calls_nobody_when_it_is_told(channel: Channel) -> None:
    answer = channel.type("/log-anchor down -5 @channel")
    assert "@channel" not in answer


def test_two_fixes_by_hand_are_the_same_only_at_the_same_place(channel: Channel) -> None:
    channel.type("/log-fix 48°30'N 5°W")
    assert "ligne 2" not in channel.type("/log-fix 48°31'N 5°W").lower()
    assert "ligne 2" in channel.type("/log-fix 48°30'N 5°W").lower()


def test_the_same_words_are_the_same_though_she_has_moved_on(channel: Channel) -> None:
    channel.type("/log Viré de bord")
    channel.ship.ship.heard = channel.ship.ship.heard.after((), NOON, Fix(NOON, FARTHER))
    assert "ligne 2" in channel.type("/log Viré de bord").lower()


@pytest.mark.parametrize(
    "line",
    [
        "/log-sails",
        "/log-engine",
        "/log-engine vite",
        "/log-fuel",
        "/log-fuel beaucoup",
        "/log-anchor",
        "/log-anchor là",
        "/log-crew Marie",
        "/log-fix",
        "/log-voyage loin",
        "/log-set interval",
        "/log-role paul",
        "/log-export pdf",
    ],
)
def test_what_is_not_understood_shows_the_form_and_writes_nothing(
    channel: Channel, line: str
) -> None:
    channel.type("/log avant")
    answer = channel.type(line)
    assert f"`{line.split(maxsplit=1)[0]} " in answer
    assert len(channel.ship.entries()) == 2


def test_fix_takes_the_position_as_typed_and_echoes_it_as_understood(channel: Channel) -> None:
    answer = channel.type("/log-fix 48°30,00’N 4°59,995 W deux amers")
    assert channel.last().draft.position_source is PositionSource.HAND
    assert "48°30,00'N 005°00,00'W (à la main)" in answer
    assert "O veut dire" in channel.type("/log-fix 48°30'N 5°00'O")


def test_mob_writes_at_once_and_asks_nothing_of_a_known_member(channel: Channel) -> None:
    channel.ship.settle(alarm=("paul", "leo"))
    channel.type("/log avant", LEO)
    channel.ship.pass_time(3600.0)
    channel.ship.chat.away = True
    asked = len(channel.ship.chat.asked)
    answer = channel.type("/mob Paul, bâbord", LEO)
    assert len(channel.ship.chat.asked) == asked
    assert channel.last().draft.kind is EntryKind.MOB
    assert channel.last().draft.text == "HOMME À LA MER · Paul, bâbord"
    assert "paul, leo" in answer
    assert channel.type("/mob fin", LEO).startswith("Ligne")
    assert channel.last().draft.facts["ending"] == "recovered"


def test_who_is_no_member_any_more_ends_no_alarm(channel: Channel) -> None:
    channel.type("/log avant", LEO)
    channel.type("/mob Paul")
    channel.ship.chat.present.remove(LEO.id)
    channel.ship.pass_time(3600.0)
    assert "membre" in channel.type("/mob fausse", LEO)
    assert channel.last().draft.facts["action"] == "start"


def test_mob_with_a_full_disk_calls_the_channel_all_the_same(channel: Channel) -> None:
    channel.ship.settle(alarm=("paul",))
    channel.type("/log avant")

    def full(_: object) -> list[LogEntry]:
        raise Refusal("store.full", file=Path("logbook.db"))

    channel.ship.bridge = replace(channel.ship.bridge, append=full)
    answer = channel.type("/mob")
    (post,) = channel.ship.chat.posts
    assert post.message.startswith("@paul HOMME À LA MER 12:00 48°22,41'N")
    assert "logbook.db" in answer
    channel.ship.chat.away = True
    assert "NOTEZ CECI" in channel.type("/mob")
