"""The chore of backups: one a day into the data folder, and a copy of it on a second medium."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from logbook.model.chain import from_iso_utc
from logbook.model.refusal import Refusal
from logbook.store import archive
from logbook.store.backups import BACKUPS, copied, name_of, pruned, standing
from logbook.store.faults import refusing
from logbook.store.manifest import Manifest
from logbook.store.members import RENAMES
from logbook.store.readers import Readers
from logbook.store.renaming import rename_in_backups
from logbook.watchkeeper.errand import Errand

_log = logging.getLogger(__name__)

EVERY_S: Final = 86_400.0
SETTLED_S: Final = 600.0
"""What a start has to do comes first."""
PICTURES_SPARE: Final = 200 * 1024 * 1024
"""What pictures leave free, here as where they are copied aboard: lines come before them."""
AGAIN_S: Final = 3600.0
"""After a failure: a disk that is full now is full in ten seconds too."""


class Backups:
    """Makes a backup each day, keeps the `keep` fullest, and copies the newest to `second`.

    The second folder is used whenever it is there: that of a stick is not while it is not
    plugged in. `steady` is seconds that never step, `now` ship's time (UTC seconds). A backup is
    good or it is not kept; where none can be made, `look` raises why.
    """

    name = "backups"

    def __init__(
        self,
        folder: Path,
        readers: Readers,
        *,
        keep: int,
        second: str,
        steady: Callable[[], float],
        now: Callable[[], float],
    ) -> None:
        self._folder = folder
        self._readers = readers
        self._keep = keep
        self._second = Path(second) if second else None
        self._steady = steady
        self._now = now
        self._not_before = steady() + SETTLED_S
        self._errand = Errand(self.name)

    def look(self) -> None:
        """Make a backup if it is time, and copy the newest if the second folder lacks it."""
        if self._keep == 0:
            return
        if not self._errand.is_away and self._steady() >= self._not_before:
            self._not_before = self._steady() + AGAIN_S
            self._errand.send(self.work)
        if self._errand.fault is not None:
            raise self._errand.fault

    def work(self) -> None:
        """Do what is due. Raises Refusal."""
        home = self._folder / BACKUPS
        with refusing(home):
            home.mkdir(exist_ok=True)
            with self._readers.book() as book:
                vessel = book.vessel
            stand = standing(home, vessel)
            made = self._make(home) if self._is_due(stand) else None
            if made is not None:
                pruned(home, self._keep, made.manifest)
                stand = standing(home, vessel)
        second = self._second if self._second is not None and self._second.is_dir() else None
        # First of all the lines stand twice: what is wrong with one file there must not prevent it.
        if stand and second is not None:
            self._copy(*stand[-1], second)
        for place in (home, second):
            if place is not None:
                self._rename(place)
        if made is not None and made.without_track is not None:
            raise made.without_track
        if made is not None and made.without_pictures:
            raise Refusal("backup.without_pictures", folder=home)

    def _is_due(self, stand: list[tuple[Path, Manifest]]) -> bool:
        """Tell whether none was made within a day of now, and there is something new to keep."""
        now = self._now()
        if any(abs(now - from_iso_utc(said.made_at)) < EVERY_S for _, said in stand):
            return False
        with self._readers.book() as book:
            count = book.count()
            last = book.entry(count)
        if last is None:
            return False
        try:
            with self._readers.track() as track:
                points = track.count()
        except Refusal:
            points = 0
        newest = stand[-1][1] if stand else None
        return newest is None or (newest.root, newest.points) != (last.hash, points)

    def _make(self, home: Path) -> archive.Made:
        now = self._now()
        with self._readers.book() as book:
            count = book.count()
        file = home / name_of(count, now)
        made = archive.make(self._folder, file, now, pictures_spare=PICTURES_SPARE)
        _log.info("backup %s of %d lines is made", made.file, made.manifest.count)
        return made

    def _rename(self, folder: Path) -> None:
        """Replace the names in backups that were made before they were replaced in the log."""
        with self._readers.book() as book:
            renames, members, vessel = book.state(RENAMES), book.members(), book.vessel
        if isinstance(renames, list) and all(isinstance(one, str) for one in renames):
            rename_in_backups(folder, renames, members, vessel)

    def _copy(self, newest: Path, said: Manifest, second: Path) -> None:
        # The folder is never made: what is not there is a stick that is not plugged in.
        if (second / newest.name).exists():
            return
        copied(newest, second)
        pruned(second, self._keep, said)
