"""Each thread of a real watch is killed from outside: it is begun again, and health says so."""

import ctypes
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.config import Config
from logbook.model.refusal import Refusal
from logbook.watchkeeper import Watchkeeper
from logbook.watchkeeper.hands import Hands
from tests.watchkeeper.harness import Server, kept, soon

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


class Slain(BaseException):
    """What no code of ours catches by mistake."""


@pytest.fixture
def feed() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def slay(thread: threading.Thread) -> None:
    """Raise in another thread, at its next instruction."""
    assert thread.ident is not None
    ident = ctypes.c_ulong(thread.ident)
    assert ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(Slain)) == 1


def named(name: str) -> threading.Thread:
    return next(one for one in threading.enumerate() if one.name.startswith(name))


def wake(watch: Watchkeeper, peer: object) -> None:
    """Give every thread something to do, so that it comes to its next instruction."""
    watch.poster.wake()
    watch.follower.wake()
    watch._tracker.write((), None, (), None)  # type: ignore[arg-type] # nothing is written
    peer.sendall(b"\r\n")  # type: ignore[attr-defined] # a socket


@pytest.mark.parametrize("name", ["recorder", "poster", "channel", "track", "feed"])
def test_a_thread_that_is_killed_is_begun_again_and_health_says_so(
    name: str, tmp_path: Path, feed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("logbook.guard.tended.Tended._done_once", _quickly(), raising=True)
    with kept(Config(feeds=(feed.address,), language="en"), tmp_path) as watch:
        peer = feed.accept()
        assert soon(watch._hands.are_sound)
        slay(named(name))
        wake(watch, peer)
        assert soon(lambda: any(name in said for said in _faults(watch))), _faults(watch)
        if name == "feed":
            peer.close()
            peer = feed.accept()
        assert named(name).is_alive()
        assert soon(watch._hands.are_sound)
        assert watch.health()["status"] == "degraded"
        peer.close()


def _quickly() -> object:
    """Return a `_done_once` whose thread does not pause before it begins again."""
    from logbook.guard.tended import Tended  # noqa: PLC0415 - the class that is patched

    once = Tended._done_once

    def done(self: Tended) -> bool:
        self._pause_s = 0.001
        return once(self)

    return done


def _faults(watch: Watchkeeper) -> list[str]:
    faults = watch.health()["faults"]
    assert isinstance(faults, list)
    return faults


def test_the_schedules_thread_is_replaced_by_the_recorder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept(Config(language="en"), tmp_path) as watch:
        schedule = watch._schedule
        dead = schedule._scheduler._thread
        monkeypatch.setattr(threading, "excepthook", lambda _: None)
        slay(dead)
        assert soon(lambda: not dead.is_alive())
        assert soon(lambda: schedule._scheduler._thread is not dead)
        woke = schedule.woke
        assert soon(lambda: schedule.woke > woke)
        assert schedule.is_alive


class _Thread:
    """A thread of which only its state counts."""

    def __init__(self, *, is_sound: bool) -> None:
        self.is_sound = is_sound
        self.fault = None if is_sound else Refusal("watch.part_dead", part="poster")


class _Loop:
    turned = 100.0
    is_alive = True


@pytest.mark.parametrize(
    ("recorder", "other", "wakes", "now", "faults"),
    [
        (True, True, True, 150.0, []),
        (True, True, True, 161.0, ["watch.dead"]),
        (False, True, True, 150.0, ["watch.dead"]),
        (True, False, True, 150.0, ["watch.part_dead"]),
        (True, True, False, 150.0, ["watch.part_dead"]),
    ],
)
def test_whoever_is_dead_or_stuck_makes_the_watch_unsound(
    recorder: bool, other: bool, wakes: bool, now: float, faults: list[str]
) -> None:
    loop = _Loop()
    loop.is_alive = wakes
    threads = (_Thread(is_sound=recorder), loop, loop, [_Thread(is_sound=other)])
    found = Hands(*threads, lambda: now)  # type: ignore[arg-type] # stand-ins
    assert [one.name for one in found.faults()] == faults
    assert found.are_sound() is (faults == [])
