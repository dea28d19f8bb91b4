"""The bytes of a file that someone hands in, plain or gzipped, in chunks; says if it is torn."""

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from logbook.model.refusal import Refusal

Progress = Callable[[int, int], None]
"""Told bytes read so far and bytes in all, both as they lie on the disk."""

CHUNK: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"


class Source:
    """One file, read once from start to end; no more than a chunk of it is in memory.

    `torn` becomes true where a gzipped file ends early or is damaged: what came before is given.
    Raises Refusal: `imports.missing`, `imports.folder`, `imports.unreadable`.
    """

    __slots__ = ("_progress", "path", "torn")

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.torn = False
        self._progress = progress

    def chunks(self) -> Iterator[bytes]:
        """Yield the file's bytes, unzipped, never an empty chunk."""
        try:
            with self.path.open("rb") as file:
                yield from self._read(file)
        except FileNotFoundError as error:
            raise Refusal("imports.missing", file=self.path.name) from error
        except IsADirectoryError as error:
            raise Refusal("imports.folder", file=self.path.name) from error
        except OSError as error:
            raise Refusal(
                "imports.unreadable", file=self.path.name, reason=error.strerror or str(error)
            ) from error

    def _read(self, file: BinaryIO) -> Iterator[bytes]:
        total = os.fstat(file.fileno()).st_size
        zipped = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        # read1 gives what one step unzips, so that nothing before a tear is lost with it.
        read = gzip.GzipFile(fileobj=file).read1 if zipped else file.read
        try:
            while chunk := read(CHUNK):
                yield chunk
                if self._progress is not None:
                    self._progress(file.tell(), total)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.torn = True
