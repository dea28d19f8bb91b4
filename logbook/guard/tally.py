"""What happens over and over: logged at once, and then once a minute with how often."""

import logging
import threading
from collections.abc import Callable
from typing import Final

EVERY_S: Final = 60.0
MOST_KINDS: Final = 100
"""Kinds told apart at once; whatever comes beyond them is counted together."""
_OTHERS: Final = "more of the kind"


class Tally:
    """Logs warnings to `log`; `steady` returns seconds that never step. Any thread may call."""

    def __init__(self, log: logging.Logger, steady: Callable[[], float]) -> None:
        self._log = log
        self._steady = steady
        self._kinds: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def note(self, what: str) -> None:
        """Take note of something: said now, or counted if it was said within the minute."""
        now = self._steady()
        with self._lock:
            if what not in self._kinds and len(self._kinds) >= MOST_KINDS:
                what = _OTHERS
            since, count = self._kinds.get(what, (now, -1))
            self._kinds[what] = (since, count + 1)
        if count < 0:
            self._log.warning("%s", what)

    def look(self) -> None:
        """Say what was counted a minute ago or earlier, and begin anew."""
        now = self._steady()
        with self._lock:
            over = {kind: n for kind, (at, n) in self._kinds.items() if now - at >= EVERY_S}
            for kind in over:
                del self._kinds[kind]
        for kind, count in over.items():
            if count:
                self._log.warning("%s: %d times more within a minute", kind, count)
