"""Two days at six hundred times the pace, with a chat server that comes and goes: flat memory.

LOGBOOK_SOAK says how many hours of ship's time go by (48 unless set: five minutes), LOGBOOK_PACE
how fast. What is timed by the computer (chores, waits between two tries, the live card) comes as
often as it does in those minutes.
"""

import contextlib
import datetime as dt
import http.client
import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from demo.standin import StandIn
from logbook.feeds.simulated.sentences import sentences
from tests.processes import console
from tests.sailing import instant
from tests.trials.boat import Boat, seeded
from tests.trials.memory import resident_mb
from tests.trials.shown import shown

HOURS: Final = float(os.environ.get("LOGBOOK_SOAK", "48"))
PACE: Final = float(os.environ.get("LOGBOOK_PACE", "600"))
BEGINS: Final = instant("2027-06-01 06:00")
ROUND_S: Final = 5.0
"""Of ship's time, between two rounds of all instruments: few enough sentences for such a pace."""
SLOT_S: Final = 300.0
SPOKEN_EVERY_S: Final = 3.0
STATED_H: Final = 6.0
GROWTH_MB: Final = 3.0
"""How much more memory may be held in the last quarter than in the second, at most.

The lines and sentences that are remembered come to their bound within the first day. Two days of
a tree that left memory lying in a store of each thread took 5.4 MB more; this one 0.6 MB.
"""
SETTLING_S: Final = 330.0
"""The longest wait between two tries to post is five minutes."""


class _Recording:
    """A passage on file: making it up at that pace would be most of the server's work."""

    def __init__(self, path: Path) -> None:
        until = BEGINS + (HOURS + 1.0) * 3600.0
        said = takewhile(lambda row: row[0] < until, sentences(BEGINS, 1, ROUND_S))
        with path.open("wb") as file:
            file.writelines(sentence for _, sentence in said)
        self.address = f"file://{path}?speed={PACE:g}"


class _Seen(NamedTuple):
    """The resident memory (MB) at an hour of the passage."""

    hour: float
    mb: float


@pytest.mark.long
def test_every_slot_of_two_days_is_written_and_shown_once_and_the_memory_stays_level(
    tmp_path: Path,
) -> None:
    with StandIn() as mattermost:
        boat = Boat(tmp_path / "data", tmp_path, mattermost, _Recording(tmp_path / "passage.nmea"))
        over = threading.Event()
        outages: list[float] = []
        outing = threading.Thread(target=_go_away, args=(mattermost, over, outages))
        boat.start()
        outing.start()
        try:
            memory = list(_lived(boat, mattermost))
        finally:
            over.set()
            outing.join()
        boat.settles(SETTLING_S)
        boat.kill()
        told = shown(mattermost)
    assert not boat.verified()
    slots = _slots(boat.folder, tmp_path)
    hourly = [number for _, number in slots]
    counts = Counter(at for at, _ in slots)
    ran = round((max(counts) - min(counts)) / SLOT_S) + 1
    _, second, _, last = (_highest(memory, part * HOURS / 4, HOURS / 4) for part in range(4))
    print(f"{HOURS:g} h of ship's time at {PACE:g} times the pace, {len(outages)} outages of")
    print(f"{min(outages):.0f} to {max(outages):.0f} s, {sum(outages):.0f} s in all")
    print(f"{ran} slots, {len(hourly)} lines of them, {len(boat.lines())} lines in the log")
    print(f"MB at the start {memory[0].mb:.1f}, second quarter {second:.1f}, last {last:.1f};")
    print(f"each {STATED_H:g} h: {', '.join(f'{mb:.1f}' for mb in _stated(memory))}")
    assert set(counts.values()) == {1}, [at for at, count in counts.items() if count > 1]
    assert len(counts) == ran, "a slot without a line"
    assert ran >= HOURS * 3600 / SLOT_S - 2
    assert {number: told[number] for number in hourly if told[number] != 1} == {}
    assert not boat.lost()
    assert not boat.miscounted()
    assert boat.told
    assert last <= second + GROWTH_MB


def _go_away(mattermost: StandIn, over: threading.Event, outages: list[float]) -> None:
    """Let nobody be there from time to time, for some minutes to four hours of ship's time."""
    chance = random.Random(seeded())
    while not over.wait(chance.uniform(5.0, 25.0)):
        since = time.monotonic()
        with mattermost.away():
            over.wait(chance.choice((1.0, 6.0, 24.0)) * chance.uniform(0.5, 1.0))
        outages.append(time.monotonic() - since)


def _lived(boat: Boat, mattermost: StandIn) -> Iterator[_Seen]:
    """Yield the memory once a second while one of the crew writes now and then."""
    elodie = mattermost.sailor("elodie")
    limit = time.monotonic() + 3.0 * HOURS * 3600.0 / PACE + 60.0
    speaks = 0.0
    while (hour := _hour(boat)) < HOURS:
        assert time.monotonic() < limit, f"too slow a machine for this pace: {hour:.1f} h"
        if time.monotonic() >= speaks:
            speaks = time.monotonic() + SPOKEN_EVERY_S
            with contextlib.suppress(OSError, http.client.HTTPException):  # she may be alone
                boat.types(elodie)
        yield _Seen(hour, resident_mb(boat.pid))
        time.sleep(1.0)


def _hour(boat: Boat) -> float:
    """Return how many hours of the passage have passed, by the ship's clock; 0 before it began."""
    health = boat.health()
    clock, feeds = health["clock"], health["feeds"]
    assert isinstance(clock, dict)
    assert isinstance(feeds, list)
    if not feeds[0]["sentences"]:
        return 0.0
    return (time.time() + float(clock["offset_s"]) - BEGINS) / 3600.0


def _highest(memory: Sequence[_Seen], begins: float, lasts: float) -> float:
    """Return the most memory of so many hours."""
    return max(mb for hour, mb in memory if begins <= hour < begins + lasts)


def _stated(memory: Sequence[_Seen]) -> list[float]:
    """Return the most memory of each six hours, of those that the passage lasted."""
    parts = range(max(1, int(HOURS // STATED_H)))
    return [_highest(memory, part * STATED_H, STATED_H) for part in parts]


def _slots(data: Path, beside: Path) -> list[tuple[float, int]]:
    """Return the slots (UTC seconds since 1970) of the lines that are written by themselves."""
    listed = console("list", "--json", "--data", data, cwd=beside)
    lines = [json.loads(row) for row in listed.stdout.splitlines()]
    return [
        (dt.datetime.fromisoformat(line["at"]).timestamp(), int(line["number"]))
        for line in lines
        if line["kind"] in {"hourly", "noon"}  # at noon the one stands for the other
    ]
