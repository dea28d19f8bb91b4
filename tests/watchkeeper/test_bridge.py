"""The bridge of a real watch: the ship as heard, lines written beside the recorder's, settings."""

from contextlib import closing
from pathlib import Path

import pytest

from logbook.chat.secrets import Mattermost
from logbook.model.chain import iso_utc
from logbook.model.entries import EntryKind, PositionSource
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import caller
from logbook.verbs.settings import change, set_clock
from logbook.verbs.write import write
from tests.verbs.chat import CHANNEL, MARIE, FakeChat
from tests.watchkeeper.harness import Aboard, Computer

NOON = "2026-06-01T12:00:00Z"
SET_UP = Mattermost(
    url="http://127.0.0.1:8065",
    bot_token="bot",
    bot_id="bot",
    team_id="team",
    channel_id=CHANNEL,
    callback="http://127.0.0.1:8067",
    signing_key="5" * 64,
    skipper_id=MARIE.id,
)


def bridge_of(ship: Aboard) -> Bridge:
    return ship.watch.bridge(FakeChat(), SET_UP)


def hours(ship: Aboard) -> list[str]:
    return [iso_utc(line.at) for line in ship.lines() if line.draft.kind is EntryKind.HOURLY]


def test_a_line_from_the_channel_has_what_the_instruments_say(tmp_path: Path) -> None:
    with closing(Aboard(tmp_path, Computer(NOON), NOON)) as ship:
        ship.run(90.0, lambda at: ship.gps(at, 5.0))
        bridge = bridge_of(ship)
        entry = write(bridge, caller(bridge, MARIE.id), "Pris un ris")
        assert entry.draft.position == ship.place
        assert entry.draft.position_source is PositionSource.GPS
        assert entry.draft.sog == pytest.approx(2.572, abs=0.01)
        assert entry.at == pytest.approx(ship.now, abs=1.0)
        assert ship.told[-1] == entry
        before = write(bridge, caller(bridge, MARIE.id), "avant", at=ship.now - 30.0)
        assert before.draft.position_source is PositionSource.GPS
        assert ship.watch.health()["entries"] == len(ship.lines())


def test_the_passage_is_told_from_where_she_departed(tmp_path: Path) -> None:
    with closing(Aboard(tmp_path, Computer(NOON), NOON)) as ship:
        ship.run(120.0, ship.gps)
        assert bridge_of(ship).ship.way().departed_at is None
        left = ship.place

        def sail(at: float) -> list[bytes]:
            ship.place = type(left)(ship.place.lat, ship.place.lon - 0.00005)
            return ship.gps(at, 6.0)

        ship.run(900.0, sail)
        way = bridge_of(ship).ship.way()
        assert way.moving
        assert way.departed_from is not None
        assert way.departed_from.lat == pytest.approx(left.lat, abs=1e-6)
        assert way.sailed_m == pytest.approx(3320.0, rel=0.1)


def test_what_the_skipper_sets_holds_at_once_and_after_a_restart(tmp_path: Path) -> None:
    computer = Computer(NOON)
    with closing(Aboard(tmp_path, computer, NOON)) as ship:
        ship.run(90.0, ship.gps)
        who = caller(bridge_of(ship), MARIE.id)
        change(bridge_of(ship), who, "at_anchor", "oui")
        change(bridge_of(ship), who, "interval", "15min")
        assert bridge_of(ship).config.interval_s == 900
        ship.run(900.0, ship.gps)
        assert hours(ship) == ["2026-06-01T12:15:00Z"]
    with closing(Aboard(tmp_path, computer, NOON)) as again:
        config = bridge_of(again).config
        assert (config.interval_s, config.at_anchor) == (900, True)


def test_a_change_of_ship_s_time_moves_the_slots_and_doubles_none(tmp_path: Path) -> None:
    with closing(Aboard(tmp_path, Computer(NOON), NOON, at_anchor=True)) as ship:
        ship.run(3700.0, ship.gps)
        bridge = bridge_of(ship)
        set_clock(bridge, caller(bridge, MARIE.id), -34_200)
        ship.run(3600.0, ship.gps)
        set_clock(bridge_of(ship), caller(bridge, MARIE.id), 0)
        ship.run(3600.0, ship.gps)
        assert hours(ship) == [
            "2026-06-01T13:00:00Z",
            "2026-06-01T13:30:00Z",
            "2026-06-01T15:00:00Z",
        ]
        assert bridge_of(ship).config.ship_offset_s == 0
