"""Files that take their name once they are whole and on the disk; folders that remember it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from itertools import chain
from pathlib import Path
from typing import Final

FOR_READERS: Final = 0o666
"""As databases are made, less the mask: who may read the log may read what stands beside it."""
_FOR_US: Final = 0o600


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def sync_file(path: Path) -> None:
    """Bring what stands in `path` to the disk."""
    _sync(path, os.O_RDONLY)


@contextmanager
def whole(path: Path, *, private: bool = False) -> Iterator[BufferedRandom]:
    """Give a file to write that becomes `path` at the end, or nothing at all; power cuts too.

    A `private` one is for its owner alone to read.
    """
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    mode = _FOR_US if private else FOR_READERS
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with os.fdopen(os.open(made, flags, mode), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def written(path: Path, data: bytes) -> None:
    """Write a file of our own, for us alone, whole or not at all; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path, private=True) as file:
        file.write(data)


def swept(folder: Path) -> None:
    """Remove what a cut left half made in `folder` and in its folders; for the lock's holder."""
    for path in chain.from_iterable(
        folder.glob(f"{within}.*.part") for within in ("", "*/", "*/*/")
    ):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def free_bytes(folder: Path) -> int:
    """Return how much room is left on the disk of `folder` for this process."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
