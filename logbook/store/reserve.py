"""Room on the disk that is kept for bad times: a file that is given up when the log needs it."""

import contextlib
import logging
import os
from pathlib import Path
from typing import Final

from logbook.disk import free_bytes, sync_folder

_log = logging.getLogger(__name__)

NAME: Final = "reserve"
BYTES: Final = 8 * 1024 * 1024
"""Some thousands of entries with what belongs to them."""
SPARE_BYTES: Final = 16 * 1024 * 1024
"""What must be free besides, before the reserve is made: it must not itself fill the disk."""


class Reserve:
    """The reserve in `folder`; any thread may ask, the book's gives it up.

    `spent` is whether the disk was full and there is no room yet to make it again: meanwhile the
    track waits, so that entries have what was freed.
    """

    def __init__(self, folder: Path, *, size: int = BYTES, spare: int = SPARE_BYTES) -> None:
        self._path = folder / NAME
        self._size = size
        self._spare = spare
        self.spent = False

    def give_up(self) -> bool:
        """Give the room back to the disk; return whether there was any."""
        try:
            self._path.unlink()
            sync_folder(self._path.parent)
        except OSError:
            # A disk on which none ever has room is only written as long as it goes.
            self.spent = self._has_place()
            return False
        _log.error("the disk is full: the reserve of %d bytes is given up", self._size)
        self.spent = True
        return True

    def look(self) -> None:
        """Make the reserve where there is none and room enough; the disk's blocks really taken."""
        with contextlib.suppress(OSError):
            if self._is_whole():
                self.spent = False
                return
            if free_bytes(self._path.parent) < self._size + self._spare:
                return
            self._make()
            self.spent = False

    def _has_place(self) -> bool:
        try:
            disk = os.statvfs(self._path.parent)
        except OSError:
            return False
        return disk.f_blocks * disk.f_frsize > self._size + self._spare

    def _is_whole(self) -> bool:
        try:
            return self._path.stat().st_size >= self._size
        except FileNotFoundError:
            return False

    def _make(self) -> None:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(handle, 0, self._size)
            os.fsync(handle)
        except OSError:
            self._path.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)
