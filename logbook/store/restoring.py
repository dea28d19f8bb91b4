"""Puts a backup in the place of the log: staged and checked beside it, then swapped file by file.

A folder cannot be swapped in one step. So the new files are laid out in `restoring/`; once they
are checked and on the disk a mark says so, and from then on whoever next opens the log finishes
the swap. Before the mark, what is staged is thrown away. What was replaced is kept.
"""

import contextlib
import re
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from logbook.disk import sync_file, sync_folder
from logbook.model.refusal import Refusal
from logbook.store import book_schema, journal_file, track_schema
from logbook.store.faults import refusing
from logbook.store.manifest import Manifest
from logbook.store.sources import DatabaseSource, JournalSource, Row, Source, chain
from logbook.store.unpacking import unpacked

STAGE: Final = "restoring"
MARK: Final = ".ready"
_SWAPPED: Final = (book_schema.NAME, track_schema.NAME, journal_file.NAME)
_BESIDE: Final = ("-wal", "-shm", "-journal", "")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: what the backup says, and the folder with what it replaced, or None.

    `secrets` are the names of those that it brought, `left` of those that it has and `folder` has
    not, since they were not asked for.
    """

    manifest: Manifest
    kept: Path | None
    secrets: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def restore(
    folder: Path,
    file: Path,
    now: float,
    secrets: Sequence[str] = (),
    *,
    with_secrets: bool = False,
) -> Restored:
    """Put the backup `file` in the place of the log in `folder`; for the holder of its lock.

    `now` (UTC seconds) names the folder with what is replaced; `secrets` are the names of such
    files, restored only `with_secrets`, where the backup has them and `folder` has not: whoever
    made them speaks for the boat from then on. Raises Refusal: `backup.…` for
    a backup that is not good, `restore.other_vessel`, `restore.shorter` or `restore.differs` where
    the log that stands is not a part of it. Then nothing is changed.
    """
    kept = f"replaced-{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
    stage = folder / STAGE
    lacking = [name for name in secrets if not (folder / name).exists()]
    with refusing(folder):
        finished(folder)
        stage.mkdir()
        try:
            said = unpacked(file, stage, *((secrets, ()) if with_secrets else ((), secrets)))
            _refuse_unfit(folder, stage, said)
            _spare_track(folder, stage)
            _make_ready(folder, stage, kept)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        finished(folder)
    had = tuple(name for name in lacking if name in said.sums)
    aside = folder / kept if (folder / kept).exists() else None
    return Restored(said, aside, *((had, ()) if with_secrets else ((), had)))


def _make_ready(folder: Path, stage: Path, kept: str) -> None:
    """Bring what is staged to the disk, then the mark that says so."""
    for path in stage.rglob("*"):
        (sync_folder if path.is_dir() else sync_file)(path)
    (stage / MARK).write_text(kept, encoding="ascii")
    sync_file(stage / MARK)
    sync_folder(stage)
    sync_folder(folder)


def finished(folder: Path) -> None:
    """Finish a swap that was cut short, or throw away what was not ready. OSError passes."""
    stage = folder / STAGE
    if not stage.is_dir():
        return
    if (stage / MARK).exists():
        kept = (stage / MARK).read_text(encoding="ascii")
        if not re.fullmatch(r"replaced-\d{8}T\d{6}Z", kept):
            raise Refusal("backup.damaged", file=stage / MARK, reason=kept)
        _swap(folder, stage, folder / kept)
        # The mark goes last: a cut while the rest is thrown away changes nothing.
        (stage / MARK).unlink()
    shutil.rmtree(stage)
    sync_folder(folder)


def _swap(folder: Path, stage: Path, aside: Path) -> None:
    """Move file by file; what is still staged has not been moved, so it may be begun again."""
    for name in _SWAPPED:
        if not (stage / name).exists():
            continue
        for end in _BESIDE:
            # SQLite would take what is left of the old one's journals for the new one's.
            if (folder / (name + end)).exists():
                aside.mkdir(exist_ok=True)
                (folder / (name + end)).rename(aside / (name + end))
        if aside.exists():
            sync_folder(aside)
        (stage / name).rename(folder / name)
        sync_folder(folder)
    for path in sorted(stage.rglob("*")):
        target = folder / path.relative_to(stage)
        if path.is_file() and path.name != MARK and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)
            sync_folder(target.parent)


def _refuse_unfit(folder: Path, stage: Path, said: Manifest) -> None:
    """Refuse a copy that is not what stands in `folder`, and what came after it.

    What stands is looked for in the journal too: a damaged log is restored as a whole one is.
    """
    with ExitStack() as stack:
        copy = DatabaseSource(stage / book_schema.NAME, stack)
        stands: list[Source] = [
            JournalSource(folder, stack),
            DatabaseSource(folder / book_schema.NAME, stack),
        ]
        whose = next((found for one in stands if (found := one.whose())), None)
        if whose is None:
            return
        if whose.vessel != said.vessel:
            raise Refusal("restore.other_vessel", vessel=said.vessel)
        last: Row | None = None
        for row in chain(stands, said.vessel):
            last = row
        if last is None:
            return
        number = int(str(last["number"]))
        if number > said.count:
            raise Refusal("restore.shorter", count=said.count, number=number)
        held = copy.row(number)
        if held is None or held["hash"] != last["hash"]:
            raise Refusal("restore.differs", number=_parting(copy, stands, said.vessel))


def _parting(copy: Source, stands: Sequence[Source], vessel: str) -> int:
    """Return the number of the first entry that the copy has otherwise."""
    number = 0
    for row in chain(stands, vessel):
        number += 1
        held = copy.row(number)
        if held is None or held["hash"] != row["hash"]:
            break
    return number


def _spare_track(folder: Path, stage: Path) -> None:
    """Leave the track that stands where it is good, the boat's own, and goes on for longer."""
    staged = stage / track_schema.NAME
    if not staged.exists():
        return
    with ExitStack() as stack:
        stands, copy = (
            _track_of(DatabaseSource(path, stack)) for path in (folder / staged.name, staged)
        )
    if stands is not None and copy is not None and stands[0] == copy[0] and stands[1] >= copy[1]:
        staged.unlink()
        for end in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                staged.with_name(staged.name + end).unlink()


def _track_of(source: DatabaseSource) -> tuple[str, int] | None:
    """Return whose a track is and how far it goes (ms); None where it is not whole."""
    whole = source.read("PRAGMA quick_check(1)")
    vessel = source.read("SELECT value FROM meta WHERE name = 'vessel'")
    last = source.read("SELECT coalesce(max(at_ms), 0) FROM points")
    if whole != [("ok",)] or not vessel or not last:
        return None
    return str(vessel[0][0]), int(str(last[0][0]))
