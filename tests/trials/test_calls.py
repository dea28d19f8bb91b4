"""The nth write, sync, open or name fails, for every n: it is said, and nothing told is lost."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.processes import ROOT, environment
from tests.trials.failing import AFTER, BEFORE, LINES, Told

GCC = shutil.which("gcc")
TOGETHER = 2
MEMORY = Path("/dev/shm")
"""Nothing is cut here, so that no real disk needs to be waited for."""


@dataclass(frozen=True)
class Way:
    """A way to fail: once or for good, with which error, while a log is made or goes on."""

    error: int
    lasting: bool
    new: bool

    def __str__(self) -> str:
        when = "every call from the nth on" if self.lasting else "the nth call alone"
        log = "a log being made" if self.new else "a log that goes on, and its backup"
        return f"{errno.errorcode[self.error]}, {when}, {log}"


WAYS = [
    *(Way(errno.EIO, lasting, new) for new in (False, True) for lasting in (False, True)),
    *(Way(errno.ENOSPC, lasting, new=False) for lasting in (False, True)),
    Way(errno.ENOSPC, lasting=True, new=True),
]


@pytest.mark.long
@pytest.mark.skipif(GCC is None, reason="gcc is not installed")
def test_whichever_call_upon_the_disk_fails_it_is_said_and_nothing_told_is_lost(
    tmp_path: Path,
) -> None:
    shim = tmp_path / "failing_calls.so"
    source = Path(__file__).with_name("failing_calls.c")
    made = [str(GCC), "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"]
    subprocess.run(made, check=True)

    def tried(way: Way) -> Counter[str]:
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else tmp_path) as scratch:
            return _tried(Path(scratch), shim, way)

    with ThreadPoolExecutor(TOGETHER) as pool:
        told = list(pool.map(tried, WAYS))
    for way, counts in zip(WAYS, told, strict=True):
        print(f"{way}: {', '.join(f'{many} {name}' for name, many in counts.items())}")
    total = sum(told, Counter())
    print(f"{total['failures']} failures in all, no line told is lost, none half, none doubled")
    assert all(counts["failures"] > 100 for counts in told), "the passage has that many calls"
    assert total["said"] > total["failures"] / 2


def _tried(scratch: Path, shim: Path, way: Way) -> Counter[str]:
    words = [str(scratch), str(way.error), str(int(way.lasting)), str(int(way.new))]
    done = subprocess.run(
        [sys.executable, "-m", "tests.trials.failing", *words], check=False, text=True,
        capture_output=True, cwd=ROOT, env=environment(LD_PRELOAD=str(shim), PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr[-4000:]
    counts: Counter[str] = Counter(failures=0, said=0)
    for expected, row in zip(count(1), done.stdout.splitlines(), strict=False):
        read = json.loads(row)
        assert read["nth"] == expected
        told, again = Told(**read["told"]), Told(**read["again"])
        _holds(f"{way}, n = {expected}", told, again, () if way.new else BEFORE)
        if told.calls < expected:
            # The passage came to its end before its nth call.
            assert not told.refused
            assert len(told.lines) == len(LINES)
            return counts
        counts["failures"] += 1
        counts["said" if told.refused else "got over by itself"] += 1
        counts["lines told to be written"] += len(told.lines)
        spare = len(again.stand) - len(told.lines) - (1 if way.new else 1 + len(BEFORE))
        counts["refused, and found whole at the next start"] += spare
        counts["mended at the next start"] += len(again.mended)
    raise AssertionError("it never came to its end: " + os.linesep + done.stdout[-500:])


def _holds(where: str, told: Told, again: Told, before: tuple[str, ...]) -> None:
    """Hold what stands after the next start against what was told before."""
    assert not told.wrong, f"{where}: {told.wrong}"
    assert not again.wrong, f"{where}: {again.wrong}"
    stand = [tuple(line) for line in again.stand]
    texts = [text for _, _, text in stand]
    assert {tuple(line) for line in told.lines} <= {line[:2] for line in stand}, where
    assert texts[: len(before)] == list(before), where
    wanted = [text for text in LINES if text in texts]
    assert texts == [*before, *wanted, AFTER], f"{where}: half, doubled or strange: {texts}"
    assert again.owed == [number for number, _, _ in stand], f"{where}: {again.owed}"
    if not told.refused:
        assert len(told.lines) == len(LINES), f"{where}: a line is missing, and nothing was said"
    if told.track:
        assert again.points == 20, f"{where}: {again.points} points stand"
