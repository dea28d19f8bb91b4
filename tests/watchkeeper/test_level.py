"""What is done for ever leaves nothing behind: days at sea, the chores, what the crew asks."""

from pathlib import Path
from typing import Final

from logbook.config import Config
from logbook.model.quantities import BARO, HDG, TWD, TWS
from logbook.recorder import Rules
from tests.level import blocks
from tests.recorder.harness import Ship
from tests.slash_commands.channel import Channel, channel
from tests.watchkeeper.harness import Aboard, Computer

_DAY_S: Final = 86_400.0
_FEW: Final = 1000
"""Blocks. A round or a question that kept but one would keep more, a day its 1,440 pressures."""


def a_day(ship: Ship, day: int) -> None:
    """Sail for a day with wind and glass that change, an hour on each course."""
    for hour in range(24):
        weather = {TWS: 4.0 + hour % 5, TWD: 15.0 * hour, HDG: 10.0, BARO: 101_000.0 + 20 * hour}
        until = ship.now + _DAY_S / 24.0
        ship.sail(until, 5.0 + day, cog=15.0 * hour, say=weather, every_s=30.0)


def test_days_at_sea_leave_no_more_behind_than_the_first_ones(tmp_path: Path) -> None:
    # A commit every ten minutes: the disk is not what is looked at here.
    ship = Ship(tmp_path / "data", "2026-06-01 00:00", Rules(batch_s=600.0), Config())
    # So many until the sun's and the moon's days that are remembered are all there.
    for day in range(4):
        a_day(ship, day)
    before = blocks()
    for day in range(2):
        a_day(ship, day)
    left = blocks() - before
    ship.stop()
    assert left < _FEW


def test_rounds_of_the_chores_leave_nothing_behind(tmp_path: Path) -> None:
    ship = Aboard(tmp_path / "data", Computer("2027-06-01 06:10"), "2027-06-01 06:10")
    rounds = ship.watch._chores
    for _ in range(50):
        rounds.look()
    before = blocks()
    for _ in range(2000):
        rounds.look()
    left = blocks() - before
    ship.close()
    assert left < _FEW


def ask(crew: Channel, number: int) -> None:
    """Ask what was never asked in just these words."""
    clock = f"{number // 60 % 24:02}:{number % 60:02}"
    for question in ("/weather", "/log-list", "/log-status", "/log-voyage"):
        crew.type(question)
    crew.type(f"/position {clock}")
    crew.type(f"/log-help {number}")


def test_what_the_crew_asks_leaves_nothing_behind(tmp_path: Path) -> None:
    with channel(tmp_path) as crew:
        crew.type("/log Pris un ris")
        for number in range(50):
            ask(crew, number)
        before = blocks()
        for number in range(300):
            ask(crew, 1000 + number)
        left = blocks() - before
    assert left < _FEW
