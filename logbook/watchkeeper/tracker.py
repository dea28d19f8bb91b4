"""Writes the track on a thread of its own, so that no line of the log ever waits for it.

The track may be slow, full or damaged: what it cannot take now is held, within bounds, and given
again; the log goes on and says so.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final

from logbook.guard.tended import Tended
from logbook.model.entries import Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.refusal import Refusal
from logbook.store.reserve import Reserve
from logbook.store.track import Track

_log = logging.getLogger(__name__)

RETRY_S: Final = 10.0
MOST_POINTS: Final = 50_000
MOST_SAMPLES: Final = 200_000
"""Days of a busy boat. Beyond them the oldest are given up: memory is not a disk."""


class Tracker:
    """Takes batches from the recorder, from `start` to `stop`; never waits, never refuses.

    `opened` opens the track; where it cannot be opened, it is tried again with every batch. While
    the `reserve` of the disk is spent nothing is written: the room is for lines of the log.
    """

    def __init__(
        self,
        opened: Callable[[], Track],
        reserve: Reserve | None = None,
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        self.fault: Refusal | None = None
        self.lost = 0
        self._opened = opened
        self._reserve = reserve
        self._retry_s = retry_s
        self._track: Track | None = None
        self._points: list[TrackPoint] = []
        self._samples: list[Sample] = []
        self._provisional: TrackPoint | None = None
        self._origin = Origin.AUTO
        self._something = threading.Condition()
        self._waiting = self._stopping = False
        self._thread = Tended(self._run, name="track", daemon=False)
        self._attempt(self._open)

    @property
    def count(self) -> int:
        """How many points stand on the disk."""
        return 0 if self._track is None else self._track.count()

    @property
    def thread(self) -> Tended:
        """Who writes it."""
        return self._thread

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write what is held, once more if need be, and close the track."""
        with self._something:
            self._stopping = True
            self._something.notify_all()
        if self._thread.is_alive():
            self._thread.join()
        if self._track is not None:
            self._track.close()

    def write(
        self,
        points: Sequence[TrackPoint],
        provisional: TrackPoint | None,
        samples: Sequence[Sample],
        origin: Origin,
    ) -> None:
        """Take a batch; of provisional points only the newest counts."""
        with self._something:
            self._points.extend(points)
            self._samples.extend(samples)
            self._provisional, self._origin = provisional, origin
            self._waiting = True
            self._bound()
            self._something.notify_all()

    def _bound(self) -> None:
        excess = len(self._points) - MOST_POINTS
        if excess > 0:
            del self._points[:excess]
            # What came between is not known any more, and that is what a gap says.
            self._points[0] = self._points[0]._replace(gap=True)
            self.lost += excess
        del self._samples[: max(0, len(self._samples) - MOST_SAMPLES)]

    def _run(self) -> None:
        stopping = False
        while not stopping:
            with self._something:
                while not (self._waiting or self._stopping):
                    self._something.wait()
                stopping = self._stopping
            if not self._attempt(self._write):
                with self._something:
                    if not self._stopping:
                        self._something.wait_for(lambda: self._stopping, self._retry_s)

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Do it; the outermost boundary of this thread, whose batches are given again."""
        try:
            work()
        except Refusal as refusal:
            if self.fault is None or self.fault.name != refusal.name:
                _log.error("the track cannot be written: %s %s", refusal.name, refusal.facts)
            self.fault = refusal
        except Exception:  # noqa: BLE001 - the outermost boundary of the track's thread
            _log.exception("the track cannot be written")
            self.fault = Refusal("watch.track")
        else:
            self.fault = None
            return True
        return False

    def _open(self) -> Track:
        track = self._opened()
        track.count()
        self._track = track
        return track

    def _write(self) -> None:
        track = self._track or self._open()
        if self._reserve is not None and self._reserve.spent:
            raise Refusal("store.full", file=track.path)
        with self._something:
            points, samples = self._points, self._samples
            provisional, origin = self._provisional, self._origin
            self._points, self._samples, self._waiting = [], [], False
        try:
            track.write(points, provisional, samples, origin)
        except Refusal:
            with self._something:
                self._points[:0], self._samples[:0] = points, samples
                self._waiting = True
                self._bound()
            raise
