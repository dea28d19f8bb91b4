"""`/weather chart`: a picture in the log's channel with its words, a private echo, and refusals."""

import subprocess
import sys
from dataclasses import replace

import pytest

from demo.standin import StandIn
from logbook.charts.frame import DAY, NIGHT
from logbook.chat.mattermost import MattermostChat
from logbook.model.entries import ClockSource, Draft, EntryKind, Origin, Timing
from logbook.verbs.chart import chart
from logbook.verbs.strike import strike
from tests.charts.weathered import DAY_S, HOUR_S, Pixels, near, weather
from tests.chat.setting_up import SetUp
from tests.eye import seen
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import CHANNEL, LEO, PAUL


def hear(channel: Channel, span_s: float = 2 * DAY_S, *, wind: bool = True) -> None:
    channel.ship.track.write((), None, weather(span_s, wind=wind), Origin.AUTO)


def alarm(channel: Channel, ago_h: float, alert: str, phase: str) -> int:
    """Write an alarm's line; return its number."""
    at = NOON - ago_h * HOUR_S
    timing = Timing(ClockSource.GPS, 0.5, "a-boot", 0.0)
    draft = Draft(
        at=at,
        written_at=at,
        kind=EntryKind.ALARM,
        origin=Origin.AUTO,
        text="alarme",
        timing=timing,
        facts={"alert": alert, "phase": phase},
    )
    (entry,) = channel.ship.book.append([draft])
    return entry.number


def test_the_picture_comes_with_its_words_in_the_boat_s_language(channel: Channel) -> None:
    hear(channel)
    channel.ship.settle(ship_offset_s=7200, ship_name="Étoile du Nord")
    answer = channel.type("/weather chart", PAUL)
    name = "Étoile-du-Nord-2026-06-01T1400.png"
    assert answer == f"The chart is in the log’s channel: {name}"
    (post,) = channel.ship.chat.posts
    assert post.channel_id == CHANNEL
    assert seen(post.message).splitlines() == [
        "Météo des dernières 24 h, jusqu’au lundi 1er juin 2026 14:00 UTC+2, pour paul",
        "Pression de 1014,0 à 1010,0 hPa, au plus bas 1010,0, au plus haut 1014,0",
        "Vent de SW 29 nd à SW 39 nd ; moyenne de 29 à 39 nd, rafales 45 nd",
    ]
    kept, data = channel.ship.chat.files[post.file_ids[0]]
    assert kept == name
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) < 100_000


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("chart 48h", 48), ("graphique 48 h", 48), ("GRAPHIQUE", 24), ("courbe +24h", 24)],
)
def test_two_days_and_both_languages_are_understood(
    channel: Channel, typed: str, hours: int
) -> None:
    hear(channel)
    assert "Le graphique est dans le canal" in channel.type(f"/weather {typed}")
    message = seen(channel.ship.chat.posts[0].message)
    assert message.startswith(f"Météo des dernières {hours} h")
    assert ("1018,0" in message) is (hours == 48)


@pytest.mark.parametrize("typed", ["chart 12h", "chart demain", "chart 48h 24h", "chart 480h"])
def test_any_other_span_is_refused_in_one_sentence(channel: Channel, typed: str) -> None:
    hear(channel)
    answer = channel.type(f"/weather {typed}")
    assert answer.startswith("Un graphique montre 24 ou 48 heures")
    assert channel.ship.chat.files == {}


def test_nothing_measured_is_one_sentence_and_no_post(channel: Channel) -> None:
    answer = channel.type("/weather chart", PAUL)
    assert answer == (
        "Neither pressure nor wind was measured in the last 24 h: there is nothing to draw."
    )
    assert channel.ship.chat.posts == []


def test_guests_may_not_post_one(channel: Channel) -> None:
    hear(channel)
    assert "invités" in channel.type("/weather chart", LEO)
    assert channel.ship.chat.posts == []


def test_a_chart_that_mattermost_refuses_is_said(channel: Channel) -> None:
    hear(channel)
    channel.type("/weather")
    channel.ship.chat.away = True
    assert "Mattermost n’en a pas voulu" in channel.type("/weather chart")


def test_the_weather_s_alarms_are_marked_unless_struck(channel: Channel) -> None:
    hear(channel)
    alarm(channel, 5.0, "falling_glass", "raised")
    alarm(channel, 4.0, "falling_glass", "cleared")
    alarm(channel, 3.0, "low_battery", "raised")
    struck = alarm(channel, 2.0, "gale", "raised")
    strike(channel.ship.bridge, channel.ship.caller(), struck, "trompé")
    channel.type("/weather chart")
    message = channel.ship.chat.posts[0].message
    assert message.endswith("\nUne alarme météo est marquée")


def test_the_night_is_where_the_boat_is(channel: Channel) -> None:
    hear(channel, DAY_S, wind=False)
    png = chart(channel.ship.bridge, channel.ship.bridge.speaker(), DAY_S).png
    # Off Brest on the first of June the sun sets at 20:10 UTC and rises at 04:15.
    pixels = Pixels(png)
    assert near(pixels.at(104 + 860 * 13.3 / 24, 425), NIGHT)
    assert near(pixels.at(104 + 860 * 5.3 / 24, 425), DAY)
    assert near(pixels.at(104 + 860 * 19.3 / 24, 425), DAY)


def test_the_stand_in_keeps_the_very_file(channel: Channel) -> None:
    hear(channel)
    with StandIn() as server:
        settings = SetUp(server).run()
        chat = MattermostChat(settings)
        # Who is who stays with the crew of the tests; only what is posted goes to the stand-in.
        fake = channel.ship.chat
        fake.upload = chat.upload  # type: ignore[method-assign] # a fake, made of two
        fake.post = chat.post  # type: ignore[method-assign] # a fake, made of two
        bridge = channel.ship.bridge
        channel.ship.bridge = replace(bridge, channel_id=settings.channel_id)
        fake.is_member = lambda *_: True  # type: ignore[method-assign] # of that channel too
        answer = channel.type("/weather chart 48h", channel_id=settings.channel_id)
        assert answer.startswith("Le graphique est dans le canal")
        (file,) = server.board.files.values()
        assert file.mime_type == "image/png"
        assert Pixels(file.data).size == (1000, 960)
        posts = server.board.of_channel(settings.channel_id)
        (post,) = [one for one in posts if file.id in one.file_ids]
        assert seen(post.message).startswith("Météo des dernières 48 h")


def test_nothing_of_pillow_is_loaded_before_a_chart_is_asked_for() -> None:
    code = "import sys, slash_commands, logbook.verbs.chart; print('PIL' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "False"


def test_without_pillow_it_is_one_sentence(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(channel)
    monkeypatch.delitem(sys.modules, "logbook.charts.picture", raising=False)
    monkeypatch.delattr("logbook.charts.picture", raising=False)
    monkeypatch.delitem(sys.modules, "logbook.charts.pen", raising=False)
    monkeypatch.setitem(sys.modules, "PIL", None)
    answer = channel.type("/weather chart")
    assert answer.startswith("Aucun graphique ne peut être dessiné à bord")
    assert channel.ship.chat.posts == []
