"""A day at sixty times the pace with a chat server that comes and goes: flat memory, exact counts.

LOGBOOK_SOAK says how many hours of ship's time go by (4 unless set: as many minutes).
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
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from demo.standin import StandIn
from tests.processes import console
from tests.trials.boat import Boat, seeded
from tests.trials.memory import resident_mb
from tests.trials.shown import shown

HOURS: Final = float(os.environ.get("LOGBOOK_SOAK", "4"))
PACE: Final = 60
SLOT_S: Final = 300.0
SPOKEN_EVERY_S: Final = 7.0
WARM: Final = 0.25
"""The part of the time after which the memory must have come to its level."""
GROWTH_MB: Final = 4.0
FEED: Final = f"simulated://?speed={PACE}&start=2027-06-01T06:00:00Z"
SETTLING_S: Final = 330.0
"""The longest wait between two tries to post is five minutes."""


class _Passage:
    """A feed that needs nobody to serve it."""

    address = FEED


@pytest.mark.long
def test_every_slot_of_a_day_is_written_and_shown_once_and_the_memory_stays_level(
    tmp_path: Path,
) -> None:
    with StandIn() as mattermost:
        boat = Boat(tmp_path / "data", tmp_path, mattermost, _Passage())
        over = threading.Event()
        outages: list[float] = []
        outing = threading.Thread(target=_go_away, args=(mattermost, over, outages))
        boat.start()
        outing.start()
        try:
            memory = list(_lived(boat, mattermost, HOURS * 3600 / PACE))
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
    after = memory[int(len(memory) * WARM) :]
    half = len(after) // 2
    first, later = max(after[:half]), max(after[half:])
    every = max(1, len(memory) // 24)
    print(f"{HOURS:g} h of ship's time at {PACE} times the pace, {len(outages)} outages of")
    print(f"{min(outages):.0f} to {max(outages):.0f} s, {sum(outages):.0f} s in all")
    print(f"{ran} slots, {len(hourly)} lines of them, {len(boat.lines())} lines in the log")
    print(f"memory {memory[0]:.1f} MB at the start, at most {first:.1f} after a quarter of the")
    print(f"time, {later:.1f} in the last part; MB: {[round(mb, 1) for mb in memory[::every]]}")
    assert set(counts.values()) == {1}, [at for at, count in counts.items() if count > 1]
    assert len(counts) == ran, "a slot without a line"
    assert ran >= HOURS * 3600 / SLOT_S - 2
    assert {number: told[number] for number in hourly if told[number] != 1} == {}
    assert not boat.lost()
    assert not boat.miscounted()
    assert boat.told
    assert later <= first + GROWTH_MB


def _go_away(mattermost: StandIn, over: threading.Event, outages: list[float]) -> None:
    """Let nobody be there from time to time, from a hiccup to an hour and more of ship's time."""
    chance = random.Random(seeded())
    while not over.wait(chance.uniform(10.0, 90.0)):
        since = time.monotonic()
        with mattermost.away():
            over.wait(chance.choice((2.0, 20.0, 75.0)) * chance.uniform(0.5, 1.0))
        outages.append(time.monotonic() - since)


def _lived(boat: Boat, mattermost: StandIn, seconds: float) -> Iterator[float]:
    """Yield the memory (MB) once a second while one of the crew writes now and then."""
    elodie = mattermost.sailor("elodie")
    limit = time.monotonic() + seconds
    speaks = 0.0
    while (now := time.monotonic()) < limit:
        if now >= speaks:
            speaks = now + SPOKEN_EVERY_S
            with contextlib.suppress(OSError, http.client.HTTPException):  # she may be alone
                boat.types(elodie)
        yield resident_mb(boat.pid)
        time.sleep(1.0)


def _slots(data: Path, beside: Path) -> list[tuple[float, int]]:
    """Return the slots (UTC seconds since 1970) of the lines that are written by themselves."""
    listed = console("list", "--json", "--data", data, cwd=beside)
    lines = [json.loads(row) for row in listed.stdout.splitlines()]
    return [
        (dt.datetime.fromisoformat(line["at"]).timestamp(), int(line["number"]))
        for line in lines
        if line["kind"] in {"hourly", "noon"}  # at noon the one stands for the other
    ]
