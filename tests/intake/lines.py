"""An intake for one feed, and what it says of hand-made lines."""

from collections.abc import Iterable

from logbook.intake import FeedIntake, Intake
from logbook.model.observations import Report
from logbook.nmea0183.framer import LineSplitter


def one_feed() -> FeedIntake:
    """Return the intake of a boat with one feed."""
    return Intake().feed("boat", 0)


def replay(data: bytes, feed: FeedIntake, chunk: int = 4096) -> list[Report]:
    """Return all reports of a recording; its own time of day is the time that runs."""
    splitter = LineSplitter()
    chunks = [data[at : at + chunk] for at in range(0, len(data), chunk)]
    reports = []
    now = 0.0
    for lines in (*(splitter.split(piece) for piece in chunks), [splitter.end() or b""]):
        for report in feed.take_many(lines, now):
            reports.append(report)
            if report.tod is not None:
                now = feed.now = report.tod
    return reports


def taken(feed: FeedIntake, lines: Iterable[bytes], now: float = 0.0) -> list[Report | None]:
    """Return what each line gives on its own, one second apart."""
    return [feed.take(line, now + second) for second, line in enumerate(lines)]
