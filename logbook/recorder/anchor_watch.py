"""The anchor watch: where the anchor lies, by the lines of the log, and whether she has left it."""

from collections import deque
from collections.abc import Sequence
from typing import Final

from logbook.alerts import Anchored
from logbook.alerts.anchor_drag import Ended, ended
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.observations import Position
from logbook.model.ship import ShipState
from logbook.model.underway import UnderWay

_FIXES_S: Final = 60.0
_AHEAD_S: Final = 1.0
_LONGEST_M: Final = 10_000.0
"""No chain is longer."""


class AnchorWatch:
    """Follows the anchor lines of the log, and the positions of the last minute. Mutable.

    `over` is the number of the anchor line whose watch has ended because she left; a restart finds
    that line again, and must not watch anew.
    """

    def __init__(self, last: LogEntry | None, over: object) -> None:
        self.anchor: Anchored | None = None
        self.over = over if isinstance(over, int) else None
        self._number: int | None = None
        self._since = float("-inf")
        self._chain_m: float | None = None
        self._awaits_place = False
        self._fixes: deque[tuple[float, Position]] = deque()
        if last is not None and last.number != self.over:
            self.take(last)

    @property
    def fixes(self) -> Sequence[Position]:
        """The good positions of the last minute, while the anchor is down."""
        return [place for _, place in self._fixes]

    def take(self, entry: LogEntry) -> None:
        """Follow a line: the anchor was dropped or weighed, or that line was struck."""
        draft = entry.draft
        if draft.kind is EntryKind.STRIKE:
            if draft.refers_to == self._number:
                self._end()
            return
        self._end()
        self.over = None
        if draft.facts.get("anchor") != "down":
            return
        chain = draft.facts.get("chain_m")
        # A restored line may say anything: a number of a thousand digits is no length.
        if isinstance(chain, int | float) and 0.0 <= chain <= _LONGEST_M:
            self._chain_m = float(chain)
        self._number, self._since = entry.number, entry.at
        # Dropped where no position was known: the first one that is heard stands for the place.
        self._awaits_place = draft.position is None
        if draft.position is not None:
            self.anchor = Anchored(draft.position, self._chain_m)

    def place(self, ship: ShipState, at: float) -> None:
        """Take the position as it is at `at` (UTC seconds since 1970), while the anchor is down."""
        fixes = self._fixes
        if self._number is None:
            fixes.clear()
            return
        fix, heard_at = ship.fix, ship.fix_at
        if fix is not None and at - _FIXES_S < heard_at <= at + _AHEAD_S:
            if not fixes or heard_at > fixes[-1][0]:
                fixes.append((heard_at, fix.position))
            if self._awaits_place:
                self.anchor, self._awaits_place = Anchored(fix.position, self._chain_m), False
        while fixes and not at - _FIXES_S < fixes[0][0] <= at + _AHEAD_S:
            fixes.popleft()

    def left(self, way: UnderWay) -> Ended | None:
        """Return why the watch is over, and end it; None while she lies to her anchor, or drags."""
        if self._number is None:
            return None
        why = ended(self.anchor, self._since, way, self.fixes)
        if why is not None:
            self.over = self._number
            self._end()
        return why

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        self._since += offset_s
        self._fixes.clear()

    def _end(self) -> None:
        self.anchor, self._number, self._chain_m = None, None, None
        self._awaits_place = False
