"""The thread that posts: it wakes at news and when something is due, and never gives up."""

import logging
import math
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from logbook.chat.live_card import LiveCard
from logbook.chat.orders import Orders
from logbook.chat.outbox import Delivery
from logbook.chat.sight import Sight
from logbook.guard.tended import Tended
from logbook.model.refusal import Refusal
from logbook.store.book_reader import BookReader
from logbook.store.outbox import Outbox, Owed, OwedState

_log = logging.getLogger(__name__)

BREATH_S: Final = 0.05
"""Whoever wrote a line is answered before it is posted: one post is as much work as their call."""
_LONGEST_S: Final = 10.0
"""Settings are looked at so often; a machine that slept is noticed as soon."""
_MISHAP_S: Final = 30.0
_JOIN_S: Final = 25.0
"""Longer than a call to the server may take."""


@dataclass(frozen=True, slots=True)
class PosterStatus:
    """How the posting does: what waits, what was given up (the latest), and what holds it up."""

    waiting: int
    parked: int
    given_up: tuple[Owed, ...]
    fault: Refusal | None


class Poster:
    """Posts what one book owes, and keeps the live card, from `start` to `stop`.

    `orders` returns what holds for the channel now, None while no chat is set up; it may raise
    Refusal. `sight` returns the ship as she is. `clock` returns steady seconds and ship's time.
    `book` lends a reader of the log.
    """

    def __init__(
        self,
        outbox: Outbox,
        vessel: str,
        book: Callable[[], AbstractContextManager[BookReader]],
        *,
        orders: Callable[[], Orders | None],
        sight: Callable[[], Sight],
        clock: Callable[[], tuple[float, float]],
    ) -> None:
        self._outbox = outbox
        self._delivery = Delivery(outbox, book)
        self._live = LiveCard(outbox, vessel)
        self._orders = orders
        self._sight = sight
        self._clock = clock
        self._last: Orders | None = None
        self._mishap: Refusal | None = None
        self._stopping = threading.Event()
        self._thread = Tended(self._run, name="poster")

    def start(self) -> None:
        """Begin to post."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the call in progress; what is not posted waits for the next start."""
        self._stopping.set()
        self._outbox.news.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def wake(self) -> None:
        """Look at once at what is due; news in the outbox wakes by itself."""
        self._outbox.news.set()

    @property
    def thread(self) -> Tended:
        """Who posts."""
        return self._thread

    @property
    def fault(self) -> Refusal | None:
        """What holds the posts up now, None while nothing does; never waits."""
        return self._mishap or self._delivery.fault or self._live.fault

    def status(self) -> PosterStatus:
        """Return how the posting does; asks the book."""
        return PosterStatus(
            self._outbox.held,
            self._outbox.count(OwedState.PARKED),
            tuple(self._outbox.parked(5)),
            self.fault,
        )

    def _run(self) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            if self._outbox.news.wait(pause) and self._stopping.wait(BREATH_S):
                return
            self._outbox.news.clear()
            if self._stopping.is_set():
                return
            pause = self._guarded()

    def _guarded(self) -> float:
        """Make one round; the outermost boundary of this thread. Return how long to pause (s)."""
        try:
            now = self._clock()[0]
            due = self._round()
        except Refusal as refusal:
            if self._mishap is None or self._mishap.name != refusal.name:
                _log.error("nothing is posted: %s %s", refusal.name, refusal.facts)
            self._mishap = refusal
            return _MISHAP_S
        except Exception:  # noqa: BLE001 - the outermost boundary of the poster's thread
            _log.exception("what is owed could not be posted")
            self._mishap = Refusal("cards.held_fault")
            return _MISHAP_S
        self._mishap = None
        return min(max(due - now, 0.0), _LONGEST_S)

    def _round(self) -> float:
        orders = self._orders()
        if orders is None:
            return math.inf
        if orders != self._last:
            # A new token, another channel: what was refused may go through now.
            self._delivery.try_now()
            self._last = orders
        now, utc = self._clock()
        due = self._delivery.deliver(now, utc, orders)
        if self._delivery.fault is not None:
            return due
        return min(due, self._live.show(now, self._sight(), orders))
