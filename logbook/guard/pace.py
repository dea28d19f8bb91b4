"""How often: a bucket of calls for each key, which fills again with time. Reads no clock."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final, NamedTuple

MOST_KEYS: Final = 1000
"""Buckets kept at once. The one unused for longest goes first, and would be the fullest."""


class Allowance(NamedTuple):
    """So many `calls` at once, and as many again within `within_s` seconds."""

    calls: float
    within_s: float


class Pace:
    """Counts the calls of each key against one allowance, in bounded memory.

    `calls` is how many a full bucket holds. Times are steady seconds. Not for several threads at
    once.
    """

    def __init__(self, allowance: Allowance, *, most_keys: int = MOST_KEYS) -> None:
        self.calls = allowance.calls
        self._a_second = allowance.calls / allowance.within_s
        self._most_keys = most_keys
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def takes(self, key: Hashable, now: float) -> bool:
        """Take one call out of the bucket of `key`; False, and nothing taken, where it is empty."""
        left, at = self._buckets.pop(key, (self.calls, now))
        left = min(self.calls, left + max(0.0, now - at) * self._a_second)
        taken = left >= 1.0
        self._buckets[key] = (left - 1.0 if taken else left, now)
        while len(self._buckets) > self._most_keys:
            self._buckets.popitem(last=False)
        return taken
