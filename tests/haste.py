"""A bound on processor time, for what somebody hostile may ask: regular expressions too heed it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def within_cpu(seconds: float) -> Iterator[None]:
    """Fail where what is done inside takes longer than `seconds` of this process's own time."""

    def too_slow(*_: object) -> None:
        # No Exception: what is tested catches those.
        pytest.fail(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGPROF, too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
