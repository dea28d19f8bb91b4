"""What a backup says of itself: whose log, how many entries, the root, and a sum of each file."""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, cast

from logbook.model.chain import from_iso_utc, iso_utc
from logbook.model.refusal import Refusal
from logbook.store.nature import Nature

NAME: Final = "manifest.json"
FORM: Final = 1
MOST_BYTES: Final = 16 * 1024 * 1024
"""Of a manifest, unpacked: a hundred thousand pictures have their sums in it."""
_MOST_PARTS: Final = 250_000
"""Of a manifest: one a file, of which no backup has more than 200,000."""
_PART: Final = re.compile(rb'"[^"]*"?|([,\[{])')
"""A text, once no quote in it is written as one, or what begins a part."""
_BLOCK: Final = 1 << 20
_MOST_NUMBER: Final = 1 << 63
"""What SQLite counts up to."""
UNREADABLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    # A packing that this Python does not know, a file that asks for a password.
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    OSError,
    zlib.error,
)
"""What reading a zip file that is none, or no more, may raise."""
MOST_AT_ONCE: Final = 8 * 1024 * 1024
"""Bytes read of a zip file at once: its list of files is read whole, and takes ten times as many
in memory. A hundred thousand pictures fit."""
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How our backups are packed; the other ways only serve to hide what unpacks to more."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup's own word; believed only once its files agree.

    `made_at` is ISO 8601 UTC, `root` the hash of entry `count` (empty for none), `points` how many
    points the track has, `sums` the SHA-256 of each file by its name, `renames` how many
    replacements of names it knows of.
    """

    vessel: str
    nature: str
    count: int
    root: str
    made_at: str
    points: int
    sums: Mapping[str, str]
    renames: int = 0
    form: int = FORM

    def data(self) -> bytes:
        """Return the manifest as it stands in the backup."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


class Sips:
    """A file as `zipfile` reads it, which refuses to give more than `MOST_AT_ONCE` at a time.

    How long its list is, and how long each file, a zip file says itself.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.name = str(file.name)
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes, all that follow for -1. Raises BadZipFile where that is much."""
        data = self._file.read(min(size, MOST_AT_ONCE + 1) if size >= 0 else MOST_AT_ONCE + 1)
        if len(data) > MOST_AT_ONCE:
            raise zipfile.BadZipFile(f"more than {MOST_AT_ONCE} bytes at once")
        return data


def read(opened: zipfile.ZipFile, file: Path) -> Manifest:
    """Return the manifest of a backup; `file` is what refusals call it.

    Raises Refusal `backup.not_ours` for what is none, `backup.newer` for one of a later form.
    """
    try:
        data = bytearray()
        for block in blocks(opened, NAME):
            data += block
            if len(data) > MOST_BYTES:
                raise Refusal("backup.not_ours", file=file)
        if _is_much(data):
            raise Refusal("backup.not_ours", file=file)
        # Decoded here: of bytes `json` guesses the encoding, and other quotes would be counted.
        told = json.loads(data.decode())
        if not isinstance(told, dict):
            raise Refusal("backup.not_ours", file=file)
        if isinstance(told.get("form"), int) and told["form"] > FORM:
            raise Refusal("backup.newer", file=file)
        return _checked(told)
    except (KeyError, TypeError) as error:
        raise Refusal("backup.not_ours", file=file) from error


def zipped(file: BinaryIO) -> zipfile.ZipFile:
    """Return a zip file of anybody's, to be read within bounds."""
    return zipfile.ZipFile(cast(BinaryIO, Sips(file)))


def of(file: Path) -> Manifest:
    """Return the manifest of the backup in `file`; raises as `read` does."""
    with opened(file) as (_, manifest):
        return manifest


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Give a backup to read, and its manifest; what the manifest says is not checked yet.

    Raises Refusal `backup.no_file`, `backup.damaged`, `backup.not_ours`, `backup.newer`; what is
    found damaged while it is open is `backup.damaged` too.
    """
    try:
        with file.open("rb") as raw, zipped(raw) as found:
            if any(info.compress_type not in _PACKED for info in found.infolist()):
                raise Refusal("backup.not_ours", file=file)
            yield found, read(found, file)
    except FileNotFoundError as error:
        raise Refusal("backup.no_file", file=file) from error
    except UNREADABLE as error:
        raise Refusal("backup.damaged", file=file, reason=error) from error


def standing(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """Yield the backups that stand in `folder` with what they say; what is none is passed over."""
    for file in sorted(folder.glob("*.zip")):
        try:
            # A pipe of that name would keep whoever opens it waiting.
            told = of(file) if file.is_file() else None
        except Refusal:
            continue
        if told is not None:
            yield file, told


def blocks(opened: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield what a file of the backup unpacks to, a megabyte at a time, whatever it says to be.

    The only place that unpacks: `ZipFile.read`, and `read` without a size, unpack all at once.
    """
    with opened.open(name) as packed:
        while block := packed.read(_BLOCK):
            yield block


def stream(opened: zipfile.ZipFile, name: str, out: BinaryIO, most: int) -> int:
    """Write a file of the backup to `out`, at most `most` bytes; return how many there were.

    Raises Refusal `backup.too_big` beyond.
    """
    size = 0
    for block in blocks(opened, name):
        size += len(block)
        if size > most:
            raise Refusal("backup.too_big", file=opened.filename, part=name)
        out.write(block)
    return size


def _is_much(data: bytearray) -> bool:
    """Tell whether JSON has more parts than a manifest: each of two bytes takes sixty in memory.

    Asked before it is read. What stands in a text, in the name of somebody's picture say, is none.
    """
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    parts = (found for found in _PART.finditer(plain) if found.lastindex)
    return next(islice(parts, _MOST_PARTS, None), None) is not None


def _checked(told: dict[str, object]) -> Manifest:
    """Return what a manifest says. Raises KeyError, TypeError, ValueError for what none can."""
    sums = told["sums"]
    if not isinstance(sums, dict):
        raise TypeError("sums")
    return Manifest(
        vessel=str(told["vessel"]),
        nature=Nature(str(told["nature"])).value,
        count=_number(told["count"]),
        root=str(told["root"]),
        made_at=_instant(told["made_at"]),
        points=_number(told["points"]),
        sums={str(name): str(value) for name, value in sums.items()},
        renames=_number(told.get("renames", 0)),
    )


def _number(told: object) -> int:
    if not isinstance(told, int) or not 0 <= told < _MOST_NUMBER:
        raise TypeError("a number")
    return told


def _instant(told: object) -> str:
    if not isinstance(told, str) or iso_utc(from_iso_utc(told)) != told:
        raise TypeError("an instant")
    return told
