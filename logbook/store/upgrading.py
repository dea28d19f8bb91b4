"""A backup before an upgrade: the databases are changed for a new release only once it stands."""

from collections.abc import Sequence
from pathlib import Path

from logbook.model.refusal import Refusal
from logbook.store import archive, book_schema, track_schema
from logbook.store.backups import BACKUPS, BEFORE_UPGRADE, name_of
from logbook.store.book_reader import BookReader
from logbook.store.database import Step, open_reader
from logbook.store.faults import refusing


def secured(folder: Path, now: float) -> Path | None:
    """Make a backup of the log in `folder` if opening it will change its databases' form.

    Returns it, or None where nothing is to be changed. The change itself is one transaction.
    Raises Refusal `backup.before_upgrade` where it cannot be made: then nothing must be changed.
    """
    book = _older(folder / book_schema.NAME, book_schema.STEPS)
    track = _older(folder / track_schema.NAME, track_schema.STEPS)
    if not (book or track):
        return None
    try:
        with BookReader(folder) as reader:
            count = reader.count()
        target = folder / BACKUPS / name_of(count, now, BEFORE_UPGRADE)
        with refusing(target):
            target.parent.mkdir(exist_ok=True)
        return archive.make(folder, target, now).file
    except Refusal as refusal:
        if refusal.name == "store.no_book":
            return None
        raise Refusal("backup.before_upgrade", reason=refusal) from refusal


def _older(path: Path, steps: Sequence[Step]) -> bool:
    """Tell whether a database is of an older form; one that is none yet is not."""
    try:
        db = open_reader(path, len(steps))
    except Refusal:
        # Whoever opens it says what is wrong.
        return False
    try:
        version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()
    return 0 < version < len(steps)
