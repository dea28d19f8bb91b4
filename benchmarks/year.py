"""The store after a year at sea, beside the same after one day: sizes, and what reading takes.

`python -m benchmarks.year [FOLDER]`; FOLDER says which disk is measured. Each day is one leg of
24 hours, written through the real books as densely as a live boat is: a line an hour, a point
for each 33 fixes of a second (3 %), 12 quantities a minute.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.corpus import ROOT
from benchmarks.measure import RUNS, python
from benchmarks.store import DAY, START, line, points, samples
from logbook.model.entries import EntryKind, Origin
from logbook.store.book import Book
from logbook.store.track import Track

EVERY_S = 33
YEAR = 365
LAST_LEG = "the last leg"
COMMANDS: Mapping[str, Sequence[str]] = {
    "list, all of it": ["list"],
    f"list, {LAST_LEG}": ["list"],
    f"export gpx, {LAST_LEG}": ["export", "gpx"],
    f"export gpx plain, {LAST_LEG}": ["export", "gpx", "--profile", "plain"],
    "show 1": ["show", "1"],
    "verify": ["verify"],
}


def main() -> None:
    """Print the sizes, and the medians of the times."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as scratch:
        folders = {days: Path(scratch) / str(days) for days in (1, YEAR)}
        for days, folder in folders.items():
            sail(folder, days)
        print(f"medians of {RUNS}, whole processes\n")
        print("| | after a day | after a year | ratio |\n|---|---|---|---|")
        for name in ("logbook.db", "track.db"):
            day, year = ((folder / name).stat().st_size / 1e6 for folder in folders.values())
            print(f"| {name}, MB | {day:.2f} | {year:.1f} | {year / day:.0f} |")
        for title, words in COMMANDS.items():
            day, year = raced(title, words, folders)
            print(f"| {title}, s | {day:.2f} | {year:.2f} | {year / day:.2f} |")


def sail(folder: Path, days: int) -> None:
    """Write so many days."""
    folder.mkdir()
    with Book(folder) as book, Track(folder, book.vessel) as track:
        for day in range(days):
            begin = START + day * DAY
            hours = [line(day * 24 + hour, begin + hour * 3600) for hour in range(1, 24)]
            left = replace(line(0, begin), kind=EntryKind.DEPARTURE, key=f"departure:{day}")
            came = replace(line(0, begin + DAY - 60), kind=EntryKind.ARRIVAL, key=f"arrival:{day}")
            book.append([left, *hours, came])
            minutes = range(day * DAY, (day + 1) * DAY, 60)
            held = [sample for minute in minutes for sample in samples(START + minute)]
            first, last = (-(-day_ * DAY // EVERY_S) for day_ in (day, day + 1))
            track.write(points(first, last - first, EVERY_S), None, held, Origin.AUTO)


def raced(title: str, words: Sequence[str], folders: Mapping[int, Path]) -> list[float]:
    """Return the median seconds of a command on each book; they take turns."""
    taken: dict[int, list[float]] = {days: [] for days in folders}
    for _ in range(RUNS):
        for days, folder in folders.items():
            more = last_leg(days) if title.endswith(LAST_LEG) else ()
            command = [python(), str(ROOT / "app.py"), *words, *more, "--data", str(folder)]
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            taken[days].append(time.perf_counter() - begun)
    return [median(times) for times in taken.values()]


def last_leg(days: int) -> Sequence[str]:
    """Return the words that choose the last day."""
    since, until = START + (days - 1) * DAY, START + days * DAY - 60
    return ["--from", _iso(since), "--to", _iso(until)]


def _iso(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


if __name__ == "__main__":
    main()
