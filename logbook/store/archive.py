"""A backup: one zip file with the databases, the journal and the pictures, checked as it is made.

Neither the keys nor the tokens of the chat are in it, unless they are asked for by name.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from logbook.disk import free_bytes, whole
from logbook.model.chain import iso_utc
from logbook.model.refusal import Refusal
from logbook.store import book_schema, journal_file, manifest, track_schema
from logbook.store.believed import handed_in
from logbook.store.book_reader import BookReader
from logbook.store.database import Step, open_reader
from logbook.store.faults import refusing
from logbook.store.manifest import Manifest
from logbook.store.members import RENAMES
from logbook.store.snapshot import snapshot
from logbook.store.strangers import unlike_ours
from logbook.store.track_reader import TrackReader

PICTURES: Final = "files"
SPARE_BYTES: Final = 64 * 1024 * 1024
"""What a backup leaves free on a disk, for the log itself."""
_COPIED: Final = ((book_schema.NAME, book_schema.STEPS), (track_schema.NAME, track_schema.STEPS))
_BLOCK: Final = 1 << 20
_NONE_OF_OURS: Final = frozenset({"store.foreign", "store.newer", "store.no_book"})


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, what it says, its size in bytes; why it lacks the track."""

    file: Path
    manifest: Manifest
    size: int
    without_track: Refusal | None = None
    without_pictures: bool = False


def make(
    folder: Path,
    file: Path,
    made_at: float,
    secrets: Sequence[str] = (),
    *,
    pictures_spare: int | None = None,
) -> Made:
    """Make a backup of the log in `folder` as `file`, which stands only if it is good.

    The log may be written meanwhile. `secrets` are names of files in `folder` that go with it.
    With `pictures_spare` pictures that would leave less than so many bytes free are left out.
    Written, brought to the disk, opened again and its chain checked. Raises Refusal: what reading
    the log does, `backup.no_room`, `backup.not_good` with what is wrong with the log itself.
    """
    pictures = _pictures(folder)
    short = pictures_spare is not None and not _has_room(folder, file, pictures, pictures_spare)
    pictures = [] if short else pictures
    _refuse_short(folder, file, pictures)
    with refusing(file), bench_in(file.parent) as bench:
        # First what the database will surely hold as well, since it is written after it.
        journal = _journal(folder, bench)
        track_fault = None
        for name, steps in _COPIED:
            try:
                snapshot(folder / name, steps, bench / name)
            except Refusal as refusal:
                if name == book_schema.NAME:
                    raise
                (bench / name).unlink(missing_ok=True)
                track_fault = None if refusal.name == "store.no_book" else refusal
        packed = [bench / name for name, _ in _COPIED if (bench / name).exists()]
        packed += [journal] if journal is not None else []
        rest = [*pictures, *(folder / name for name in secrets)]
        with whole(file, private=True) as out:
            said = packed_into(out, folder, bench, [*packed, *rest], made_at)
            for path in packed:
                path.unlink()
            check(out, file, said, bench)
    return Made(file, said, file.stat().st_size, track_fault, short)


def check(out: BinaryIO, file: Path, said: Manifest, bench: Path) -> None:
    """Read a backup back from the disk: its sums, its chain. Raises Refusal `backup.not_good`."""
    to_disk(out)
    try:
        with manifest.zipped(out) as written:
            for name, expected in said.sums.items():
                copy = bench / name if name == book_schema.NAME else Path(os.devnull)
                with copy.open("wb") as out_of_it:
                    if _sum(written, name, out_of_it) != expected:
                        raise Refusal("backup.not_good", file=file, reason=name)
    except manifest.UNREADABLE as error:
        raise Refusal("backup.not_good", file=file, reason=error) from error
    refuse_bad_book(bench, said, file)


def to_disk(out: BinaryIO) -> None:
    """Bring `out` to the disk, and let the memory forget it: what is read next is what stands."""
    out.flush()
    os.fsync(out.fileno())
    os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def refuse_bad_book(folder: Path, said: Manifest, file: Path) -> None:
    """Refuse a book that was taken out of a backup into `folder` unless it is whole and as said."""
    refuse_unlike(folder / book_schema.NAME, book_schema.STEPS, file)
    with handed_in(file), BookReader(folder) as book:
        found = book.verify(alone=True)
        if found:
            raise Refusal("backup.not_good", file=file, reason=found[0].refusal())
        last = book.entry(book.count())
        holds = (book.vessel, book.count(), "" if last is None else last.hash)
    if holds != (said.vessel, said.count, said.root):
        raise Refusal("backup.not_good", file=file, reason=manifest.NAME)


def refuse_unlike(path: Path, steps: Sequence[Step], file: Path) -> None:
    """Refuse a database out of a backup whose tables, or what stands beside them, are not ours."""
    try:
        with handed_in(file), closing(open_reader(path, len(steps)).conn) as conn:
            found = unlike_ours(conn, steps)
    except Refusal as refusal:
        if refusal.name not in _NONE_OF_OURS:
            raise
        raise Refusal("backup.not_good", file=file, reason=refusal) from refusal
    if found is not None:
        raise Refusal("backup.not_good", file=file, reason=found.refusal())


@contextmanager
def bench_in(folder: Path) -> Iterator[Path]:
    """Give a folder to work in, on the disk of the backup."""
    bench = Path(tempfile.mkdtemp(prefix=".backup.", suffix=".part", dir=folder))
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def _needed(folder: Path, pictures: Sequence[Path]) -> int:
    """Return how many bytes the copies take beside the packed ones, with these pictures."""
    names = [name for name, _ in _COPIED]
    stand = [folder / name for name in (*names, journal_file.NAME)]
    needed = 2 * sum(path.stat().st_size for path in stand if path.exists())
    return needed + sum(path.stat().st_size for path in pictures)


def _has_room(folder: Path, file: Path, pictures: Sequence[Path], spare: int) -> bool:
    with refusing(file):
        return free_bytes(file.parent) >= _needed(folder, pictures) + spare


def _refuse_short(folder: Path, file: Path, pictures: Sequence[Path]) -> None:
    """Refuse where the copies, beside the packed ones, would fill the disk."""
    with refusing(file):
        needed, free = _needed(folder, pictures), free_bytes(file.parent)
    if free < needed + SPARE_BYTES:
        megabytes = (needed + SPARE_BYTES) // 1_000_000 + 1
        raise Refusal(
            "backup.no_room", folder=file.parent, free=free // 1_000_000, needed=megabytes
        )


def _journal(folder: Path, bench: Path) -> Path | None:
    """Copy the whole lines of the journal; None where there is none."""
    path = folder / journal_file.NAME
    if not path.exists():
        return None
    size = path.stat().st_size
    with (bench / path.name).open("wb") as copy:
        copy.writelines(journal_file.lines(path, size))
    return bench / path.name


def _pictures(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in (folder / PICTURES).glob("*/*")
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )


def packed_into(
    out: BinaryIO, folder: Path, bench: Path, paths: Sequence[Path], made_at: float
) -> Manifest:
    """Write the zip file of `paths`, which stand in `folder` or in `bench`; return its word."""
    sums: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for path in paths:
            home = bench if path.is_relative_to(bench) else folder
            name = path.relative_to(home).as_posix()
            summed = hashlib.sha256()
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            # Pictures are packed as they are.
            stored = name.startswith(f"{PICTURES}/")
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            with path.open("rb") as file, target.open(info, "w", force_zip64=True) as packed:
                while block := file.read(_BLOCK):
                    summed.update(block)
                    packed.write(block)
            sums[name] = summed.hexdigest()
        said = _manifest(bench, made_at, sums)
        target.writestr(zipfile.ZipInfo(manifest.NAME, (2000, 1, 1, 0, 0, 0)), said.data())
    return said


def _manifest(bench: Path, made_at: float, sums: dict[str, str]) -> Manifest:
    with BookReader(bench) as book:
        count = book.count()
        last = book.entry(count)
        vessel, nature = book.vessel, book.nature.value
        renames = book.state(RENAMES)
    points = 0
    if track_schema.NAME in sums:
        with TrackReader(bench) as track:
            points = track.count()
    root = "" if last is None else last.hash
    known = len(renames) if isinstance(renames, list) else 0
    return Manifest(vessel, nature, count, root, iso_utc(made_at), points, sums, known)


def _sum(opened: zipfile.ZipFile, name: str, copy: BinaryIO) -> str:
    summed = hashlib.sha256()
    for block in manifest.blocks(opened, name):
        summed.update(block)
        copy.write(block)
    return summed.hexdigest()
