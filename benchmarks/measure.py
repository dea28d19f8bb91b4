"""Times whole processes in turn, and prints medians and ratios."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to time; `before` prepares each run and is not timed."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    env: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians over the runs: wall and processor seconds, peak resident memory in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def once(contender: Contender) -> Figures:
    """Run the command once. Raises RuntimeError if it fails."""
    contender.before()
    started = time.perf_counter()
    process = subprocess.Popen(
        contender.command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_as_installed() | dict(contender.env or {}),
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{contender.name} ended with {process.returncode}")
    return Figures(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _as_installed() -> dict[str, str]:
    """Return our environment, without what keeps Python from keeping the modules it compiled."""
    return {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def race(contenders: Sequence[Contender], runs: int = RUNS) -> dict[str, Figures]:
    """Run all in turn, one warm-up and then `runs` times; return each one's medians."""
    taken: dict[str, list[Figures]] = {contender.name: [] for contender in contenders}
    for turn in range(runs + 1):
        for contender in contenders:
            figures = once(contender)
            if turn:
                taken[contender.name].append(figures)
    return {
        name: Figures(
            statistics.median(one.wall_s for one in all_runs),
            statistics.median(one.cpu_s for one in all_runs),
            statistics.median(one.peak_mb for one in all_runs),
        )
        for name, all_runs in taken.items()
    }


def table(medians: Mapping[str, Figures], ours: str, count: int, what: str) -> str:
    """Return the medians as a Markdown table; `count` things of kind `what` were done."""
    rows = [
        f"| | wall s | processor s | {what}/s | peak MB | our speed ÷ its speed |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in medians.items():
        ratio = one.wall_s / medians[ours].wall_s
        rows.append(
            f"| {name} | {one.wall_s:.2f} | {one.cpu_s:.2f} | {count / one.wall_s:,.0f} "
            f"| {one.peak_mb:.0f} | {ratio:.2f} |"
        )
    return "\n".join(rows)


def python() -> str:
    """Return this interpreter, so that peers and we run on the same one."""
    return sys.executable
