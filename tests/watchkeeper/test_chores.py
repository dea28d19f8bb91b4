"""Chores are done in turn, each for itself; what cannot be done is told until it can."""

import threading
from dataclasses import dataclass, field

from logbook.model.refusal import Refusal
from logbook.watchkeeper.chores import Chores


@dataclass
class _Job:
    name: str
    faults: list[Exception | None] = field(default_factory=list)
    looks: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        self.looks += 1
        self.done.set()
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault


def test_a_chore_that_fails_is_told_until_it_can_be_done() -> None:
    job = _Job("backup", [Refusal("store.full", file="x"), None])
    chores = Chores([job])
    chores.look()
    assert [fault.name for fault in chores.faults()] == ["store.full"]
    chores.look()
    assert chores.faults() == []


def test_a_chore_that_breaks_costs_the_others_nothing() -> None:
    broken, other = _Job("seal", [ZeroDivisionError()]), _Job("backup")
    chores = Chores([broken, other])
    chores.look()
    assert other.looks == 1
    (fault,) = chores.faults()
    assert (fault.name, fault.facts) == ("watch.chore", {"chore": "seal"})


def test_the_first_round_comes_at_once_and_others_follow() -> None:
    job = _Job("backup")
    chores = Chores([job], round_s=0.01)
    chores.start()
    try:
        assert job.done.wait(5.0)
        job.done.clear()
        assert job.done.wait(5.0)
        assert chores.thread.is_alive()
    finally:
        chores.stop()
    assert not chores.thread.is_alive()


def test_a_chore_does_not_begin_once_told_to_stop() -> None:
    job = _Job("backup")
    chores = Chores([job])
    chores.stop()
    chores.look()
    assert job.looks == 0
