"""What the tests of the commands share: running them, and what a refusal looks like."""

from collections.abc import Callable
from pathlib import Path

from tests.console.books import START
from tests.sailing import passage

Says = Callable[..., tuple[int, str, str]]


def refused(told: tuple[int, str, str], status: int, *words: str) -> None:
    """Demand that nothing was done, and that one sentence says why."""
    assert told[0] == status
    assert told[1] == ""
    assert len(told[2].splitlines()) == 1, told[2]
    for word in words:
        assert word in told[2]


def recorded(path: Path, *, dated: bool = True) -> Path:
    path.write_bytes(b"".join(passage(START, 1.0, lies_s=300, every_s=10, dated=dated)))
    return path
