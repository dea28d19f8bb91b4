"""The commands that only read: lines, place, weather, status, help, and the file."""

import math
import shutil
from types import SimpleNamespace

import gpxpy
import pytest

from logbook.model.entries import EntryKind
from logbook.model.observations import Position, Reading
from logbook.model.quantities import AIR_TEMP, AWA, AWS, HUMIDITY, SEA_TEMP
from logbook.model.ship import ShipState
from logbook.verbs.bridge import Way
from logbook.verbs.write import write
from slash_commands import COMMANDS
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import LEO, PAUL


def test_position_tells_place_age_motion_and_how_far(channel: Channel) -> None:
    channel.ship.ship.passage = Way(True, NOON - 11_520, Position(48.2, -4.3), 34_000.0)
    channel.ship.pass_time(12.0)
    assert channel.type("/position").splitlines() == [
        "48°22,41'N 004°29,90'W · point il y a 12 s",
        "vitesse fond 5,4 nd (il y a 12 s) · route fond 271° (il y a 12 s)",
        (
            "18,4 M parcourus depuis le départ à 08:48 (3 h 12) · "
            "13,1 M en ligne droite, au 323° du départ"
        ),
        (
            "lever du soleil 04:21, coucher du soleil 20:11"
            " · aube civile 03:41, crépuscule civil 20:51"
            " · aube nautique 02:46, crépuscule nautique 21:47"
            " · pleine lune · coucher de lune 04:26, lever de lune 21:56"
        ),
    ]
    assert "48°22.41'N 004°29.90'W" in channel.type("/position", PAUL)


def test_an_old_fix_is_told_with_its_age_and_as_the_last(channel: Channel) -> None:
    channel.ship.pass_time(7260.0)
    answer = channel.type("/position")
    assert answer.startswith("Dernière position connue, il y a 2 h 01 : 48°22,41'N")
    assert "vitesse" not in answer


def test_without_a_fix_the_end_of_the_track_is_told(channel: Channel) -> None:
    channel.ship.ship.heard = ShipState()
    assert "Aucune position" in channel.type("/position")
    channel.ship.sail([(NOON - 3600.0, 48.3, -4.4)])
    assert "il y a 60 min" in channel.type("/position") or "1 h" in channel.type("/position")


def test_position_of_an_hour_comes_from_the_track(channel: Channel) -> None:
    channel.ship.sail([(NOON - 7200, 48.3, -4.4), (NOON - 1800, 48.36, -4.48)])
    assert "11:00 : 48°20,40'N 004°27,20'W, interpolée" in channel.type("/position 11:00")
    assert "Rien n’est connu" in channel.type("/position 3:00")
    for wrong in ("25:00", "11:60", "là", "11"):
        assert "`/position " in channel.type(f"/position {wrong}")


def test_weather_tells_each_value_with_its_age(channel: Channel) -> None:
    readings = (
        Reading(SEA_TEMP, 288.35),
        Reading(AIR_TEMP, 290.15),
        Reading(HUMIDITY, 0.82),
        Reading(AWS, 9.0),
        Reading(AWA, -40.0),
    )
    ship = channel.ship.ship
    ship.heard = ship.heard.after(readings, NOON - 20.0)
    ship.passage = Way(baro_change_pa=-420.0)
    rows = channel.type("/weather").splitlines()
    assert rows[0].startswith("vent 230° 14 nd force 4 (il y a 0 s) · ")
    assert "40° bâbord" in rows[0]
    assert rows[1] == (
        "1013,2 hPa (il y a 0 s) · -4,2 hPa en 3 h · en forte baisse : force 8 à craindre"
    )
    assert "15,2 °C (il y a 20 s)" in rows[2]
    assert "humidité 82 % (il y a 20 s)" in rows[2]


def test_the_tendency_is_read_as_seamen_read_it(channel: Channel) -> None:
    for change, told in ((-900.0, "force 10"), (-310.0, "mauvais temps"), (-100.0, "-1,0 hPa")):
        channel.ship.ship.passage = Way(baro_change_pa=change)
        assert told in channel.type("/weather")
    channel.ship.ship.passage = Way()
    assert "tendance pas encore connue" in channel.type("/weather")


def test_a_boat_without_sensors_has_what_somebody_observed(channel: Channel) -> None:
    channel.ship.ship.heard = ShipState()
    assert "Aucun instrument" in channel.type("/weather")
    write(
        channel.ship.bridge,
        channel.ship.caller(),
        "SW 5, mer agitée @channel",
        kind=EntryKind.WEATHER,
        at=NOON - 3600.0,
    )
    answer = channel.type("/weather")
    assert "Observé il y a" in answer
    assert "SW 5, mer agitée" in answer
    assert "@channel" not in answer


def test_a_list_shows_lines_by_time_with_what_became_of_them(channel: Channel) -> None:
    channel.type("/log Pris un ris")
    channel.type("/log 11:00 dauphins ``` @channel")
    channel.type("/log-correct 2 Deux ris")
    rows = channel.type("/log-list").splitlines()
    assert rows[0] == rows[-1] == "````"
    assert "11:00" in rows[2]
    assert any("[rayée] Pris un ris" in row for row in rows)
    assert any("corrigée par la ligne 4" in row for row in rows)


def test_a_list_of_so_many_of_a_day_or_of_the_voyage(channel: Channel) -> None:
    for hour in range(26):
        write(
            channel.ship.bridge,
            channel.ship.caller(),
            f"ligne de l'heure {hour:02d}",
            at=NOON - 3600.0 * hour,
        )
    assert channel.type("/log-list 3").count("ligne de l'heure") == 2
    assert "marie est chef de bord" in channel.type("/log-list 3")
    assert channel.type("/log-list").count("ligne de l'heure") >= 9
    today = channel.type("/log-list aujourd’hui")
    assert "heure 12" in today
    assert "heure 13" not in today
    yesterday = channel.type("/log-list hier")
    assert "heure 13" in yesterday
    assert "heure 12" not in yesterday
    assert "aucun voyage" in channel.type("/log-list voyage")
    assert "`/log-list " in channel.type("/log-list demain")


def test_a_list_of_thousands_is_cut_and_says_so(channel: Channel) -> None:
    author = channel.ship.caller()
    for index in range(230):
        write(channel.ship.bridge, author, f"ligne {index}", at=NOON - 230.0 + index)
    answer = channel.type("/log-list today")
    assert "Les 100 dernières lignes" in answer
    assert answer.count("\n") < 110
    assert channel.type("/log-list 999999").count("ligne ") <= 101


def test_status_tells_feeds_clock_outbox_disk_and_chain(channel: Channel) -> None:
    channel.ship.ship.healthy = {
        "status": "degraded",
        "feeds": [
            {"name": "tcp://1", "state": "up", "age_s": 0.4, "sentences": 120, "bad": 2},
            {"name": "udp://:2", "state": "down", "age_s": None, "sentences": 0, "bad": 0},
        ],
        "outbox": 3,
        "track_points": 12,
        "faults": ["Le disque est plein."],
    }
    channel.ship.ship.refused = [(7, "400 Invalid message."), (None, "no such file")]
    channel.type("/log avant")
    rows = channel.type("/log-status").splitlines()
    assert "il manque quelque chose" in rows[0]
    assert rows[1] == "Le disque est plein."
    assert rows[2] == "- tcp://1 : à l’écoute, il y a 0 s, 120 phrases, 2 mauvaises"
    assert rows[3] == "- udp://:2 : coupé, jamais entendu, 0 phrases, 0 mauvaises"
    assert rows[4].startswith("Heure : 12:00 UTC, d’après le GPS")
    assert rows[5] == "À envoyer : 3 messages attendent Mattermost"
    assert rows[6] == "- ligne 7 abandonnée, refusée par Mattermost : 400 Invalid message."
    assert rows[7].endswith("no such file")
    assert "Go libres" in rows[8]
    assert channel.last().hash[:12] in rows[9]


def test_status_says_how_little_is_left_of_a_full_disk(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=38_900_000))
    assert "DISQUE PRESQUE PLEIN : 38 Mo libres" in channel.type("/log-status").splitlines()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_540_000_000))
    assert "Disque : 1,5 Go libres" in channel.type("/log-status").splitlines()


def test_status_sees_an_altered_line(channel: Channel) -> None:
    channel.type("/log avant")
    conn = channel.ship.book._db.conn
    conn.execute("DROP TRIGGER entries_never_altered")
    conn.execute("UPDATE entries SET text = 'autre' WHERE number = 2")
    assert "JOURNAL ALTÉRÉ" in channel.type("/log-status")


def test_help_tells_every_command_and_one_in_full(channel: Channel) -> None:
    whole = channel.type("/log-help")
    for command in COMMANDS:
        assert f"`/{command.trigger}" in whole
        one = channel.type(f"/log-help {command.trigger}")
        assert one.startswith(f"- `/{command.trigger}")
    assert "Par exemple : `/log-engine" in channel.type("/log-help engine")
    assert "There is no command dance" in channel.type("/log-help dance", PAUL)


def test_an_export_is_a_file_in_the_channel_that_gpxpy_reads(channel: Channel) -> None:
    channel.type("/log-voyage start Scilly")
    channel.ship.sail(
        [(NOON + 60.0 * i, 48.0 + math.sin(i / 50) / 10, -4.5 - i / 1000) for i in range(120)]
    )
    channel.ship.pass_time(7200.0)
    channel.type("/log-voyage end")
    answer = channel.type("/log-export gpx 1")
    assert answer == "Le voyage 1 est dans le canal du journal : Mouette-1.gpx"
    (post,) = channel.ship.chat.posts
    assert post.message == "Voyage 1 en GPX, 120 points de trace, pour marie"
    name, data = channel.ship.chat.files[post.file_ids[0]]
    assert name == "Mouette-1.gpx"
    track = gpxpy.parse(data.decode()).tracks[0]
    assert sum(len(segment.points) for segment in track.segments) == 120


def test_an_export_is_refused_to_guests_and_for_voyages_that_are_not(channel: Channel) -> None:
    assert "invités" in channel.type("/log-export gpx", LEO)
    assert "aucun voyage" in channel.type("/log-export gpx")
    channel.type("/log-voyage start")
    channel.ship.pass_time(60.0)
    channel.type("/log-voyage end")
    assert "7" in channel.type("/log-export gpx 7")
    assert channel.ship.chat.posts == []


def test_an_export_that_mattermost_refuses_is_said(channel: Channel) -> None:
    channel.type("/log-voyage start")
    channel.ship.sail([(NOON + 20.0, 48.3, -4.4), (NOON + 50.0, 48.301, -4.4)])
    channel.ship.pass_time(60.0)
    channel.type("/log-voyage end")
    channel.ship.chat.away = True
    assert "Mattermost n’en a pas voulu" in channel.type("/log-export gpx")


def test_a_line_struck_before_says_the_day_in_words(channel: Channel) -> None:
    channel.type("/log Vent 18 nd")
    number = channel.last().number
    channel.type(f"/log-strike {number} erreur")
    assert "le 1er juin à 12:00" in channel.type(f"/log-strike {number} encore")


def test_an_unknown_sub_word_is_answered_with_those_of_the_caller_s_language(
    channel: Channel,
) -> None:
    assert "`prévision`, `graphique`" in channel.type("/weather demain")
