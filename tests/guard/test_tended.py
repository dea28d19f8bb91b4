"""Whatever a thread's work raises, it is begun again; and a thread that is told to end does."""

import threading
from collections.abc import Callable

import pytest

from logbook.guard.tended import SHOWN_S, Tended
from tests.watchkeeper.harness import soon


class Steady:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def tended(work: Callable[[], object], steady: Steady | None = None) -> Tended:
    return Tended(work, name="poster", steady=steady or Steady(), first_pause_s=0.001)


@pytest.mark.parametrize("kind", [ValueError, MemoryError, SystemExit, KeyboardInterrupt])
def test_work_that_raises_anything_at_all_is_begun_again(kind: type[BaseException]) -> None:
    begun: list[int] = []

    def work() -> None:
        begun.append(len(begun))
        if len(begun) < 4:
            raise kind

    thread = tended(work)
    thread.start()
    assert soon(lambda: not thread.is_alive())
    assert begun == [0, 1, 2, 3]
    assert thread.is_sound


def test_a_fall_is_told_of_for_ten_minutes() -> None:
    steady, go_on, fell = Steady(), threading.Event(), threading.Event()

    def work() -> None:
        if not fell.is_set():
            fell.set()
            raise ValueError
        go_on.wait(10.0)

    thread = tended(work, steady)
    assert thread.fault is None
    thread.start()
    assert soon(lambda: thread.fault is not None)
    fault = thread.fault
    assert fault is not None
    assert (fault.name, fault.facts) == ("watch.part_fell", {"part": "poster"})
    assert thread.is_sound
    steady.now = SHOWN_S + 1.0
    assert thread.fault is None
    go_on.set()
    thread.join(5.0)


def test_who_falls_over_and_over_is_begun_again_ever_later_and_never_not() -> None:
    thread = Tended(lambda: 1 / 0, name="poster", first_pause_s=0.001, steady=Steady())
    thread.start()
    assert soon(lambda: thread._pause_s > 0.03)
    assert thread.is_alive()
    thread.join(5.0)
    assert not thread.is_alive()


def test_leaving_does_not_wait_for_the_pause_and_lets_the_work_end_properly() -> None:
    leaving, closed = threading.Event(), threading.Event()

    def work() -> None:
        if not leaving.is_set():
            raise ValueError
        closed.set()

    thread = Tended(work, name="recorder", first_pause_s=60.0, steady=Steady())
    thread.start()
    assert soon(lambda: thread.fault is not None)
    leaving.set()
    thread.join(5.0)
    assert not thread.is_alive()
    assert closed.is_set()


def test_a_thread_that_has_not_begun_or_came_to_its_end_is_sound() -> None:
    thread = tended(lambda: None)
    assert thread.is_sound
    thread.start()
    thread.join(5.0)
    assert thread.is_sound
    assert thread.fault is None
