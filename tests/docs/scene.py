"""The ship that the examples of the documents are typed on: at sea, two o'clock ship's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from logbook.model.entries import ClockSource, Condition, Draft, EntryKind, Origin, Timing
from logbook.model.neutral import JOINER
from logbook.model.observations import Position, Sample
from logbook.model.quantities import BARO, COG, SOG, TWD, TWS
from logbook.model.units import KNOT
from logbook.model.weather import Weather
from logbook.model.weather_pressure import Tendency, Trend
from logbook.model.weather_wind import WindNow
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Way
from tests.slash_commands.channel import Channel
from tests.slash_commands.channel import channel as over
from tests.verbs.aboard import NOON
from tests.verbs.chat import MARIE, PAUL

_LEFT = Position(48.3333333, -4.35)
_TEN_TO = Position(48.3733333, -4.475)
_DEPARTED = NOON - 3 * 3600.0
_HEALTH = {
    "status": "ok",
    "feeds": [
        {
            "name": "tcp://192.168.1.20:10110",
            "state": "up",
            "age_s": 0.4,
            "sentences": 21_600,
            "bad": 2,
        }
    ],
    "outbox": 0,
    "track_points": 1482,
}
_FELT = Weather(
    wind=WindNow(7.4, 228.0, 9.9, 599.0, 25.0, 0.0),
    tendency=Tendency(-180.0, 7),
    trend=Trend(-420.0, 86_400.0, 101_320.0, 0.0, 101_740.0, 82_800.0),
)
_AT_TEN_TO = {SOG: 5.6 * KNOT, COG: 275.0, TWS: 16 * KNOT, TWD: 235.0, BARO: 101_330.0}


def _samples() -> list[Sample]:
    """Return three hours of wind and glass, as the figures of now ask for."""
    minutes = [_DEPARTED + 60.0 * minute for minute in range(180)]
    found = []
    for at in minutes:
        knots = 12.0 + 2.0 * (at - _DEPARTED) / 10_800
        gust = 19.2 if at == NOON - 900.0 else knots + 3.0
        pascals = 101_500.0 - 180.0 * (at - _DEPARTED) / 10_800
        found += [
            Sample(at, TWS, knots * KNOT, knots * KNOT, gust * KNOT, 60),
            Sample(at, TWD, 228.0, None, None, 60),
            Sample(at, BARO, pascals, pascals, pascals, 60),
        ]
    return found


@contextmanager
def at_sea(folder: Path, language: str) -> Iterator[Channel]:
    """Give the channel: Marie is skipper and reads `language`; a leg of three hours lies behind."""
    with over(folder) as channel:
        ship = channel.ship
        ship.settle(language=language, ship_name="Pen Duick", ship_offset_s=7200)
        ship.chat.persons[MARIE.id] = replace(MARIE, locale=language)
        ship.ship.healthy = _HEALTH
        ship.ship.passage = Way(
            moving=True,
            departed_at=_DEPARTED,
            departed_from=_LEFT,
            sailed_m=16.2 * 1852,
            baro_change_pa=-180.0,
        )
        ship.ship.felt = _FELT
        ship.ship.kept[NOON - 600.0] = Moment(
            _TEN_TO, conditions={name: Condition(one, 0.4) for name, one in _AT_TEN_TO.items()}
        )
        steps = range(0, 3 * 3600 + 1, 600)
        ship.sail(
            [
                (
                    _DEPARTED + at,
                    _LEFT.lat + 0.0402 * at / 10_800,
                    _LEFT.lon - 0.1483 * at / 10_800,
                )
                for at in steps
            ],
            run_m=16.2 * 1852 / 18,
        )
        ship.sampled(_samples())
        ship.book.append(
            [
                Draft(
                    at=_DEPARTED,
                    written_at=_DEPARTED + 240.0,
                    kind=EntryKind.DEPARTURE,
                    origin=Origin.AUTO,
                    text=ship.bridge.speaker().say("entries.departure"),
                    timing=Timing(ClockSource.GPS, 0.5, "a-boot", 0.0),
                    position=_LEFT,
                )
            ]
        )
        yield channel


def typed(channel: Channel, line: str) -> str:
    """Return what is answered to a line, without the signs that have no width."""
    paul = {"user_mentions": "paul", "user_mentions_ids": PAUL.id} if "@paul" in line else {}
    shown = channel.type(line, MARIE, **paul).replace(JOINER, "")
    # A block in a block of the document: its fences are not told.
    return "\n".join(row for row in shown.splitlines() if row != "```")
