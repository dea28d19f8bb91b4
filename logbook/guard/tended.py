"""A thread that is not left to die: whatever its work raises, it is told of and begun again."""

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from logbook.clock import boot
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
SHOWN_S: Final = 600.0
"""How long a fall is told of in health; who stood for longer begins again without delay."""


class Tended(threading.Thread):
    """Does `target` until it returns; begins it again, ever later, where it raises.

    The target must return soon once its owner tells it to, also when begun anew. `join` ends the
    pause before a new beginning. `steady` returns seconds that never step.
    """

    def __init__(
        self,
        target: Callable[..., object],
        *,
        name: str,
        args: tuple[Any, ...] = (),
        daemon: bool = True,
        steady: Callable[[], float] = boot.boot_now,
        first_pause_s: float = FIRST_PAUSE_S,
    ) -> None:
        super().__init__(name=name, daemon=daemon)
        self._work = target
        self._given = args
        self._steady = steady
        self._pause_s = self._first_pause_s = first_pause_s
        self._leaving = threading.Event()
        self._is_done = False
        self._fell: float | None = None

    def run(self) -> None:
        """Do the work; nothing that it raises ends this thread before its owner wants it to."""
        while not self._done_once():
            if self._leaving.wait(self._pause_s) and self._done_once():
                return
            if self._leaving.is_set():
                return
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end of the work; no new beginning is waited for."""
        self._leaving.set()
        super().join(timeout)

    @property
    def is_sound(self) -> bool:
        """Whether it works, has not begun yet, or came to its proper end."""
        return self.is_alive() or self._is_done or self.ident is None

    @property
    def fault(self) -> Refusal | None:
        """What is to be told of it: that it is dead, or fell a short while ago."""
        if not self.is_sound:
            return Refusal("watch.part_dead", part=self.name)
        if self._fell is None or self._steady() - self._fell > SHOWN_S:
            return None
        return Refusal("watch.part_fell", part=self.name)

    def _done_once(self) -> bool:
        """Do the work once; return whether it came to its proper end."""
        began = self._steady()
        try:
            self._work(*self._given)
        except BaseException:  # noqa: BLE001 - the outermost boundary of every thread of the watch
            self._fell = self._steady()
            if self._fell - began > SHOWN_S:
                self._pause_s = self._first_pause_s
            _log.exception("%s fell, and is begun again", self.name)
            return False
        self._is_done = True
        return True
