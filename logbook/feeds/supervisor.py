"""Keeps every feed alive on a thread of its own, and knows how each one does."""

import logging
from collections.abc import Callable, Sequence

from logbook.feeds import file, serial, stdin, tcp, udp
from logbook.feeds.address import (
    Address,
    FileAddress,
    SerialAddress,
    SimulatedAddress,
    StdinAddress,
    TcpAddress,
    UdpAddress,
)
from logbook.feeds.backoff import Backoff
from logbook.feeds.link import FeedLink, FeedState
from logbook.feeds.queue import LINES_A_FEED, LineQueue
from logbook.feeds.simulated import feed as simulated
from logbook.guard.tended import Tended
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

_STOP_S = 3.0


class Feeds:
    """All feeds of the boat; their lines come out of `queue`, numbered as in `addresses`.

    `boot_now` returns boot seconds, which stamp each arrival; `start_utc` is where a simulated
    passage begins that has no `start` of its own; `backoff` makes the waits between attempts.
    Building starts nothing.
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        *,
        boot_now: Callable[[], float],
        start_utc: float,
        lines_a_feed: int = LINES_A_FEED,
        backoff: Callable[[], Backoff] = Backoff,
    ) -> None:
        self.queue = LineQueue(len(addresses), lines_a_feed)
        self._start_utc = start_utc
        self._backoff = backoff
        self._links = [
            FeedLink(address.text, number, self.queue, boot_now)
            for number, address in enumerate(addresses)
        ]
        self._threads = [
            Tended(self._keep, args=(address, link), name=f"feed {link.name}")
            for address, link in zip(addresses, self._links, strict=True)
        ]

    def start(self) -> None:
        """Start every feed."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop every feed, wait for them a little, and close the queue."""
        for link in self._links:
            link.stop()
        for thread in self._threads:
            # A thread within a long connect is left to the end of the process.
            if thread.is_alive():
                thread.join(_STOP_S)
        self.queue.close()

    @property
    def threads(self) -> Sequence[Tended]:
        """Who listens, in the order of the addresses."""
        return self._threads

    def states(self) -> tuple[FeedState, ...]:
        """Return how each feed does now, in the order of the addresses."""
        return tuple(link.state() for link in self._links)

    def _keep(self, address: Address, link: FeedLink) -> None:
        backoff = self._backoff()
        while not link.stopping:
            heard = link.bytes
            try:
                self._listen(address, link)
            except Refusal as refusal:
                link.closed(refusal)
            except Exception as error:  # noqa: BLE001 - the outermost boundary of a feed's thread
                _log.exception("feed %s failed", link.name)
                link.closed(Refusal("feeds.failed", reason=str(error)))
            else:
                link.closed(None)
                return
            if link.bytes > heard:
                backoff.reset()
            link.pause(backoff.wait_s())

    def _listen(self, address: Address, link: FeedLink) -> None:
        match address:
            case TcpAddress():
                tcp.listen(address, link)
            case UdpAddress():
                udp.listen(address, link)
            case SerialAddress():
                serial.listen(address, link)
            case FileAddress():
                file.listen(address, link)
            case SimulatedAddress():
                simulated.listen(address, link, self._start_utc)
            case StdinAddress():
                stdin.listen(address, link)
