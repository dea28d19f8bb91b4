"""Takes a backup out of its file, trusting nothing that it says: no path, no size, no sum."""

import hashlib
import logging
import os
import re
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from logbook.disk import free_bytes
from logbook.model.refusal import Refusal
from logbook.store import archive, book_schema, journal_file, manifest, track_schema
from logbook.store.believed import handed_in, sifted
from logbook.store.book_reader import BookReader
from logbook.store.database import connected
from logbook.store.manifest import Manifest

_log = logging.getLogger(__name__)

_PICTURE: Final = re.compile(
    r"files/(?:wanted/[0-9]{1,12}\.json|[0-9]{1,12}/[^/\\\x00-\x1f.][^/\\\x00-\x1f]{0,199})"
)
_DATABASES: Final = (book_schema.NAME, track_schema.NAME)
_MOST_FILES: Final = 200_000
_MOST_PICTURE_BYTES: Final = 32 * 1024 * 1024
"""More than any picture that is kept aboard has."""
_HEAD: Final = b"SQLite format 3\0"


_ODD: Final = """SELECT 1 FROM points
WHERE at_ms NOT BETWEEN -62135596800000 AND 253402300799999
   OR lat_e7 NOT BETWEEN -900000000 AND 900000000
   OR lon_e7 NOT BETWEEN -1800000000 AND 1800000000
UNION ALL SELECT 1 FROM quantities WHERE steps_per_unit < 1 LIMIT 1"""
"""What no track of ours holds: instants beyond the years 1 and 9999, places off the earth."""


def unpacked(
    file: Path, folder: Path, secrets: Sequence[str] = (), left: Sequence[str] = ()
) -> Manifest:
    """Take the backup `file` out into the empty `folder`, and check all of it; return its word.

    Only names that a backup has are taken, `secrets` among them, for us alone to read; it may hold
    those `left` too, and they stay in it. Everything is bounded by what is free on the disk. Raises
    Refusal `backup.damaged`, `backup.strange`, `backup.too_big`, `backup.not_good`.
    """
    with manifest.opened(file) as (opened, said):
        names = [name for name in _names(opened, said, file, (*secrets, *left)) if name not in left]
        room = free_bytes(folder) - archive.SPARE_BYTES
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            most = min(room, _MOST_PICTURE_BYTES) if "/" in name or name in secrets else room
            with open(path, "xb", opener=_for_us if name in secrets else None) as out:
                room -= manifest.stream(opened, name, out, most)
            if _sum(path) != said.sums[name]:
                raise Refusal("backup.not_good", file=file, reason=name)
    for name in _DATABASES:
        _refuse_no_database(folder / name, file)
    archive.refuse_bad_book(folder, said, file)
    refuse_bad_track(folder / track_schema.NAME, said, file)
    with handed_in(file):
        sifted(folder / book_schema.NAME)
        _leave_strange_journal(folder)
    return said


def _leave_strange_journal(folder: Path) -> None:
    """Leave a journal that tells otherwise than the book: the book makes one when it is opened."""
    with BookReader(folder) as book:
        found = book.verify()
    if found:
        _log.info("a backup's journal is left: %s %s", found[0].name, dict(found[0].facts))
        (folder / journal_file.NAME).unlink()


def _for_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _names(
    opened: zipfile.ZipFile, said: Manifest, file: Path, secrets: Sequence[str]
) -> list[str]:
    """Return the names of the files to take; refuse a name that no backup has, or that is twice."""
    infos = opened.infolist()
    names = [info.filename for info in infos if info.filename != manifest.NAME]
    if len(infos) > _MOST_FILES or len(set(names)) != len(names) or set(names) != set(said.sums):
        raise Refusal("backup.strange", file=file, part=manifest.NAME)
    plain = {*_DATABASES, journal_file.NAME, *secrets}
    for name in names:
        if name not in plain and not _PICTURE.fullmatch(name):
            raise Refusal("backup.strange", file=file, part=name)
    if book_schema.NAME not in names:
        raise Refusal("backup.strange", file=file, part=book_schema.NAME)
    return names


def _refuse_no_database(path: Path, file: Path) -> None:
    if not path.exists():
        return
    with path.open("rb") as database:
        if database.read(len(_HEAD)) != _HEAD:
            raise Refusal("backup.not_good", file=file, reason=path.name)


def refuse_bad_track(path: Path, said: Manifest, file: Path) -> None:
    """Refuse a backup's track that is damaged, another vessel's, brings SQL, or is of nowhere."""
    if not path.exists():
        return
    archive.refuse_unlike(path, track_schema.STEPS, file)
    with handed_in(file), closing(connected(path, "ro")) as conn:
        conn.execute("PRAGMA query_only=on")
        whole = conn.execute("PRAGMA quick_check(1)").fetchone()
        vessel = conn.execute("SELECT value FROM meta WHERE name = 'vessel'").fetchone()
        odd = conn.execute(_ODD).fetchone()
    if whole != ("ok",) or vessel not in {None, (said.vessel,)} or odd is not None:
        raise Refusal("backup.not_good", file=file, reason=path.name)


def _sum(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
