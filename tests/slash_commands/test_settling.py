"""Voyages, settings, roles and ship's time; and what is written while the server is away."""

from dataclasses import replace

import pytest

from logbook.model.entries import Draft, LogEntry
from logbook.model.ports import Person
from logbook.verbs.settings import SETTINGS, WAYS
from logbook.verbs.words import meant
from tests.slash_commands.channel import Channel
from tests.verbs.chat import LEO, MARIE, PAUL


def test_voyages_are_begun_ended_and_listed(channel: Channel) -> None:
    assert "aucun voyage" in channel.type("/log-voyage")
    assert "prochain départ" in channel.type("/log-voyage début Scilly")
    channel.ship.pass_time(3600.0)
    answer = channel.type("/log-voyage fin")
    assert "Voyage 1 : du lundi 1er juin 2026 12:00" in answer
    assert "Voyage 1" in channel.type("/log-voyage liste")
    assert "invités" in channel.type("/log-voyage end", LEO)


def test_settings_are_shown_to_all_and_changed_by_a_skipper(channel: Channel) -> None:
    assert "- intervalle · " in channel.type("/log-set", MARIE)
    assert "- intervalle · " in channel.type("/log-set", LEO)
    assert "- interval · " in channel.type("/log-set", PAUL)
    assert "30 min" in channel.type("/log-set intervalle 30min")
    assert channel.ship.ship.applied[-1].interval_s == 1800
    channel.type("/log-set au-mouillage oui")
    assert channel.ship.ship.applied[-1].at_anchor
    assert "Only a skipper" in channel.type("/log-set interval 1h", PAUL)


@pytest.mark.parametrize("who", [MARIE, PAUL], ids=["fr", "en"])
def test_each_setting_is_typed_as_it_is_shown(channel: Channel, who: Person) -> None:
    rows = [row.split(" · ") for row in channel.type("/log-set", who).split("\n")[1:]]
    assert [meant(called.removeprefix("- "), WAYS) for called, _ in rows] == list(SETTINGS)


def test_an_unknown_setting_is_answered_with_those_there_are_in_the_caller_s_words(
    channel: Channel,
) -> None:
    assert "intervalle, mouillage" in channel.type("/log-set voilure oui")


def test_roles_are_given_by_mention_or_by_a_known_name(channel: Channel) -> None:
    answer = channel.type("/log-role @paul chef", user_mentions="paul", user_mentions_ids=PAUL.id)
    assert "paul est maintenant chef de bord" in answer
    assert "paul est maintenant équipier" in channel.type("/log-role équipier paul")
    listed = channel.type("/log-role")
    assert "- marie : chef de bord" in listed
    assert "- paul : équipier" in listed
    assert "inconnu" not in channel.type("/log-role @zoe chef")
    assert "Personne du nom de zoe" in channel.type("/log-role @zoe chef")


def test_the_list_of_roles_is_the_channel_s_members_with_what_holds_now(channel: Channel) -> None:
    listed = channel.type("/log-role").splitlines()[1:]
    assert listed == ["- leo : invité", "- marie : chef de bord", "- paul : équipier"]
    channel.ship.chat.persons[PAUL.id] = replace(PAUL, guest=True)
    assert "- paul : invité" in channel.type("/log-role")
    channel.ship.chat.present.discard(LEO.id)
    assert "leo" not in channel.type("/log-role")


def test_the_list_of_roles_is_as_last_known_while_the_server_is_away(channel: Channel) -> None:
    channel.type("/log bonjour")
    channel.type("/log bonjour", LEO)
    channel.ship.chat.away = True
    assert channel.type("/log-role").splitlines()[1:3] == [
        "- leo : invité",
        "- marie : chef de bord",
    ]


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
