"""`/weather chart 48h` on two days of a boat with a dozen sensors: milliseconds and megabytes.

Run as `python -m benchmarks.chart`: the very function that the command calls, from the track on
disk to the PNG, without the chat. The first chart loads Pillow and the sun's tables.
"""

import math
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from logbook.locale import speaker
from logbook.model.entries import Origin
from logbook.model.observations import Sample
from logbook.model.quantities import BARO, QUANTITIES, TWD, TWS
from logbook.model.weather_spell import QUANTITIES as DRAWN
from logbook.model.weather_spell import gathered
from logbook.verbs.bridge import Bridge
from logbook.verbs.chart import chart
from tests.verbs.aboard import NOON, aboard

SPAN_S: Final = 48 * 3600.0
RUNS: Final = 15


def samples() -> Iterator[Sample]:
    """Yield two days of twelve quantities by the minute, wind and glass among them."""
    others = [name for name in QUANTITIES if name not in DRAWN][:9]
    for minute in range(int(SPAN_S / 60)):
        at = NOON - SPAN_S + 60.0 * minute
        swing = math.sin(minute / 300)
        yield Sample(at, BARO, 101_300 + 600 * swing, 101_290.0 + 600 * swing, 101_999.0, 60)
        yield Sample(at, TWS, 9 + 4 * swing, 4.0, 14 + 4 * swing + minute % 7, 60)
        yield Sample(at, TWD, (230 + 40 * swing) % 360, None, None, 60)
        for name in others:
            yield Sample(at, name, 10.0, 9.0, 11.0, 60)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return milliseconds of wall and of processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _read(bridge: Bridge) -> None:
    with bridge.readers.track() as track:
        gathered(track.samples(DRAWN, NOON - SPAN_S - 60, NOON), NOON, SPAN_S, 60.0)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, aboard(Path(folder)) as ship:
        ship.track.write((), None, list(samples()), Origin.AUTO)
        bridge, say = ship.bridge, speaker("fr")
        _read(bridge)
        before = _resident_mb()

        def draw() -> None:
            chart(bridge, say, SPAN_S)

        first = _timed(draw)
        runs = [_timed(draw) for _ in range(RUNS)]
        reading = [_timed(lambda: _read(bridge)) for _ in range(RUNS)]
        after = _resident_mb()
        size = len(chart(bridge, say, SPAN_S).png)
    print("| | wall ms | its least | processor ms |\n|---|---|---|---|")
    for name, found in (("the first", [first]), ("each after", runs), ("its reading", reading)):
        wall = statistics.median(one[0] for one in found)
        least = min(one[0] for one in found)
        cpu = statistics.median(one[1] for one in found)
        print(f"| {name} | {wall:.0f} | {least:.0f} | {cpu:.0f} |")
    print(f"\n{size / 1000:.0f} kB; {before:.0f} MB before the first, {after:.0f} MB after all")


if __name__ == "__main__":
    main()
