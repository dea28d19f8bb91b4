"""A disk whose power can be cut: ext4 on a loop device, shut down without a flush."""

import contextlib
import ctypes
import fcntl
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SHUTDOWN: Final = 0x8004587D
"""FS_IOC_SHUTDOWN of Linux: from now on nothing reaches the disk."""
_NO_LOG_FLUSH: Final = 2
"""Not even the file system's own journal: as when the current fails."""


class Disk:
    """A file system of `size` bytes on a file in `beside`, mounted at `root`."""

    def __init__(self, beside: Path, size: int = 96 * 1024 * 1024) -> None:
        self.root = beside / "disk"
        self._image = beside / "disk.img"
        self.root.mkdir()
        with self._image.open("wb") as image:
            image.truncate(size)
        _run("mkfs.ext4", "-q", "-F", str(self._image))
        self.mount()

    def mount(self, *options: str) -> None:
        _run("mount", "-o", ",".join(("loop", *options)), str(self._image), str(self.root))

    def unmount(self) -> None:
        _run("umount", str(self.root))

    def cut(self) -> None:
        """Cut the power: what is not on the disk now never will be."""
        where = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(where, _SHUTDOWN, ctypes.c_uint32(_NO_LOG_FLUSH))
        finally:
            os.close(where)


@contextlib.contextmanager
def disk(beside: Path) -> Iterator[Disk]:
    made = Disk(beside)
    try:
        yield made
    finally:
        subprocess.run(["umount", "-l", str(made.root)], check=False, capture_output=True)


def may_mount() -> bool:
    """Tell whether this machine lets us mount: root, with loop devices."""
    if os.geteuid() != 0:
        return False
    found = subprocess.run(["losetup", "-f"], check=False, capture_output=True)
    return found.returncode == 0


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
