"""Changing the watch: its summary on a log of 100,000 lines and 5,000,000 points.

`python -m benchmarks.watch`. Watches of four hours and of a day, at sea with twelve sensors; the
books and the readers are the real ones, without the chat.
"""

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.large import LINES, POINTS, fill
from logbook.locale import speaker
from logbook.model.entries import EntryKind
from logbook.summaries.handover import rows
from logbook.verbs.bridge import Bridge, Way
from logbook.verbs.handover import handover
from tests.verbs.aboard import NOON, Aboard, aboard

HOUR = 3600.0
ROUNDS = 200
_WATCHES_A_DAY = 6
_WATCH_DAYS = 1000


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        fill(folder, NOON)
        with aboard(folder) as ship:
            ship.ship.passage = Way(moving=True, departed_at=NOON - 30 * HOUR, sailed_m=0.0)
            print(f"{LINES:,} lines, {POINTS:,} points, {_watches(ship):,} changes of the watch")
            for hours in (24.0, 4.0):
                ship.wrote(EntryKind.WATCH, NOON - hours * HOUR, facts={"watch": ["Paul"]})
                _time(ship.bridge, hours)
    print(f"load {Path('/proc/loadavg').read_text(encoding='ascii').split()[0]}")


def _watches(ship: Aboard) -> int:
    """Write years of watches, all of them before the last day."""
    first = ship.wrote(EntryKind.WATCH, NOON - 30 * HOUR, facts={"watch": ["Léa"]})
    count = _WATCH_DAYS * _WATCHES_A_DAY
    one = first.draft
    ship.book.append(
        [
            replace(one, at=one.at - number * 4 * HOUR, text=f"watch {number}")
            for number in range(count, 0, -1)
        ]
    )
    return count


def _time(bridge: Bridge, hours: float) -> None:
    def summed_up() -> list[str]:
        watch = handover(bridge)
        assert watch is not None
        assert watch.until - watch.since == hours * HOUR
        return rows(speaker("en"), watch)

    wall, processor = _median(summed_up)
    print(f"{hours:.0f} h: {wall:.1f} ms, of the processor {processor:.1f} ms")


def _median(work: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of the wall's and of the processor's time, ms."""
    taken = []
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), _used()
        work()
        taken.append((time.perf_counter() - began, _used() - used))
    wall, processor = zip(*taken, strict=True)
    return 1000 * statistics.median(wall), 1000 * statistics.median(processor)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
