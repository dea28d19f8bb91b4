"""A long job of a chore, on a thread of its own: the round goes on meanwhile."""

import logging
import threading
from collections.abc import Callable

from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)


class Errand:
    """Runs one job at a time; `fault` is why the last one failed, None where it did not.

    What is under way when the program ends is left as it is: the job must bear that.
    """

    def __init__(self, name: str) -> None:
        self.fault: Refusal | None = None
        self._name = name
        self._thread: threading.Thread | None = None

    @property
    def is_away(self) -> bool:
        """Whether a job is being done."""
        return self._thread is not None and self._thread.is_alive()

    def send(self, work: Callable[[], None]) -> None:
        """Begin a job, unless one is being done."""
        if self.is_away:
            return
        self._thread = threading.Thread(
            target=self._run, args=(work,), name=self._name, daemon=True
        )
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for the job; return whether it is done."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.is_away

    def _run(self, work: Callable[[], None]) -> None:
        """Do it; the outermost boundary of this thread."""
        try:
            work()
        except Refusal as refusal:
            _log.warning("%s: %s %s", self._name, refusal.name, refusal.facts)
            self.fault = refusal
        except Exception:  # noqa: BLE001 - the outermost boundary of the errand's thread
            _log.exception("%s failed", self._name)
            self.fault = Refusal("watch.chore", chore=self._name)
        else:
            self.fault = None
