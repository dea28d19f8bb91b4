"""`/weather`: the last ten minutes, the day of the glass, what was seen, and open alarms."""

from dataclasses import replace

from logbook.model.entries import EntryKind
from logbook.model.observations import Reading
from logbook.model.quantities import AIR_TEMP, BARO, HUMIDITY, TWD, TWS
from logbook.model.ship import ShipState
from logbook.model.weather import OpenAlarm, Weather
from logbook.model.weather_pressure import Tendency, Trend
from logbook.model.weather_wind import WindNow
from logbook.verbs.bridge import Way
from logbook.verbs.strike import strike
from logbook.verbs.write import Beside, write
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import PAUL


def see(channel: Channel, hours: float, text: str, **facts: object) -> int:
    """Write what somebody saw so many hours ago."""
    entry = write(
        channel.ship.bridge,
        channel.ship.caller(),
        text,
        kind=EntryKind.WEATHER,
        at=NOON - hours * 3600.0,
        facts=facts,
    )
    return entry.number


def test_the_mean_the_gusts_the_kind_of_tendency_and_the_day_are_told(channel: Channel) -> None:
    ship = channel.ship.ship
    ship.passage = Way(baro_change_pa=-210.0)
    ship.felt = Weather(
        wind=WindNow(8.0, 230.0, 12.0, 599.0, -35.0, 2.0),
        tendency=Tendency(-210.0, 8, (1, -1)),
        trend=Trend(-500.0, 50_000.0, 100_900.0, 600.0, 101_500.0, 49_000.0),
    )
    rows = channel.type("/weather", PAUL).splitlines()
    assert rows[1] == (
        "wind 230° 16 kn force 5, mean over 10 min (2 s ago) · gusts 23 kn · backed 35° in 1 h"
    )
    assert rows[2].endswith("-2.1 hPa in 3 h, rising, then falling by more")
    assert rows[3].startswith("-5.0 hPa in 13 h 53 min: lowest 1009.0 hPa (10 min ago)")


def test_dew_point_and_fog_stand_beside_the_temperatures(channel: Channel) -> None:
    ship = channel.ship.ship
    ship.heard = ship.heard.after((Reading(AIR_TEMP, 288.15), Reading(HUMIDITY, 0.97)), NOON - 10.0)
    answer = channel.type("/weather")
    assert "point de rosée 14,5 °C (il y a 10 s)" in answer
    assert "brouillard probable" in answer


def test_what_is_not_measured_is_not_told(channel: Channel) -> None:
    answer = channel.type("/weather", PAUL)
    assert all(
        word not in answer for word in ("dew", "fog", "humidity", "mean over", "gusts", "sea")
    )


def test_the_scales_are_told_as_last_seen_each_with_its_age(channel: Channel) -> None:
    see(channel, 5.0, "ce matin", sea_state=5, cloud=8)
    see(channel, 1.0, "tout à l'heure", sea_state=3)
    see(channel, 13.0, "hier", visibility=2)
    answer = channel.type("/weather", PAUL)
    assert "Seen by eye: sea slight (3) (60 min ago) · cloud 8/8, overcast (5 h ago)" in answer or (
        "Seen by eye: sea slight (3) (1 h ago) · cloud 8/8, overcast (5 h ago)" in answer
    )
    assert "visibility" not in answer


def test_what_was_struck_was_not_seen(channel: Channel) -> None:
    number = see(channel, 1.0, "mer d'huile", sea_state=0)
    strike(channel.ship.bridge, channel.ship.caller(), number, "trompé")
    answer = channel.type("/weather")
    assert "mer d'huile" not in answer
    assert "Vu à l’œil" not in answer


def test_wind_and_glass_by_hand_stand_in_where_no_instrument_tells_them(channel: Channel) -> None:
    write(
        channel.ship.bridge,
        channel.ship.caller(),
        "relevé",
        kind=EntryKind.WEATHER,
        at=NOON - 1800.0,
        beside=Beside(conditions={TWS: 9.0, TWD: 220.0, BARO: 100_800.0}),
    )
    assert "À la main" not in channel.type("/weather")
    channel.ship.ship.heard = ShipState()
    answer = channel.type("/weather")
    assert (
        "À la main : vent 220° 17 nd force 5 (il y a 30 min) · 1008,0 hPa (il y a 30 min)"
    ) in answer.splitlines()
    assert "By hand: wind 220° 17 kn force 5 (30 min ago)" in channel.type("/weather", PAUL)
    assert "Vu à l’œil" not in answer


def test_open_alarms_stand_at_the_end_in_ship_s_time(channel: Channel) -> None:
    bridge = channel.ship.bridge
    channel.ship.bridge = replace(bridge, config=replace(bridge.config, ship_offset_s=7200))
    channel.ship.ship.felt = Weather(alarms=(OpenAlarm("falling_glass", NOON - 3600.0, 2, -430.0),))
    rows = channel.type("/weather", PAUL).splitlines()
    assert rows[-1] == "alarm since 13:00: falling glass, at worst -4.3 hPa"


def test_an_unknown_word_after_it_is_one_clear_sentence(channel: Channel) -> None:
    answer = channel.type("/weather demain @channel")
    assert answer.startswith("« demain » n’est pas compris ici.")
    assert "vent" not in answer.splitlines()[0]
