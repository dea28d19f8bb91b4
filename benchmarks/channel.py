"""The channel's commands: ten members at once, on a large log beside an empty one; many in a row.

`python -m benchmarks.channel [--quick]`: some five minutes, two with a small log and `--quick`.
Both logs are kept by servers that hear 200 sentences a second and post to a stand-in Mattermost
each. signalk-logbook's list of a day takes part where SIGNALK_LOGBOOK names the folder of its Node
package `@meri-imperiumi/signalk-logbook`.
"""

import contextlib
import os
import resource
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import large, servers
from benchmarks.crew import LONGEST_S, THINKS_S, Call, Crew, is_whole, words
from benchmarks.day import beside
from benchmarks.feeder import AT_SEA, Feeder
from benchmarks.hour import hours
from benchmarks.mattermost import CREW, Mattermost
from benchmarks.processes import Running, get
from benchmarks.store import DAY

RATE = 200.0
PAUSE_S = 0.03
PATIENCE_S = 90.0
_EVENING_S = 22 * 3600
COMMANDS: Mapping[str, str] = {
    "/log": "Line ",
    "/position": "SOG",
    "/log-list today": "UTC",
    "/weather": "wind",
    "/log-status": "Integrity",
}
"""What is typed, and what stands in a right answer."""
LISTED = 100
"""Lines that `/log-list today` tells: as many are written on both logs before anything counts."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: days of the large log, seconds of typing on each log, and so on."""

    days: int = large.DAYS
    stretches: int = 5
    stretch_s: float = 12.0
    rounds: int = 40
    in_a_row: int = 2000
    hours: int = 3


QUICK = Scale(days=20, stretches=1, rounds=10, in_a_row=200, hours=1)
Taken = dict[tuple[str, str], list[float]]
"""Seconds of each answer, by command and log."""


def main() -> None:
    """Print the figures."""
    scale = QUICK if "--quick" in sys.argv[1:] else Scale()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        with together(place, scale) as crews:
            for crew in crews.values():
                warm_up(crew)
            pace = f"{THINKS_S[0]:g} to {THINKS_S[1]:g} s after an answer"
            print(table(f"{CREW} members at once, each {pace}", typing(crews, scale)))
            print(table(f"{CREW} members, one after the other", in_turn(crews, scale.rounds, 1)))
            print(table(f"{CREW} members in the same instant", in_turn(crews, scale.rounds, CREW)))
            print(f"\n{in_a_row(crews['large'], scale.in_a_row)}")
            print(f"\n{beside(crews['large'], place / 'day')}")
        print(f"\n{hours(place, scale.hours)}")


@contextmanager
def together(place: Path, scale: Scale) -> Iterator[dict[str, Crew]]:
    """Run a server on an empty log and one on a large one, both heard and set up."""
    with ExitStack() as stack:
        folders = {name: place / name for name in ("empty", "large")}
        large.fill(place / "filled", time.time() - 60.0, scale.days)
        # Longer than it takes: on a busy machine too the feed must not end first.
        seconds = 300.0 + 2 * scale.stretches * scale.stretch_s + 3.0 * scale.rounds
        feeder = stack.enter_context(Feeder(RATE, seconds, AT_SEA))
        crews: dict[str, Crew] = {}
        running: dict[str, Running] = {}
        for name, folder in folders.items():
            port = servers.free_port()
            service = servers.ours(folder, feeder.port, port, evening())
            if name == "large":
                (place / "filled").rename(folder / "data")
            chat = stack.enter_context(Mattermost())
            chat.connect(folder, port)
            running[name] = Running(service)
            stack.callback(running[name].stop)
            crews[name] = Crew(port, folder / "data", chat.told.crew)
        feeder.wait()
        for crew in crews.values():
            by_gps(crew.port)
        lines, points = scale.days * large.LINES_A_DAY, scale.days * large.POINTS_A_DAY
        print(f"{feeder.rate:.0f} sentences/s; {lines:,} lines and {points:,} points, or none")
        try:
            yield crews
        except (OSError, RuntimeError) as error:
            said = "; ".join(f"{name}: {one.complaints}" for name, one in running.items())
            raise RuntimeError(f"{error} ({said})") from error


def by_gps(port: int) -> None:
    """Wait until the log goes by the GPS. Raises RuntimeError where it does not."""
    health: Any = {}
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        health = get(port, "/healthz") or {}
        if health.get("clock", {}).get("source") == "gps":
            return
        time.sleep(0.1)
    raise RuntimeError(f"no GPS is believed after {PATIENCE_S:.0f} s: {health}")


def evening() -> str:
    """Return the settings of a ship where it is evening, so that a day of lines is today's.

    Nobody is asked to wait: what a crew that never pauses would be told is not what is measured.
    """
    hours = round((_EVENING_S - time.time() % DAY) / 3600)
    hours = (hours + 12) % 24 - 12
    zone = f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    return f'[ship]\nlanguage = "en"\ntime = "{zone}"\n[http]\nmember_calls = 100000\n'


def warm_up(crew: Crew) -> None:
    """Write a day's lines, and let every member type every command; what is wrong is said."""
    for first in range(0, LISTED, CREW):
        crew.at_once([f"/log before {first + who}" for who in range(CREW)])
    for command in COMMANDS:
        for call in crew.at_once([command if command != "/log" else "/log warm"] * CREW):
            checked(call)


def checked(call: Call) -> str:
    """Return which command was answered. Raises RuntimeError where the answer is not right."""
    command = "/log" if call.line.startswith("/log ") else call.line
    if COMMANDS[command] not in call.words:
        raise RuntimeError(f"{call.line}: {call.words}")
    return command


def typing(crews: Mapping[str, Crew], scale: Scale) -> Taken:
    """Let ten members type as people do, for a stretch on one log and then on the other."""
    taken: Taken = {}
    random = Random(scale.days)
    for _ in range(scale.stretches):
        for name, crew in crews.items():
            for call in crew.typing(list(COMMANDS), scale.stretch_s, random):
                taken.setdefault((checked(call), name), []).append(call.seconds)
    return taken


def in_turn(crews: Mapping[str, Crew], rounds: int, size: int) -> Taken:
    """Let ten members type once a round, so many in the same instant, on one log and the other."""
    taken: Taken = {}
    for turn in range(rounds):
        for name, crew in crews.items():
            asked = [list(COMMANDS)[(turn + who) % len(COMMANDS)] for who in range(CREW)]
            lines = [
                f"/log tack {turn}-{size}-{who}" if one == "/log" else one
                for who, one in enumerate(asked)
            ]
            for first in range(0, CREW, size):
                for call in crew.at_once(lines[first : first + size], first):
                    taken.setdefault((checked(call), name), []).append(call.seconds)
                time.sleep(PAUSE_S)
    return taken


def table(told: str, taken: Taken) -> str:
    """Return the figures of each command on both logs, in milliseconds, and the machine's load."""
    count = sum(map(len, taken.values()))
    rows = [
        f"\n{told}: {count:,} commands; load {os.getloadavg()[0]:.1f}\n",
        "| | empty p50 ms | p99 ms | large p50 ms | p99 ms | large ÷ empty, p50 |",
        "|---|---|---|---|---|---|",
    ]
    for command in COMMANDS:
        empty, full = (taken[command, name] for name in ("empty", "large"))
        figures = " | ".join(
            f"{share(times, part) * 1e3:.1f}" for times in (empty, full) for part in (50, 99)
        )
        rows.append(f"| `{command}` | {figures} | {share(full, 50) / share(empty, 50):.2f} |")
    return "\n".join(rows)


def share(times: Sequence[float], percent: int) -> float:
    """Return the time within which so many of a hundred are answered."""
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def in_a_row(crew: Crew, count: int) -> str:
    """Type so many commands, each on a connection that is left open, and see that none hangs."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * count), hard))
    taken: list[float] = []
    with ExitStack() as stack:
        for number in range(count):
            begun = time.perf_counter()
            # Of the server's own accord it closes each with its answer.
            one = stack.enter_context(socket.create_connection(("127.0.0.1", crew.port), LONGEST_S))
            one.sendall(crew.typed("/position", number % CREW))
            heard = b""
            while not is_whole(heard):
                heard += one.recv(1 << 16)
            taken.append(time.perf_counter() - begun)
            if COMMANDS["/position"] not in words(heard):
                raise RuntimeError(words(heard))
    return (
        f"{count:,} `/position` in a row, each connection left open: p50"
        f" {share(taken, 50) * 1e3:.1f} ms, p99 {share(taken, 99) * 1e3:.1f} ms,"
        f" worst {max(taken) * 1e3:.0f} ms"
    )


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
