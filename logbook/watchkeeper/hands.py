"""Who is at work in the watch, and whether all of them still are."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from logbook.guard.tended import Tended
from logbook.model.refusal import Refusal

STUCK_S: Final = 60.0
"""The recorder turns twice a second; a slow card may hold it up for seconds, never for this."""


class Turning(Protocol):
    """The recorder's loop; `turned` is when it last turned, boot seconds."""

    turned: float


class Waking(Protocol):
    """The schedule."""

    @property
    def is_alive(self) -> bool:
        """Whether its wakes come."""


class Hands:
    """The recorder's thread and its loop, the schedule that wakes it, and the other threads."""

    def __init__(
        self,
        recorder: Tended,
        loop: Turning,
        schedule: Waking,
        others: Iterable[Tended],
        boot_now: Callable[[], float],
    ) -> None:
        self._recorder = recorder
        self._loop = loop
        self._schedule = schedule
        self._others = tuple(others)
        self._boot_now = boot_now

    def faults(self) -> list[Refusal]:
        """Return what is to be told: who is dead or stuck, and who fell a short while ago."""
        found = [] if self._is_kept() else [Refusal("watch.dead")]
        if self._recorder.is_sound and self._recorder.fault is not None:
            found.append(self._recorder.fault)
        found += [fault for one in self._others if (fault := one.fault) is not None]
        if not self._schedule.is_alive:
            found.append(Refusal("watch.part_dead", part="schedule"))
        return found

    def are_sound(self) -> bool:
        """Return whether everybody is at work; what a full disk refuses is no fault of theirs."""
        others = all(one.is_sound for one in self._others)
        return others and self._schedule.is_alive and self._is_kept()

    def _is_kept(self) -> bool:
        return self._recorder.is_sound and self._boot_now() - self._loop.turned <= STUCK_S
