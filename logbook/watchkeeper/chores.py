"""The chores of the watch: what is looked after every few seconds, beside the recorder.

A chore looks whether it is time for what it does (a backup, the day's seal), and does it. One
thread does them in turn, so that none can hold up the log; a chore that fails is told of, tried
again at the next round, and costs the others nothing.
"""

import logging
import threading
from collections.abc import Sequence
from typing import Final, Protocol

from logbook.guard.tended import Tended
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

ROUND_S: Final = 10.0
_JOIN_S: Final = 20.0


class Chore(Protocol):
    """Something that is looked after."""

    @property
    def name(self) -> str:
        """What it is called in the server's own messages."""

    def look(self) -> None:
        """Do what is due, if anything is; raises Refusal where it cannot be done now."""


class Chores:
    """Looks after every chore once a round, from `start` to `stop`."""

    def __init__(self, chores: Sequence[Chore], *, round_s: float = ROUND_S) -> None:
        self._chores = tuple(chores)
        self._round_s = round_s
        self._stopping = threading.Event()
        self._faults: dict[str, Refusal] = {}
        self._thread = Tended(self._run, name="chores")

    @property
    def thread(self) -> Tended:
        """Who looks after them."""
        return self._thread

    def faults(self) -> list[Refusal]:
        """Return why chores could not be done at their last look, in their order."""
        faults = dict(self._faults)
        return [faults[chore.name] for chore in self._chores if chore.name in faults]

    def start(self) -> None:
        """Begin; the first round comes at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop; a chore that is being done is waited for."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def look(self) -> None:
        """Do one round."""
        for chore in self._chores:
            if self._stopping.is_set():
                return
            fault = _done(chore)
            if fault is None:
                self._faults.pop(chore.name, None)
                continue
            if _said(self._faults.get(chore.name)) != _said(fault):
                _log.warning("%s: %s %s", chore.name, fault.name, fault.facts)
            self._faults[chore.name] = fault

    def _run(self) -> None:
        self.look()
        while not self._stopping.wait(self._round_s):
            self.look()


def _done(chore: Chore) -> Refusal | None:
    """Look after one chore; return why it could not be done, None where all is well."""
    try:
        chore.look()
    except Refusal as refusal:
        return refusal
    except Exception:  # noqa: BLE001 - the outermost boundary of the chores' thread
        _log.exception("%s failed", chore.name)
        return Refusal("watch.chore", chore=chore.name)
    return None


def _said(fault: Refusal | None) -> tuple[str, str] | None:
    return None if fault is None else (fault.name, str(fault.facts))
