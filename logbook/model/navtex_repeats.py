"""Which NAVTEX bulletin is news, and which one the station has only said again.

Sources: NAVTEX Manual 6.2 (a number stands for one message for 72 hours) and IMO A.525(13),
annex, 7 (received satisfactorily: less than 4 % of the characters wrong).
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from logbook.model.navtex import Bulletin

KEPT_S: Final = 72 * 3600.0
WELL: Final = 0.04
_BETTER: Final = 0.5
"""A badly received one is written again where the next has at most this share of its faults."""
_MOST: Final = 512
"""Remembered here; a receiver keeps 255 for each frequency. The log itself knows the others."""


class Had(NamedTuple):
    """One that stands in the log: when it was received (UTC seconds), its share of faults."""

    identity: str
    at: float
    faults: float


class Repeats:
    """Remembers what was news, and asks `known` for what the log held before; mutable.

    `known` returns what stands in the log of an identity, at any time.
    """

    def __init__(self, known: Callable[[str], Iterable[Had]]) -> None:
        self._known = known
        self._had: dict[str, Had] = {}

    def is_news(self, bulletin: Bulletin) -> bool:
        """Tell whether a bulletin is to be written, and remember it then.

        One without its station's letter cannot be told from any other, and always is.
        """
        identity, at = bulletin.identity, bulletin.received_at
        if identity is None:
            return True
        had = self._had.get(identity)
        if had is None or abs(at - had.at) > KEPT_S:
            had = self._looked_up(identity, at)
        if had is not None and not _is_better(bulletin.faults, had.faults):
            self._remember(had)
            return False
        self._remember(Had(identity, at, bulletin.faults))
        return True

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        self._had = {
            identity: one._replace(at=one.at + offset_s) for identity, one in self._had.items()
        }

    def _looked_up(self, identity: str, at: float) -> Had | None:
        """Return the best that the log holds of it, None where that is too long ago."""
        near = (one for one in self._known(identity) if abs(one.at - at) <= KEPT_S)
        return min(near, key=lambda one: one.faults, default=None)

    def _remember(self, one: Had) -> None:
        self._had.pop(one.identity, None)
        self._had[one.identity] = one
        if len(self._had) > _MOST:
            del self._had[next(iter(self._had))]


def _is_better(faults: float, before: float) -> bool:
    return before > WELL and faults <= before * _BETTER
