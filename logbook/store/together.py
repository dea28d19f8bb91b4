"""Who asks for the disk while it is busy shares its next turn: one commit for all who wait.

A card's fsync takes up to a tenth of a second, and a crew that writes at once would wait for each
other's. Whoever finds the disk free writes for everybody who waits by then; each is told of it only
once theirs is on the disk too.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from logbook.model.refusal import Refusal

_Work = TypeVar("_Work")
_Done = TypeVar("_Done")


@dataclass(slots=True, eq=False)
class _Asked(Generic[_Work, _Done]):
    """What one thread asks for, and what came of it: one of the two, once it is settled."""

    work: _Work
    done: _Done | None = None
    error: Exception | None = None


class Together(Generic[_Work, _Done]):
    """Does what several threads ask for at once; any thread may ask.

    `write` does some works in their order, all or nothing, and returns what came of each; it is
    called under `one_at_a_time`.
    """

    def __init__(
        self,
        one_at_a_time: threading.Lock,
        write: Callable[[Sequence[_Work]], Sequence[_Done]],
    ) -> None:
        self._one_at_a_time: Final = one_at_a_time
        self._write: Final = write
        self._waiting: deque[_Asked[_Work, _Done]] = deque()

    def __len__(self) -> int:
        """How many wait for the disk's next turn."""
        return len(self._waiting)

    def done(self, work: _Work) -> _Done:
        """Return what came of `work`, on the disk by now; raises what is wrong with it."""
        asked: _Asked[_Work, _Done] = _Asked(work)
        self._waiting.append(asked)
        with self._one_at_a_time:
            if asked.done is None and asked.error is None:
                self._settle([self._waiting.popleft() for _ in range(len(self._waiting))])
        if asked.error is not None:
            raise asked.error
        assert asked.done is not None, "it was written by this thread or before its turn"
        return asked.done

    def _settle(self, group: Sequence[_Asked[_Work, _Done]]) -> None:
        try:
            written = self._write([one.work for one in group])
        except Refusal as refusal:
            # The disk takes none of them.
            for one in group:
                one.error = refusal
        except Exception as error:  # noqa: BLE001 - told to whoever asked for what cannot be done
            if len(group) == 1:
                group[0].error = error
                return
            for one in group:
                self._settle([one])
        else:
            for one, done in zip(group, written, strict=True):
                one.done = done
