"""A GPS receiver that outlives the boat's computer: a TCP server that anyone may call again."""

import contextlib
import socket
import threading
import time
from typing import Final

from logbook.model.geodesy import displace
from logbook.model.observations import Position
from logbook.model.units import KNOT
from tests.sailing import instant, rmc

FROM: Final = Position(48.3735, -4.4983333)
START: Final = instant("2027-06-01 13:00")
SLOT_S: Final = 300.0
SOG: Final = 3.0
COG: Final = 270.0
_EVERY_S: Final = 0.05


class Gps:
    """A boat that sails west at 3 m/s; her time runs with this machine's, and can be let leap."""

    def __init__(self) -> None:
        self._lead = START - time.monotonic()
        self._stop = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def now(self) -> float:
        """Return the time that it tells, UTC seconds since 1970."""
        return self._lead + time.monotonic()

    def leap(self, before_s: float) -> None:
        """Let the next slot of 5 minutes come in `before_s` seconds: an hour goes by unseen."""
        slot = (self.now() // SLOT_S + 12) * SLOT_S
        self._lead += slot - before_s - self.now()

    def close(self) -> None:
        self._stop.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                peer, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        with contextlib.suppress(OSError), peer:
            while not self._stop.wait(_EVERY_S):
                now = self.now()
                here = displace(FROM, COG, (now - START) * SOG)
                peer.sendall(rmc(now, here, SOG / KNOT, COG))
