"""What the tests of feeds share: quick retries, and bounded waits on real threads."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from logbook.clock.boot import boot_now
from logbook.feeds.address import parse
from logbook.feeds.backoff import Backoff
from logbook.feeds.link import FeedLink
from logbook.feeds.queue import LineQueue
from logbook.feeds.supervisor import Feeds

PATIENCE_S = 10.0
START = 1_780_300_800.0
"""2026-06-01T08:00:00Z, where simulated passages of the tests begin."""


def soon(said: Callable[[], bool]) -> bool:
    """Return whether something comes true within the patience of a test."""
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        if said():
            return True
        time.sleep(0.005)
    return said()


def quick() -> Backoff:
    """Return waits short enough for a test."""
    return Backoff(first_s=0.02, last_s=0.1)


@contextmanager
def running(texts: Sequence[str], lines_a_feed: int = 5000) -> Iterator[Feeds]:
    """Run feeds, and stop them."""
    feeds = Feeds(
        [parse(text) for text in texts],
        boot_now=boot_now,
        start_utc=START,
        lines_a_feed=lines_a_feed,
        backoff=quick,
    )
    feeds.start()
    try:
        yield feeds
    finally:
        feeds.stop()


def lines_of(feeds: Feeds, feed: int, count: int) -> list[bytes]:
    """Return lines of one feed as they come, `count` of them or what patience gave."""
    lines: list[bytes] = []
    limit = time.monotonic() + PATIENCE_S
    while len(lines) < count and time.monotonic() < limit:
        batch = feeds.queue.take(0.1)
        if batch is not None and batch.feed == feed:
            lines += batch.lines
    return lines


class Alone:
    """A link of a single feed with a queue, on a clock that passes only when the feed waits."""

    def __init__(self, lines_a_feed: int = 1_000_000) -> None:
        self.boot = 0.0
        self.queue = LineQueue(1, lines_a_feed)
        self.waits = 0
        self.link = Waiting(self)

    def batches(self) -> list[tuple[float, list[bytes]]]:
        """Return what the feed sent: boot seconds and lines."""
        batches = []
        while (batch := self.queue.take(0.0)) is not None:
            batches.append((batch.boot, list(batch.lines)))
        return batches


class Waiting(FeedLink):
    """A link whose waits are only counted; it stops at `until` boot seconds."""

    def __init__(self, alone: Alone, until: float = 1e12) -> None:
        super().__init__("alone", 0, alone.queue, lambda: alone.boot)
        self._alone = alone
        self.until = until

    def pause(self, seconds: float) -> bool:
        self._alone.boot += seconds
        self._alone.waits += 1
        if self._alone.boot >= self.until:
            self.stop()
        return self.stopping
