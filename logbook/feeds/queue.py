"""The bounded queue between the feeds and the recorder: full, it drops the oldest of the flooder.

Each feed has a share of its own, so that one that floods loses its own lines and nobody else's.
"""

import threading
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

LINES_A_FEED = 5000
"""A minute of a busy boat (60 sentences/s) and more: longer than a slow card keeps the recorder."""


class Batch(NamedTuple):
    """Lines of one feed, as they arrived: `boot` is when, seconds on the boot clock."""

    feed: int
    boot: float
    lines: Sequence[bytes]


class LineQueue:
    """Holds at most `lines_a_feed` lines for each of `feeds` feeds."""

    def __init__(self, feeds: int, lines_a_feed: int = LINES_A_FEED) -> None:
        self._bound = lines_a_feed
        self._waiting = [deque[Batch]() for _ in range(feeds)]
        self._lengths = [0] * feeds
        self._dropped = [0] * feeds
        self._something = threading.Condition()
        self._closed = False
        self._turn = 0

    def put(self, batch: Batch) -> None:
        """Add lines; never waits. What does not fit pushes out the oldest of the same feed."""
        feed = batch.feed
        excess = len(batch.lines) - self._bound
        with self._something:
            if excess > 0:
                self._dropped[feed] += excess
                batch = batch._replace(lines=batch.lines[excess:])
            self._waiting[feed].append(batch)
            self._lengths[feed] += len(batch.lines)
            while self._lengths[feed] > self._bound:
                oldest = self._waiting[feed].popleft()
                self._lengths[feed] -= len(oldest.lines)
                self._dropped[feed] += len(oldest.lines)
            self._something.notify()

    def take(self, timeout_s: float) -> Batch | None:
        """Return the next batch, the feeds in turn; None after `timeout_s`, or once closed."""
        with self._something:
            if not any(self._waiting) and not self._closed:
                self._something.wait(timeout_s)
            feeds = len(self._waiting)
            for step in range(feeds):
                feed = (self._turn + step) % feeds
                if self._waiting[feed]:
                    self._turn = feed + 1
                    batch = self._waiting[feed].popleft()
                    self._lengths[feed] -= len(batch.lines)
                    return batch
            return None

    def close(self) -> None:
        """Wake whoever waits; what is still held may be taken."""
        with self._something:
            self._closed = True
            self._something.notify_all()

    def __len__(self) -> int:
        return sum(self._lengths)

    def dropped(self, feed: int) -> int:
        """Return how many lines of a feed were dropped so far."""
        return self._dropped[feed]
