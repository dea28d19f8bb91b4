"""The automatic backups: which stand in a folder, which is the newest good one, which may go."""

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from logbook.disk import free_bytes, whole
from logbook.model.refusal import Refusal
from logbook.store import archive, book_schema, manifest, track_schema
from logbook.store.aboard import Aboard
from logbook.store.faults import refusing
from logbook.store.manifest import Manifest
from logbook.store.unpacking import refuse_bad_track
from logbook.store.witnesses import BACKUPS

__all__ = ["BACKUPS", "copied", "good", "name_of", "pruned", "standing"]

_log = logging.getLogger(__name__)

_PREFIX: Final = "logbook"
BEFORE_UPGRADE: Final = "before-upgrade"


def name_of(count: int, at: float, prefix: str = _PREFIX) -> str:
    """Return the file name of a backup of `count` entries made at `at` (UTC seconds).

    Names sort by what the backup holds: no clock that was wrong makes an old one the newest.
    """
    return f"{prefix}-{count:08d}-{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}.zip"


def standing(folder: Path, vessel: str) -> list[tuple[Path, Manifest]]:
    """Return a vessel's automatic backups in `folder` with what they say, the fullest last.

    Other boats' may stand beside them: a flotilla passes sticks round.
    """
    found = [
        (file, said)
        for file, said in manifest.standing(folder)
        if file.name.startswith(f"{_PREFIX}-") and said.vessel == vessel
    ]
    return sorted(found, key=lambda one: (one[1].count, one[1].made_at))


@contextmanager
def good(folder: Path, folders: Sequence[Path]) -> Iterator[Path | None]:
    """Give a folder with the databases of the backup that a log is made again of, None for none.

    Of those in `folders` that are good and of the vessel of the log in `folder`, the fullest that
    has a line in common with what still stands there; where none of its lines stands, the fullest
    of the first of `folders` that has one. Where nothing tells whose log it was, those of the
    first only, which is ours. Each is checked before it is believed.
    """
    with tempfile.TemporaryDirectory(prefix=".backup.", suffix=".part", dir=folder) as name:
        with ExitStack() as stack:
            # Closed before anything of it is renamed: SQLite goes by names when it closes.
            chosen = _chosen(Aboard(folder, stack), folders, Path(name))
        yield chosen


def _chosen(aboard: Aboard, folders: Sequence[Path], within: Path) -> Path | None:
    """Return the folder, `within` another, into which the one to be believed was taken out."""
    left, rank = within / "none", len(folders)
    for place, file in _standing_of(aboard.vessel(), folders):
        bench = within / f"{place}-{file.name}"
        if not _is_taken_out(file, bench):
            continue
        is_of_it = aboard.holds(bench / book_schema.NAME)
        if is_of_it:
            return bench
        if is_of_it is None and place < rank:
            bench, left, rank = left, bench, place
        else:
            _log.warning("a backup is not used, it is of another log: %s", file)
        # Beside a large one there may be no room for the next.
        shutil.rmtree(bench, ignore_errors=True)
    return left if left.exists() else None


def _is_taken_out(file: Path, bench: Path) -> bool:
    bench.mkdir()
    try:
        taken_out(file, bench, (book_schema.NAME, track_schema.NAME))
    except Refusal as refusal:
        _log.info("a backup is not good: %s %s", refusal.name, refusal.facts)
        shutil.rmtree(bench, ignore_errors=True)
        return False
    return True


def _standing_of(vessel: str | None, folders: Sequence[Path]) -> list[tuple[int, Path]]:
    """Return the backups of a vessel with the place of their folder, the fullest first."""
    found = [
        (said.count, said.made_at, place, file)
        for place, folder in enumerate(folders if vessel else folders[:1])
        for file, said in manifest.standing(folder)
        if vessel in {None, said.vessel}
    ]
    found.sort(key=lambda one: one[:2], reverse=True)
    return [(place, file) for _, _, place, file in found]


def taken_out(file: Path, folder: Path, names: Sequence[str]) -> Manifest:
    """Take those of `names` that a backup has into `folder`, checked; return what it says.

    A track that is not good is left out.
    Raises Refusal `backup.damaged`, `backup.not_good`, `backup.too_big`, ….
    """
    with manifest.opened(file) as (opened, said):
        room = free_bytes(folder) - archive.SPARE_BYTES
        for name in names:
            if name not in said.sums:
                continue
            path = folder / name
            with path.open("wb") as out:
                room -= manifest.stream(opened, name, out, room)
            if _sum(path) != said.sums[name]:
                raise Refusal("backup.not_good", file=file, reason=name)
    archive.refuse_bad_book(folder, said, file)
    try:
        refuse_bad_track(folder / track_schema.NAME, said, file)
    except Refusal as refusal:
        # The book is good without it.
        _log.info("a backup's track is not good: %s %s", refusal.name, refusal.facts)
        (folder / track_schema.NAME).unlink()
    return said


def pruned(folder: Path, keep: int, newest: Manifest) -> list[Path]:
    """Remove all but the `keep` fullest automatic backups in `folder`; return which went.

    Of the vessel of `newest` only, and of those that say no more than it does: what claims to
    hold more than the log is somebody else's work, and no reason to remove a good one.
    """
    stand = [one for one in standing(folder, newest.vessel) if one[1].count <= newest.count]
    gone = [path for path, _ in stand[: -keep or None]] if keep > 0 else []
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def copied(file: Path, folder: Path) -> Path:
    """Copy a backup into a second folder, read back and compared. Raises Refusal."""
    target = folder / file.name
    with refusing(target):
        if free_bytes(folder) < file.stat().st_size + archive.SPARE_BYTES // 4:
            raise Refusal(
                "backup.no_room",
                folder=folder,
                free=free_bytes(folder) // 1_000_000,
                needed=file.stat().st_size // 1_000_000 + archive.SPARE_BYTES // 4_000_000 + 1,
            )
        with whole(target, private=True) as out, file.open("rb") as source:
            shutil.copyfileobj(source, out, 1 << 20)
            archive.to_disk(out)
            out.seek(0)
            if hashlib.file_digest(out, "sha256").hexdigest() != _sum(file):
                raise Refusal("backup.not_good", file=target, reason=file.name)
    return target


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
