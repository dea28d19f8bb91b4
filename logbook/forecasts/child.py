"""Asks the decoder in a process of its own, and makes one sentence of whatever happens to it."""

import contextlib
import json
import logging
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from logbook.forecasts.asked import Answer, Question, answer
from logbook.model.refusal import Refusal

_log = logging.getLogger(__name__)

_ROOT: Final = Path(__file__).resolve().parents[2]
COMMAND: Final = (sys.executable, "-E", "-S", "-m", "logbook.forecasts.decode")
"""Without the environment's and the installed packages' say: the decoder needs none of either."""
LONGEST_S: Final = 60.0
MOST_ANSWER: Final = 4 * 1024 * 1024
MOST_CPU_S: Final = 30
MOST_MEMORY: Final = 384 * 1024 * 1024
"""Of address space: a file of 2 MB needs 40 MB, the largest grid allowed 150 MB."""
_LIMITS: Final = (
    (resource.RLIMIT_AS, MOST_MEMORY),
    (resource.RLIMIT_CPU, MOST_CPU_S),
    (resource.RLIMIT_FSIZE, MOST_ANSWER),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NPROC, 0),
    (resource.RLIMIT_NOFILE, 64),
)
_MOST_LISTED: Final = 3
_WORDS: Final = {
    "no_decoder": "forecasts.no_decoder",
    "no_grib": "forecasts.no_grib",
    "cut_short": "forecasts.cut_short",
    "bomb": "forecasts.bomb",
    "broken_packing": "forecasts.broken_packing",
    "too_many_members": "forecasts.too_many_members",
    "too_hungry": "forecasts.too_hungry",
    "too_many": "forecasts.too_many",
    "nothing_known": "forecasts.nothing_known",
}
_GRIDS: Final = {
    "mercator": "forecasts.grid_mercator",
    "lambert": "forecasts.grid_lambert",
    "gaussian": "forecasts.grid_gaussian",
    "polar": "forecasts.grid_polar",
    "rotated": "forecasts.grid_rotated",
    "rotated_gaussian": "forecasts.grid_rotated_gaussian",
    "harmonics": "forecasts.grid_harmonics",
    "triangular": "forecasts.grid_triangular",
    "space_view": "forecasts.grid_space_view",
    "unstructured": "forecasts.grid_unstructured",
    "reduced": "forecasts.grid_reduced",
    "senseless": "forecasts.grid_senseless",
}


@dataclass(frozen=True, slots=True)
class Decoder:
    """The decoder's command and how long it may take; any thread may ask, one at a time is run.

    `patience_s` is how long its turn is waited for, None for ever.
    """

    command: Sequence[str] = COMMAND
    longest_s: float = LONGEST_S
    patience_s: float | None = None

    def ask(self, question: Question) -> Answer:
        """Return the decoder's answer. Raises Refusal of the area `forecasts`."""
        if not _ONE_AT_A_TIME.acquire(timeout=-1 if self.patience_s is None else self.patience_s):
            raise Refusal("forecasts.busy")
        try:
            status, output = self._run(json.dumps(question.told()).encode())
        finally:
            _ONE_AT_A_TIME.release()
        return _understood(status, output)

    def _run(self, asked: bytes) -> tuple[int, bytes]:
        """Return how the process ended and what it printed; a file has no end to wait for."""
        with tempfile.TemporaryFile() as output:
            try:
                process = subprocess.Popen(  # noqa: S603 - the command is our own, the file is only named to it
                    self.command,
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=subprocess.DEVNULL,
                    cwd=_ROOT,
                    # Nothing of ours, least of all a token, is for a file's eyes.
                    env={"LC_ALL": "C.UTF-8"},
                    start_new_session=True,
                )
            except OSError as error:
                raise Refusal("forecasts.not_started", reason=error) from error
            with process:
                # It learns of the file only then, and waits for that.
                _fence(process.pid)
                status = self._answered(process, asked)
            output.seek(0)
            return status, output.read(MOST_ANSWER)

    def _answered(self, process: "subprocess.Popen[bytes]", asked: bytes) -> int:
        try:
            process.communicate(asked, self.longest_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise Refusal("forecasts.too_slow", seconds=self.longest_s) from None
        return process.returncode


_ONE_AT_A_TIME: Final = threading.Lock()
"""Two cores keep a log too: twenty files are read one after another."""


def _fence(pid: int) -> None:
    """Take from a process what it has no need of, before it has looked at any file."""
    # A process that has ended already needs no fence.
    with contextlib.suppress(ProcessLookupError):
        for limit, most in _LIMITS:
            resource.prlimit(pid, limit, (most, most))


def _understood(status: int, output: bytes) -> Answer:
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        # The kernel ends what has used up its time so; nobody else is likely to.
        raise Refusal("forecasts.too_slow", seconds=MOST_CPU_S)
    if status != 0:
        _log.warning("the decoder ended with %d", status)
        raise Refusal("forecasts.crashed")
    try:
        told = json.loads(output)
        if "refused" in told:
            raise _refused(str(told["refused"]), told["facts"])
        return answer(told["answer"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        _log.warning("the decoder said what cannot be understood: %s", type(error).__name__)
        raise Refusal("forecasts.crashed") from error


def _refused(name: str, facts: Mapping[str, Any]) -> Refusal:
    if name == "unreadable_grid":
        return Refusal("forecasts.unreadable_grid", grids=grids(facts["kinds"]))
    return Refusal(_WORDS.get(name, "forecasts.crashed"), **facts)


def grids(kinds: Mapping[str, object]) -> Refusal:
    """Return the kinds of grid of a file in words, the first few of them."""
    worded = tuple(map(_grid, list(kinds)[:_MOST_LISTED]))
    return worded[0] if len(worded) == 1 else _listed(worded)


def _listed(words: tuple[Refusal, ...]) -> Refusal:
    first, *rest = words
    return Refusal(
        "forecasts.and", one=first, other=rest[0] if len(rest) == 1 else _listed(tuple(rest))
    )


def _grid(kind: str) -> Refusal:
    name = _GRIDS.get(kind)
    if name is not None:
        return Refusal(name)
    edition, _, number = kind.removeprefix("number_").partition("_")
    return Refusal("forecasts.grid_number", edition=edition, number=number)
