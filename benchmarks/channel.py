"""The channel's commands: ten members at once, on a large log beside an empty one; many in a row.

`python -m benchmarks.channel [ROUNDS]`. Both logs are kept by servers that hear 200 sentences a
second and post to a stand-in Mattermost each. signalk-logbook's list of a day takes part where
SIGNALK_LOGBOOK names the folder of its Node package `@meri-imperiumi/signalk-logbook`.
"""

import contextlib
import resource
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import servers
from benchmarks.crew import LONGEST_S, Crew, is_whole, words
from benchmarks.day import beside
from benchmarks.feeder import AT_SEA, Feeder
from benchmarks.hour import hours
from benchmarks.large import LINES, POINTS, fill
from benchmarks.mattermost import CREW, Mattermost
from benchmarks.processes import Running
from benchmarks.store import DAY

RATE = 200.0
ROUNDS = 200
IN_A_ROW = 2000
WARM_UP = 11
PAUSE_S = 0.05
_EVENING_S = 22 * 3600
COMMANDS: Mapping[str, str] = {
    "/log": "Line ",
    "/position": "SOG",
    "/log-list today": "UTC",
    "/weather": "wind",
    "/log-status": "Chain",
}
"""What is typed, and what stands in a right answer."""


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        with together(place, 300.0 + rounds * 1.5) as crews:
            print(typing(crews, rounds, CREW))
            print(f"\n{typing(crews, rounds // 2, 1)}")
            for name, crew in crews.items():
                print(f"\n{name}: {in_a_row(crew)}")
            print(f"\n{beside(crews['large'], place / 'day')}")
        print(f"\n{hours(place)}")


@contextmanager
def together(place: Path, seconds: float) -> Iterator[dict[str, Crew]]:
    """Run a server on an empty log and one on a large one, both heard and set up."""
    with ExitStack() as stack:
        folders = {name: place / name for name in ("empty", "large")}
        fill(place / "filled", time.time() - 60.0)
        feeder = stack.enter_context(Feeder(RATE, seconds, AT_SEA))
        crews = {}
        for name, folder in folders.items():
            port = servers.free_port()
            service = servers.ours(folder, feeder.port, port, evening())
            if name == "large":
                (place / "filled").rename(folder / "data")
            chat = stack.enter_context(Mattermost())
            chat.connect(folder, port)
            running = Running(service)
            stack.callback(running.stop)
            crews[name] = Crew(port, folder / "data", chat.told.crew)
        feeder.wait()
        print(f"{feeder.rate:.0f} sentences/s; {LINES:,} lines and {POINTS:,} points, or none")
        yield crews


def evening() -> str:
    """Return the settings of a ship where it is evening, so that a day of lines is today's.

    Nobody is asked to wait: what a crew that never pauses would be told is not what is measured.
    """
    hours = round((_EVENING_S - time.time() % DAY) / 3600)
    hours = (hours + 12) % 24 - 12
    zone = f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    return f'[ship]\nlanguage = "en"\ntime = "{zone}"\n[http]\nmember_calls = 100000\n'


def typing(crews: Mapping[str, Crew], rounds: int, size: int) -> str:
    """Let ten members type, so many in the same instant, on one log and then on the other."""
    taken: dict[tuple[str, str], list[float]] = {}
    count = 0
    for turn in range(rounds + WARM_UP):
        for name, crew in crews.items():
            asked = [list(COMMANDS)[(turn + who) % len(COMMANDS)] for who in range(CREW)]
            lines = [
                f"/log tack {turn}-{who}" if one == "/log" else one for who, one in enumerate(asked)
            ]
            answers = [
                answer
                for first in range(0, CREW, size)
                for answer in paused(crew.at_once(lines[first : first + size], first))
            ]
            for one, (seconds, told) in zip(asked, answers, strict=True):
                if COMMANDS[one] not in told and turn >= WARM_UP:
                    raise RuntimeError(f"{one}: {told}")
                if turn >= WARM_UP:
                    taken.setdefault((one, name), []).append(seconds)
                    count += 1
    rows = [
        f"{CREW} members, {size} in the same instant, {count:,} commands\n",
        "| | empty p50 ms | p99 ms | large p50 ms | p99 ms | large ÷ empty, p50 |",
        "|---|---|---|---|---|---|",
    ]
    for one in COMMANDS:
        empty, large = (taken[one, name] for name in crews)
        figures = " | ".join(
            f"{share(times, part) * 1e3:.1f}" for times in (empty, large) for part in (50, 99)
        )
        rows.append(f"| `{one}` | {figures} | {share(large, 50) / share(empty, 50):.2f} |")
    return "\n".join(rows)


def paused(answers: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return the answers after the pause that a crew makes."""
    time.sleep(PAUSE_S)
    return answers


def share(times: Sequence[float], percent: int) -> float:
    """Return the time within which so many of a hundred are answered."""
    return statistics.quantiles(times, n=100)[percent - 1]


def in_a_row(crew: Crew) -> str:
    """Type 2,000 commands, each on a connection that is left open, and see that none hangs."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * IN_A_ROW), hard))
    taken: list[float] = []
    with ExitStack() as stack:
        for number in range(IN_A_ROW):
            begun = time.perf_counter()
            # Of the server's own accord it may close what has been idle for some seconds.
            one = stack.enter_context(socket.create_connection(("127.0.0.1", crew.port), LONGEST_S))
            one.sendall(crew.typed("/position", number % CREW))
            heard = b""
            while not is_whole(heard):
                heard += one.recv(1 << 16)
            taken.append(time.perf_counter() - begun)
            if COMMANDS["/position"] not in words(heard):
                raise RuntimeError(words(heard))
    return (
        f"{IN_A_ROW:,} `/position` in a row, each connection left open: p50"
        f" {share(taken, 50) * 1e3:.1f} ms, p99 {share(taken, 99) * 1e3:.1f} ms,"
        f" worst {max(taken) * 1e3:.0f} ms"
    )


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
