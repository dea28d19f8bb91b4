"""How long to wait before a feed is tried again."""

import random
from collections.abc import Callable

FIRST_S = 1.0
LAST_S = 60.0
_by_chance = random.SystemRandom().random


class Backoff:
    """Doubles from `first_s` to `last_s`, each wait shortened by chance to as little as half.

    The chance keeps several loggers from knocking at one multiplexer in step. `chance` returns
    numbers from 0 to 1.
    """

    def __init__(
        self,
        first_s: float = FIRST_S,
        last_s: float = LAST_S,
        chance: Callable[[], float] = _by_chance,
    ) -> None:
        self._first_s = first_s
        self._last_s = last_s
        self._chance = chance
        self._next_s = first_s

    def wait_s(self) -> float:
        """Return how long to wait now (seconds); the next wait will be longer."""
        full = self._next_s
        self._next_s = min(2.0 * full, self._last_s)
        return max(self._first_s, full * (1.0 - 0.5 * self._chance()))

    def reset(self) -> None:
        """Begin again at the first wait: something was heard."""
        self._next_s = self._first_s
