"""What systemd is told: that we serve, that we still do, that we are leaving. Nothing elsewhere.

The protocol is that of sd_notify(3): datagrams to the socket that NOTIFY_SOCKET names. A watch
that is not sound stays silent, and systemd starts the server again after WATCHDOG_USEC.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable, Mapping
from typing import Final

_log = logging.getLogger(__name__)

ADDRESS: Final = "NOTIFY_SOCKET"
PERIOD: Final = "WATCHDOG_USEC"
FOR: Final = "WATCHDOG_PID"
_TIMES: Final = 4
"""How often in its period the watchdog is fed: a machine under load may be late now and then."""


class Systemd:
    """Tells systemd how we are, from `start` to `stop`; `is_sound` is asked before each word."""

    def __init__(
        self, is_sound: Callable[[], bool], environment: Mapping[str, str] = os.environ
    ) -> None:
        self._is_sound = is_sound
        self._address = environment.get(ADDRESS, "")
        self._every_s = _period_s(environment) / _TIMES
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Say that we serve, and go on saying so as long as we do."""
        self._say("READY=1")
        if self._address and self._every_s:
            self._thread.start()

    def stop(self) -> None:
        """Say that we are leaving: nobody is to wonder at our silence."""
        self._say("STOPPING=1")
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        was_sound = True
        while not self._stopping.wait(self._every_s):
            is_sound = self._is_sound()
            if is_sound:
                self._say("WATCHDOG=1")
            elif was_sound:
                _log.error("a part of the watch does not work: systemd is to start it again")
            was_sound = is_sound

    def _say(self, words: str) -> None:
        if not self._address:
            return
        # A name that begins with @ is an abstract one, whose first byte is zero.
        to = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as said:
                said.settimeout(1.0)
                said.sendto(words.encode(), to)
        except OSError as error:
            _log.warning("systemd cannot be told %s: %s", words, error)


def _period_s(environment: Mapping[str, str]) -> float:
    """Return within how many seconds the watchdog wants to be fed, 0 for never."""
    told, meant_for = environment.get(PERIOD, ""), environment.get(FOR, "")
    if not told.isdecimal() or meant_for not in {"", str(os.getpid())}:
        return 0.0
    return int(told) / 1_000_000
