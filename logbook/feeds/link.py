"""What a feed's thread is given: where its bytes go, when to stop, and what is said of it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from logbook.feeds.queue import Batch, LineQueue
from logbook.model.refusal import Refusal
from logbook.nmea0183.framer import LineSplitter

SILENT_S = 10.0
"""A feed is silent once nothing was heard for so long: as long as a depth may be quoted."""

State = Literal["up", "silent", "down"]


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed does: `age_s` since it was last heard (None: never), `error` why it is down.

    `connections` counts how often it was opened, `lines` and `bytes` what it sent, `dropped`
    the lines that the full queue lost, `endless` the lines cut for having no end. `ended` is a
    file or standard input that came to its end.
    """

    name: str
    state: State
    age_s: float | None
    bytes: int
    lines: int
    dropped: int
    endless: int
    connections: int
    ended: bool
    error: Refusal | None


class FeedLink:
    """One feed's end of the queue; its own thread writes, any thread may read `state`."""

    def __init__(
        self, name: str, feed: int, queue: LineQueue, boot_now: Callable[[], float]
    ) -> None:
        self.name = name
        self.boot_now = boot_now
        self.bytes = 0
        self._feed = feed
        self._queue = queue
        self._splitter = LineSplitter()
        self._stop = threading.Event()
        self._open = False
        self._ended = False
        self._connections = 0
        self._lines = 0
        self._heard: float | None = None
        self._error: Refusal | None = None

    @property
    def stopping(self) -> bool:
        """Whether the feed must leave off."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the feed to leave off."""
        self._stop.set()

    def pause(self, seconds: float) -> bool:
        """Wait; return whether the feed must leave off."""
        return self._stop.wait(seconds)

    def opened(self) -> None:
        """Say that the feed is connected, bound or open; what was cut off before is forgotten."""
        self._splitter.end()
        self._connections += 1
        self._error = None
        self._open = True

    def closed(self, error: Refusal | None) -> None:
        """Say that the feed is down, and why; None when it came to its end."""
        self._open = False
        self._error = error
        self._ended = error is None

    def heard(self, chunk: bytes) -> None:
        """Pass on bytes of a stream; a line may be cut anywhere between two chunks."""
        self.lines(self._splitter.split(chunk), len(chunk))

    def datagram(self, datagram: bytes) -> None:
        """Pass on a datagram: whole lines, the last of which may lack its end."""
        lines = self._splitter.split(datagram)
        last = self._splitter.end()
        self.lines(lines if last is None else [*lines, last], len(datagram))

    def rest(self) -> None:
        """Pass on the last line of a stream that ended without the line's end."""
        last = self._splitter.end()
        if last is not None:
            self.lines([last], 0)

    def lines(self, lines: Sequence[bytes], size: int) -> None:
        """Pass on lines, of `size` bytes in all."""
        boot = self.boot_now()
        if size:
            self.bytes += size
            self._heard = boot
        if lines:
            self._lines += len(lines)
            self._queue.put(Batch(self._feed, boot, lines))

    @property
    def silent_s(self) -> float:
        """Seconds since the feed was last heard, or since ever."""
        return float("inf") if self._heard is None else self.boot_now() - self._heard

    def state(self) -> FeedState:
        """Return how the feed does now."""
        age = None if self._heard is None else max(0.0, self.boot_now() - self._heard)
        state: State = "down"
        if self._open:
            state = "up" if age is not None and age <= SILENT_S else "silent"
        return FeedState(
            name=self.name,
            state=state,
            age_s=age,
            bytes=self.bytes,
            lines=self._lines,
            dropped=self._queue.dropped(self._feed),
            endless=self._splitter.endless,
            connections=self._connections,
            ended=self._ended,
            error=self._error,
        )
