"""Which NAVTEX bulletins have a post of their own, and which are told together.

A receiver that is switched on may send two hundred stored messages at once; a broken or a hostile
one may never end. What is dangerous keeps a third of each allowance for itself.
"""

import math
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from logbook.model.navtex import Bulletin

HOUR_S: Final = 3600.0
DAY_S: Final = 86_400.0
MOST_AN_HOUR: Final = 12
"""Posts of their own within an hour. A station's turn of ten minutes has room for some eight."""
MOST_A_DAY: Final = 600
"""Bulletins written on one day of UTC: three times what a receiver must be able to store."""
TELL_S: Final = 600.0
"""Those without a post are told together, in one line, so long after the first of them; where
nothing but what was dropped is to be told, an hour after it."""
_OTHERS: Final = 2 / 3
_MOST_NAMED: Final = 40
_UNKNOWN: Final = "?"


class Fate(Enum):
    """What becomes of a bulletin: `TOGETHER` is written without a post, `DROPPED` not at all."""

    POSTED = auto()
    TOGETHER = auto()
    DROPPED = auto()


class Together(NamedTuple):
    """What is told in one line: how many, `named` by their letters (the first ones), since when.

    `dangerous` of them are marked; `dropped` more were not written at all.
    """

    since: float
    count: int = 0  # type: ignore[assignment]  # hides tuple.count, which nobody counts by
    dangerous: int = 0
    dropped: int = 0
    named: tuple[str, ...] = ()

    def with_one(self, bulletin: Bulletin) -> "Together":
        """Return it with one bulletin more."""
        named = self.named
        if len(named) < _MOST_NAMED:
            named = (*named, bulletin.code or _UNKNOWN)
        dangerous = self.dangerous + (bulletin.danger is not None)
        return self._replace(count=self.count + 1, dangerous=dangerous, named=named)


class Posts(NamedTuple):
    """How many were posted lately and written today; instants are UTC seconds since 1970.

    `posted` are the instants of the posts of the last hour, `together` what is still to be told.
    """

    posted: tuple[float, ...] = ()
    day: int = 0
    written: int = 0
    together: Together | None = None

    def after(self, bulletin: Bulletin, at: float) -> tuple["Posts", Fate]:
        """Return how it stands after a bulletin at `at`, and what becomes of that."""
        now = self._as_of(at)
        share = 1.0 if bulletin.danger is not None else _OTHERS
        if now.written >= MOST_A_DAY * share:
            waiting = now.together or Together(at)
            dropped = waiting._replace(dropped=waiting.dropped + 1)
            return now._replace(together=dropped), Fate.DROPPED
        now = now._replace(written=now.written + 1)
        if len(now.posted) < MOST_AN_HOUR * share:
            return now._replace(posted=(*now.posted, at)), Fate.POSTED
        waiting = (now.together or Together(at)).with_one(bulletin)
        return now._replace(together=waiting), Fate.TOGETHER

    def told(self, at: float) -> tuple["Posts", Together | None]:
        """Return how it stands at `at`, and what is to be told together now, if anything.

        Nothing at an infinite instant: before any time is known.
        """
        waiting = self.together
        if waiting is None or math.isinf(at):
            return self, None
        wait = TELL_S if waiting.count else HOUR_S
        if abs(at - waiting.since) < wait:
            return self, None
        return self._replace(together=None), waiting

    def retimed(self, offset_s: float) -> "Posts":
        """Return it in a time that was set by `offset_s`."""
        waiting = self.together
        if waiting is not None:
            waiting = waiting._replace(since=waiting.since + offset_s)
        posted = tuple(one + offset_s for one in self.posted)
        return self._replace(posted=posted, together=waiting)

    def stored(self) -> dict[str, object]:
        """Return what a restart must find again, JSON-able."""
        waiting = self.together
        return {**self._asdict(), "together": None if waiting is None else waiting._asdict()}

    @classmethod
    def from_stored(cls, stored: object) -> "Posts":
        """Return what was stored; a beginning where that cannot be read."""
        if not isinstance(stored, Mapping):
            return cls()
        try:
            waiting = stored.get("together")
            return cls(
                posted=tuple(float(one) for one in stored["posted"]),
                day=int(stored["day"]),
                written=int(stored["written"]),
                together=None if waiting is None else _together(waiting),
            )
        except (KeyError, TypeError, ValueError):
            return cls()

    def _as_of(self, at: float) -> "Posts":
        """Return what of it still counts at `at`; what is ahead of it belongs to another time."""
        day = math.floor(at / DAY_S)
        lately = tuple(one for one in self.posted if 0.0 <= at - one < HOUR_S)
        return self._replace(posted=lately, day=day, written=self.written if day == self.day else 0)


def _together(stored: Mapping[str, Any]) -> Together:
    return Together(
        since=float(stored["since"]),
        count=int(stored["count"]),
        dangerous=int(stored["dangerous"]),
        dropped=int(stored["dropped"]),
        named=tuple(str(one) for one in stored["named"]),
    )
