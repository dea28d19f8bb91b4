"""How fast and how small the store is: appends, track batches, bytes on disk, a year at sea.

Run as `python -m benchmarks.store [FOLDER]`; FOLDER says which disk is measured.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position, Sample, TrackPoint
from logbook.model.quantities import QUANTITIES, Quantity
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader

START = 1_767_225_600.0
DAY = 86_400
TWELVE = tuple(QUANTITIES)[:12]
RUNS = 5


def line(number: int, at: float) -> Draft:
    """Return an hourly line of usual length."""
    return Draft(
        at=at,
        written_at=at,
        kind=EntryKind.HOURLY,
        origin=Origin.AUTO,
        text="48°22,41'N 004°29,87'W, SOG 6,1 kn, COG 271°, vent 12 kn du 240°, 1013 hPa stable",
        timing=Timing(ClockSource.GPS, 0.25, "4f1d", 1000.0 + number),
        position=Position(48.3735, -4.4983),
        position_source=PositionSource.GPS,
        sog=3.1,
        cog=271.0,
        conditions={quantity: Condition(12.5, 1.0) for quantity in TWELVE},
        facts={"distance_m": 11_112.0},
        key=f"hourly:{number}",
    )


def points(first: int, count: int, every: int = 20) -> list[TrackPoint]:
    """Return `count` points of a boat that sails, one every `every` seconds."""
    return [
        TrackPoint(
            START + n * every, 48 + n / 1e6, -5 - n / 2e6, 3.1, float(n % 360), 62.1, gap=False
        )
        for n in range(first, first + count)
    ]


def samples(at: float) -> list[Sample]:
    """Return a minute of twelve quantities."""
    return [
        Sample(at, quantity, 100 + at % 97, 99.5 + at % 97, 101.0 + at % 97, 60)
        for quantity in TWELVE
    ]


@contextmanager
def folder() -> Iterator[Path]:
    """Give an empty folder on the disk to be measured."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        yield Path(name)


def median_s(action: Callable[[int], object]) -> float:
    """Return the median of the seconds that each of RUNS calls takes."""
    taken = []
    for run in range(RUNS):
        start = time.perf_counter()
        action(run)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def appends() -> None:
    """Time entries, each with a commit of its own."""

    def five_hundred(book: Book, run: int) -> None:
        for number in range(run * 500, run * 500 + 500):
            book.append([line(number, START + number)])

    with folder() as place, Book(place) as book:
        print(
            f"entries, one a commit: {500 / median_s(lambda run: five_hundred(book, run)):,.0f}/s"
        )


def batches() -> None:
    """Time points of the track in batches of 60 and of 5,000."""
    for size, many in ((60, 50), (5000, 4)):

        def write(track: Track, run: int, size: int = size, many: int = many) -> None:
            for batch in range(run * many, run * many + many):
                track.write(points(batch * size, size), None, [], Origin.AUTO)

        with folder() as place, Track(place, "v") as track:
            taken = median_s(lambda run, track=track: write(track, run))  # type: ignore[misc] # a bound loop variable
            print(f"track, batches of {size}: {size * many / taken:,.0f} points/s")


def hour_at_sea() -> None:
    """Count the bytes that an hour at sea hands to the disk, a batch every ten seconds."""
    with folder() as place, Track(place, "v") as track:
        before = written()
        for second in range(0, 3600, 10):
            new = points(second // 20, 1) if second % 20 == 0 else []
            last = points(second // 10 + 1_000_000, 1, 10)[0]
            minute = samples(START + second) if second % 60 == 0 else []
            track.write(new, last, minute, Origin.AUTO)
        track.close()
        print(f"an hour at sea, handed to the disk: {(written() - before) / 1e6:.1f} MB")


def written() -> int:
    """Return the bytes that this process has handed to the disk."""
    for row in Path("/proc/self/io").read_text().splitlines():
        if row.startswith("write_bytes"):
            return int(row.split()[1])
    return 0


def year() -> None:
    """State the size after a year, and whether a day reads as fast as after one day."""
    for days in (1, 365):
        with folder() as place:
            with Book(place) as book, Track(place, book.vessel) as track:
                for day in range(days):
                    fill(book, track, day)
            sizes = [(place / name).stat().st_size / 1e6 for name in ("logbook.db", "track.db")]
            since = START + (days - 1) * DAY
            with BookReader(place) as reader, TrackReader(place) as tracks:
                took = [
                    median_s(lambda _, r=reader, t=since: list(r.entries(t, t + DAY))),  # type: ignore[misc] # bound loop variables
                    median_s(lambda _, r=tracks, t=since: list(r.points(t, t + DAY))),  # type: ignore[misc] # bound loop variables
                    median_s(lambda _, r=tracks, t=since: list(r.samples(Quantity("tws"), t))),  # type: ignore[misc] # bound loop variables
                ]
                print(
                    f"{days} day(s): logbook.db {sizes[0]:.1f} MB, track.db {sizes[1]:.1f} MB;"
                    " the last day's entries, points, wind in ms: "
                    + ", ".join(f"{seconds * 1000:.1f}" for seconds in took)
                )


def fill(book: Book, track: Track, day: int) -> None:
    """Write a day: 24 lines, 4,320 points, 12 samples a minute."""
    book.append([line(day * 24 + hour, START + day * DAY + hour * 3600) for hour in range(24)])
    minutes = range(day * DAY, day * DAY + DAY, 60)
    held = [sample for minute in minutes for sample in samples(START + minute)]
    track.write(points(day * 4320, 4320), None, held, Origin.AUTO)


def read_back() -> None:
    """Time the reading of a million points."""
    with folder() as place, Track(place, "v") as track:
        for batch in range(100):
            track.write(points(batch * 10_000, 10_000), None, [], Origin.AUTO)
        size = track.path.stat().st_size
        with TrackReader(place) as reader:
            taken = median_s(lambda _: sum(map(len, reader.points())))
        print(f"1,000,000 points: {size / 1e6:.1f} MB, read in {taken:.2f} s")


if __name__ == "__main__":
    appends()
    batches()
    hour_at_sea()
    read_back()
    year()
