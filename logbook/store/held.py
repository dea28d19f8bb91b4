"""A data folder that is held, and whose log has been made whole: what every writer begins with."""

from collections.abc import Sequence
from pathlib import Path

from logbook.store.lock import FolderLock
from logbook.store.mending import mended


class Held(FolderLock):
    """Holds `folder`; `mended` is what had to be done to the log before it may be opened.

    `now` is UTC seconds, `more` are further folders with backups. Raises Refusal as `FolderLock`
    and `mended` do; then the folder is not held.
    """

    def __init__(self, folder: Path, now: float, more: Sequence[Path] = ()) -> None:
        super().__init__(folder)
        try:
            self.mended = tuple(mended(folder, now, more))
        except BaseException:
            self.close()
            raise
