"""The nightly check: the whole log against itself, its journal, its backups and its seals."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.findings import Finding
from logbook.store.mending import RECHECK
from logbook.store.track_reader import TrackReader
from logbook.watchkeeper.errand import Errand

STATE: Final = "checked"
"""Under this name the book keeps when it was last found whole, UTC seconds."""
HOUR: Final = 3
"""Of ship's time: the watch below sleeps, and the crew on deck types little."""
_DAY_S: Final = 86_400.0
LATEST_S: Final = 2 * _DAY_S
"""A boat that is switched off by night is checked by day, after so long."""
SETTLED_S: Final = 1800.0


class NightCheck:
    """Checks everything once a night, slowly; `tell` is handed what is wrong, once for each fault.

    `steady` is seconds that never step, `now` ship's time (UTC seconds), `offset` its distance
    from UTC (s), `pause` lets others work. What is wrong is told by `look`, until a check finds
    nothing; the next start then looks at everything, and mends it.
    """

    name = "check"

    def __init__(
        self,
        folder: Path,
        book: Book,
        tell: Callable[[Finding], None],
        *,
        steady: Callable[[], float],
        now: Callable[[], float],
        offset: Callable[[], int],
        pause: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._book = book
        self._tell = tell
        self._steady = steady
        self._now = now
        self._offset = offset
        self._pause = pause
        self._began = steady()
        self._tried_at = float("-inf")
        self._found: Finding | None = None
        self._errand = Errand(self.name)

    def look(self) -> None:
        """Begin the check if it is time; raises Refusal `upkeep.check` with what is wrong."""
        if not self._errand.is_away and self._is_due():
            self._tried_at = self._steady()
            self._errand.send(self.work)
        if self._errand.fault is not None:
            raise self._errand.fault
        if self._found is not None:
            raise Refusal("upkeep.check", problem=self._found.refusal())

    def work(self) -> None:
        """Check everything now. Raises Refusal where it cannot be read."""
        found = self._checked()
        if found is None:
            self._found = None
            self._book.keep({STATE: round(self._now())})
            return
        (self._folder / RECHECK).touch()
        if found != self._found:
            self._found = found
            self._tell(found)

    def _checked(self) -> Finding | None:
        with BookReader(self._folder) as book:
            found = book.verify(pause=self._pause)
        try:
            with TrackReader(self._folder) as track:
                found += track.verify()
        except Refusal as refusal:
            if refusal.name != "store.no_book":
                found.append(Finding(refusal.name, refusal.facts))
        return found[0] if found else None

    def _is_due(self) -> bool:
        steady = self._steady()
        if steady - self._tried_at < _DAY_S / 2 or steady - self._began < SETTLED_S:
            return False
        now = self._now()
        if int((now + self._offset()) % _DAY_S // 3600) == HOUR:
            return True
        last = self._book.state(STATE)
        return not isinstance(last, int | float) or abs(now - last) > LATEST_S
