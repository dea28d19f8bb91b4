"""The crew writes while the network is rough; then it calms down, and all must stand just once."""

import contextlib
import http.client
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from demo.standin import Fault, StandIn
from tests.trials.boat import CREW, Boat, seeded
from tests.trials.gps import Gps
from tests.trials.shown import owed, shown

SETTLING_S: Final = 330.0
"""The longest wait between two tries to post is five minutes."""
CALM_S: Final = 8.0
_LEAP_S: Final = 6.0
Trouble = Callable[[StandIn, Boat, random.Random], tuple[str, int]]
"""Does something to the network for a while; says what, and how often it was met."""


def plan(mattermost: StandIn, boat: Boat, chance: random.Random) -> tuple[str, int]:
    """Let the server fail the next calls, of whoever calls, or of the log alone."""
    del boat
    fault = chance.choice(list(Fault))
    part = chance.choice(("/posts", "/posts", "/channels", ""))
    mattermost.faults.retry_after_s = chance.randint(1, 3)
    times = chance.randint(1, 3)
    mattermost.faults.plan(fault, times=times, part=part)
    time.sleep(chance.uniform(0.2, 3.0))
    return fault.value, times - sum(left.left or 0 for left in mattermost.faults._planned)


def go_away(mattermost: StandIn, boat: Boat, chance: random.Random) -> tuple[str, int]:
    """Let nobody be there for some seconds."""
    del boat
    with mattermost.away():
        time.sleep(chance.uniform(0.5, 6.0))
    return "away", 1


def drop(mattermost: StandIn, boat: Boat, chance: random.Random) -> tuple[str, int]:
    """Let some of the packets to and from the server and the log go under, or all."""
    part = chance.choice((0.1, 0.3, 0.6, 1.0))
    server = mattermost.url.rpartition(":")[2]
    rules = [("--dport", server), ("--sport", server), ("--dport", str(boat.port))]
    for rule in rules:
        _drops("-A", rule, part)
    time.sleep(chance.uniform(1.0, 12.0))
    for rule in rules:
        _drops("-D", rule, part)
    return f"{part:.0%} of the packets lost", 1


def _drops(action: str, rule: Sequence[str], part: float) -> None:
    how = ("-m", "statistic", "--mode", "random", "--probability", str(part)) if part < 1.0 else ()
    words = ("iptables", action, "INPUT", "-i", "lo", "-p", "tcp", *rule, *how, "-j", "DROP")
    subprocess.run(words, check=True)


def crossing(folder: Path, seconds: float, troubles: Sequence[Trouble]) -> None:
    """Let the crew write for so long in such troubles; print what was met.

    Raises AssertionError unless what was told is written, and all that is written shown once.
    """
    chance = random.Random(seeded())
    met: Counter[str] = Counter()
    gps, over = Gps(), threading.Event()
    with StandIn() as mattermost:
        boat = Boat(folder / "data", folder, mattermost, gps)
        boat.start()
        crew = [threading.Thread(target=_writes, args=(boat, mattermost, n, over)) for n in CREW]
        for each in crew:
            each.start()
        limit = time.monotonic() + seconds
        leaps = 0.0
        try:
            while (now := time.monotonic()) < limit:
                if now >= leaps:
                    gps.leap(1.0)
                    leaps = now + _LEAP_S
                what, calls = chance.choice(troubles)(mattermost, boat, chance)
                met[what] += calls
                mattermost.faults.clear()
                _calm(boat, chance.uniform(0.0, CALM_S))
        finally:
            over.set()
            for each in crew:
                each.join()
        mattermost.faults.clear()
        calm = time.monotonic()
        boat.settles(SETTLING_S)
        calm = time.monotonic() - calm
        boat.kill()
        found, miscounted = shown(mattermost), boat.miscounted()
    gps.close()
    print(", ".join(f"{what}: {count}" for what, count in sorted(met.items())))
    print(f"{met.total()} faults in {seconds:.0f} s, {len(boat.told)} lines told to be written,")
    print(f"{len(boat.lines())} in the log, all posted {calm:.0f} s after; none lost, none doubled")
    assert not boat.verified()
    assert not boat.lost()
    assert not miscounted
    assert {n: found[n] for n in owed(boat.folder) if found[n] != 1} == {}
    assert len(boat.told) > seconds / 4, "the crew must have been writing"


def _calm(boat: Boat, seconds: float) -> None:
    """Let all be well for so long, or until all is posted: else one post alone meets the faults."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and boat.health().get("outbox") != 0:
        time.sleep(0.1)


def _writes(boat: Boat, mattermost: StandIn, name: str, over: threading.Event) -> None:
    sailor = mattermost.sailor(name)
    while not over.wait(0.3):
        # What fails was perhaps written, and perhaps not: nobody was told.
        with contextlib.suppress(OSError, http.client.HTTPException):
            boat.types(sailor)


if __name__ == "__main__":
    crossing(Path(sys.argv[1]), float(sys.argv[2]), (drop, drop, plan, go_away))
