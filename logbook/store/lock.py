"""The one lock on a data folder: held by what writes there, asked after by nobody else."""

import fcntl
import os
import time
from pathlib import Path
from typing import Final

from logbook.model.refusal import Refusal
from logbook.store.closing import Closing
from logbook.store.faults import refusing

NAME: Final = "lock"
_TRIES: Final = 20
_PAUSE_S: Final = 0.005


class FolderLock(Closing):
    """Holds the folder `folder` for this process, until closed or until the process ends.

    Makes the folder where there is none. Raises Refusal `store.locked` (with the holder's `pid`)
    where another holds it, `store.read_only` where it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        with refusing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        if not _taken(self._file):
            pid = os.pread(self._file, 32, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            raise Refusal("store.locked", folder=folder, pid=pid or "?")
        with refusing(folder):
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def close(self) -> None:
        """Let the folder go. The file stays: removing it would let two hold it at once."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def is_held(folder: Path) -> bool:
    """Return whether a process, this one included, holds `folder`."""
    try:
        file = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


def _taken(file: int) -> bool:
    # A reader that asks `is_held` holds a share of the lock for some microseconds: try again.
    for _ in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            time.sleep(_PAUSE_S)
        else:
            return True
    return False
