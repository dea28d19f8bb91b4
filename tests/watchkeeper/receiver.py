"""A GPS receiver on a TCP server of loopback."""

import contextlib
import threading
import time
from collections.abc import Iterator

from logbook.model.observations import Position
from tests.sailing import instant, rmc
from tests.watchkeeper.harness import Server

HERE = Position(48.3735, -4.4983333)
HOUR = instant("2027-06-01 13:00")


class Receiver:
    """A GPS on a TCP server, whose time runs with this machine's from `start` on."""

    def __init__(self, start: float) -> None:
        self.server = Server()
        self._start = start - time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._talk)
        self._thread.start()

    def _talk(self) -> None:
        with contextlib.suppress(OSError), self.server.accept() as peer:
            while not self._stop.wait(0.1):
                peer.sendall(rmc(self._start + time.monotonic(), HERE, 0.0, 0.0))

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self.server.close()


@contextlib.contextmanager
def receiver(start: float) -> Iterator[Receiver]:
    gps = Receiver(start)
    try:
        yield gps
    finally:
        gps.close()
