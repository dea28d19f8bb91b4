"""The commands that write: through the route, as typed, in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from logbook.chat.forms import LOG
from logbook.chat.tickets import opened
from logbook.model.entries import Draft, EntryKind, LogEntry, PositionSource
from logbook.model.refusal import Refusal
from logbook.model.signing import Signer
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import LEO, MARIE, PAUL


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
        ("/log-watch", EntryKind.WATCH, {"watch": ["marie"]}),
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


def test_voyages_are_begun_ended_and_listed(channel: Channel) -> None:
    assert "aucun voyage" in channel.type("/log-voyage")
    assert "prochain départ" in channel.type("/log-voyage début Scilly")
    channel.ship.pass_time(3600.0)
    answer = channel.type("/log-voyage fin")
    assert "Voyage 1 : du lundi 1er juin 2026 12:00" in answer
    assert "Voyage 1" in channel.type("/log-voyage liste")
    assert "invités" in channel.type("/log-voyage end", LEO)


def test_settings_are_shown_to_all_and_changed_by_a_skipper(channel: Channel) -> None:
    assert "interval · " in channel.type("/log-set", MARIE)
    assert "interval · " in channel.type("/log-set", LEO)
    assert "30 min" in channel.type("/log-set intervalle 30min")
    assert channel.ship.ship.applied[-1].interval_s == 1800
    channel.type("/log-set au-mouillage oui")
    assert channel.ship.ship.applied[-1].at_anchor
    assert "Only a skipper" in channel.type("/log-set interval 1h", PAUL)


def test_roles_are_given_by_mention_or_by_a_known_name(channel: Channel) -> None:
    answer = channel.type("/log-role @paul chef", user_mentions="paul", user_mentions_ids=PAUL.id)
    assert "paul est maintenant chef de bord" in answer
    assert "paul est maintenant équipier" in channel.type("/log-role équipier paul")
    listed = channel.type("/log-role")
    assert "- marie : chef de bord" in listed
    assert "- paul : équipier" in listed
    assert "inconnu" not in channel.type("/log-role @zoe chef")
    assert "Personne du nom de zoe" in channel.type("/log-role @zoe chef")


def test_ship_s_time_is_shown_to_all_and_changed_by_a_skipper(channel: Channel) -> None:
    assert "12:00 UTC, d’après le GPS" in channel.type("/log-clock")
    assert "UTC+2" in channel.type("/log-clock +2")
    assert channel.ship.ship.applied[-1].ship_offset_s == 7200
    assert "Only a skipper" in channel.type("/log-clock -1", PAUL)


def test_a_line_while_the_server_is_away_is_written_and_said_to_be_unchecked(
    channel: Channel,
) -> None:
    channel.type("/log avant")
    channel.ship.pass_time(61.0)
    channel.ship.chat.away = True
    answer = channel.type("/log encore là")
    assert channel.last().draft.text == "encore là"
    assert "n’a pas dit si vous êtes encore membre" in answer


def test_the_written_line_is_on_disk_before_the_answer(channel: Channel) -> None:
    seen: list[int] = []
    append = channel.ship.bridge.append

    def watched(drafts: list[Draft]) -> list[LogEntry]:
        entries = append(drafts)
        seen.append(len(channel.ship.entries()))
        return entries

    channel.type("/log avant")
    bridge = channel.ship.bridge
    channel.ship.bridge = replace(bridge, append=watched)  # type: ignore[arg-type] # lists are used
    channel.type("/log Pris un ris")
    assert seen == [3]
