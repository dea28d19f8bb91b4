"""What a line sets is believed only where its setting could have given it: the log starts anyway.

The lines come as out of a backup that somebody made up: their chain is whole.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from logbook.config import Config
from logbook.model.entries import ClockSource, Draft, EntryKind, Origin, Timing
from logbook.model.notices import notices_of
from logbook.store.book import Book
from logbook.verbs.settings import SETTINGS
from tests.sailing import instant
from tests.watchkeeper.harness import Aboard, Computer

BEGUN: Final = "2027-06-01 06:10"
HOUR_S: Final = 3600.0
OURS: Final[Mapping[str, object]] = {
    "interval_s": 1800,
    "at_anchor": True,
    "ship_offset_s": 7200,
    "alarm": ("anne",),
}
NUMBERS: Final = (0, 1, -3600, 7, 10**15, 10**400, 1e308, -1.0, 0.5, 1441, 10**9)
LONG: Final = "x" * 5000
OTHERS: Final[tuple[object, ...]] = (
    None,
    "",
    "1h",
    "+2",
    [],
    ["x"],
    [1],
    {"a": 1},
    [["x"]],
    LONG,
    [None],
)


def lines(*facts: Mapping[str, object], kind: EntryKind = EntryKind.SETTING) -> list[Draft]:
    """Return lines that say so of themselves, an hour before the log is begun again."""
    at = instant(BEGUN) - HOUR_S
    timing = Timing(ClockSource.GPS, 0.0, "the boot before")
    return [Draft(at, at, kind, Origin.MANUAL, "forged", timing, facts=said) for said in facts]


@contextmanager
def begun(folder: Path, forged: list[Draft]) -> Iterator[Aboard]:
    """Start a watch over a log that ends with those lines."""
    with Book(folder, notices=notices_of) as book:
        book.append(forged)
    ship = Aboard(folder, Computer(BEGUN), BEGUN, **OURS)  # type: ignore[arg-type] # by name
    try:
        yield ship
    finally:
        ship.close()


def settled(ship: Aboard) -> Config:
    """Return what holds now."""
    return ship.watch.bridge().config


def test_a_name_that_is_none_stops_no_log(tmp_path: Path) -> None:
    told = [{"name": name, "value": 1} for name in (["x"], {"a": 1}, None, 7, "interval\0")]
    with begun(tmp_path, [*lines(*told), *lines(*told, kind=EntryKind.CLOCK)]) as ship:
        assert settled(ship).interval_s == 1800


@pytest.mark.parametrize("value", [0, 1, -3600, 10**15, True, 3600.0, "1h", ["x"]])
def test_an_interval_that_nobody_can_set_is_none(tmp_path: Path, value: object) -> None:
    with begun(tmp_path, lines({"name": "interval", "value": value})) as ship:
        assert settled(ship).interval_s == 1800
        ship.run(2 * HOUR_S, lambda at: ship.gps(at, 5.0))
        kinds = [line.draft.kind for line in ship.lines()]
        # At half past six, at seven, at half past seven and at eight.
        assert kinds.count(EntryKind.HOURLY) == 4


@pytest.mark.parametrize("value", [10**13, 10**6, -43_260, 50_460, 7201, 3600.0, True, "+2"])
def test_a_ship_s_time_that_no_clock_shows_is_none(tmp_path: Path, value: object) -> None:
    forged = lines({"name": "ship_time", "value": value}, kind=EntryKind.CLOCK)
    with begun(tmp_path, forged) as ship:
        assert settled(ship).ship_offset_s == 7200


def test_of_each_setting_a_line_gives_what_may_be_typed_and_nothing_else(tmp_path: Path) -> None:
    told = [
        {"name": name, "value": value}
        for name in SETTINGS
        for value in (*NUMBERS, *OTHERS)
        if not (name in LIMITS and value in LIMITS[name]) and not (name == "alarm" and not value)
    ]
    with begun(tmp_path, lines(*told)) as ship:
        assert replace(settled(ship), alarm=(), feeds=()) == Config(
            language="en", interval_s=1800, at_anchor=True, ship_offset_s=7200
        )
        assert settled(ship).alarm == ("x",)


LIMITS: Final[Mapping[str, tuple[object, ...]]] = {
    "strong_wind": (0, 1, 7),
    "shallow": (0, 1, 7, 0.5),
    "drag": (0, 1, 7, 0.5),
    "silent": (0, 1, 7),
    "battery": (0, 1, 7, 0.5),
}
"""Those of the numbers that may be typed."""


@pytest.mark.parametrize("everybody", ["all", "channel", "here", "@channel", "here.", "all__"])
def test_a_line_s_alarm_list_calls_nobody_who_is_everybody(tmp_path: Path, everybody: str) -> None:
    with begun(tmp_path, lines({"name": "alarm", "value": [everybody, "marie"]})) as ship:
        assert settled(ship).alarm == ("marie",)


def test_an_alarm_list_of_which_nobody_is_left_is_none(tmp_path: Path) -> None:
    said = ["channel", "all @here **x** http://evil.example/"]
    with begun(tmp_path, lines({"name": "alarm", "value": said})) as ship:
        assert settled(ship).alarm == ("anne",)


@pytest.mark.parametrize("chain", [10**400, -1, 1e308, ["x"], "30"])
def test_a_chain_of_no_length_stops_no_log(tmp_path: Path, chain: object) -> None:
    with begun(
        tmp_path, lines({"anchor": "down", "chain_m": chain}, kind=EntryKind.ANCHOR)
    ) as ship:
        ship.run(120.0, ship.gps)
        assert ship.watch.bridge().ship.state().fix is not None
