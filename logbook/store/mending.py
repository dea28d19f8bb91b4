"""Makes a damaged log whole before it is opened: kept aside, rebuilt, and said what was lost."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from logbook import disk
from logbook.model.refusal import Refusal
from logbook.store import book_schema, journal_file, track_schema
from logbook.store.backups import BACKUPS, good
from logbook.store.database import open_reader, rolled_back
from logbook.store.faults import refusing
from logbook.store.findings import Finding
from logbook.store.looking import is_damaged, looked
from logbook.store.rebuilding import put_aside, rebuilt
from logbook.store.restoring import finished
from logbook.store.upgrading import secured

_log = logging.getLogger(__name__)

RECHECK: Final = "recheck"
"""A file of this name makes the next start look at everything: the nightly check found a fault."""
_OF_THE_JOURNAL: Final = frozenset(
    {
        "store.journal_damaged",
        "store.journal_differs",
        "store.journal_other",
        "store.journal_unreadable",
    }
)
_LARGE_TRACK_BYTES: Final = 64 * 1024 * 1024
"""Beyond it a track is checked by night only: a start must not take seconds."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to a log: to be told to the crew, as one line of it.

    `name` is the sentence (`upkeep.book`, `upkeep.journal`, `upkeep.track`), `facts` what fills
    it, JSON-able; `reason` what was found wrong.
    """

    name: str
    facts: dict[str, object]
    reason: Finding


def mended(folder: Path, now: float, more: Sequence[Path] = ()) -> list[Mended]:
    """Make the log in `folder` fit to be opened; for the holder of its lock, before any writer.

    A restore that was cut short is finished, what is damaged is kept aside and made again, and
    before an upgrade a backup is made. `now` is UTC seconds, for the names of what is kept; `more`
    are further folders with backups. Raises Refusal for what cannot be mended, or must not.
    """
    with refusing(folder):
        finished(folder)
        disk.swept(folder)
        for name in (book_schema.NAME, track_schema.NAME):
            with suppress(Refusal):  # what is still wrong with it is seen below
                rolled_back(folder / name)
        stamp = f"{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}"
        wholly = (folder / RECHECK).exists()
        done = [
            _book(folder, stamp, more, wholly=wholly),
            _track(folder, stamp, more, wholly=wholly),
        ]
        secured(folder, now)
        if wholly:
            (folder / RECHECK).unlink(missing_ok=True)
    return [one for one in done if one is not None]


def _book(folder: Path, stamp: str, more: Sequence[Path], *, wholly: bool) -> Mended | None:
    found = looked(folder, wholly=wholly)
    if found is None:
        return None
    _log.info("the log is damaged: %s %s", found.name, dict(found.facts))
    if found.name in _OF_THE_JOURNAL:
        # Of a book that is whole by itself the journal is only a copy.
        return _journal(folder, stamp, found)
    aside = f"logbook.damaged-{stamp}.db"
    with good(folder, [folder / BACKUPS, *more]) as backup:
        copy = None if backup is None else backup / book_schema.NAME
        result = rebuilt(folder, copy, aside)
    if result.journal_damaged:
        _journal(folder, stamp, found)
    facts: dict[str, object] = {
        "kept": aside,
        "count": result.count,
        "lost": max(0, result.known - result.count),
        "outbox": result.outbox,
    }
    return Mended("upkeep.book", facts, found)


def _journal(folder: Path, stamp: str, found: Finding) -> Mended:
    """Keep the journal aside; the book makes a new one when it is opened."""
    aside = f"journal.damaged-{stamp}.jsonl"
    with suppress(FileNotFoundError):
        (folder / journal_file.NAME).rename(folder / aside)
    disk.sync_folder(folder)
    return Mended("upkeep.journal", {"kept": aside}, found)


def _track(folder: Path, stamp: str, more: Sequence[Path], *, wholly: bool) -> Mended | None:
    path = folder / track_schema.NAME
    reason = track_fault(path, wholly=wholly)
    if reason is None:
        return None
    _log.info("the track is damaged: %s", dict(reason.facts))
    aside = f"track.damaged-{stamp}.db"
    put_aside(path, folder / aside)
    until = None
    with good(folder, [folder / BACKUPS, *more]) as backup:
        copy = None if backup is None else backup / track_schema.NAME
        if copy is not None and copy.exists():
            with disk.whole(path) as out, copy.open("rb") as source:
                while block := source.read(1 << 20):
                    out.write(block)
            until = _last(path)
    return Mended("upkeep.track", {"kept": aside, "until": until}, reason)


def track_fault(path: Path, *, wholly: bool) -> Finding | None:
    """Return what is wrong with the track at `path`, None where nothing is or none stands."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        db = open_reader(path, len(track_schema.STEPS))
    except Refusal as refusal:
        if refusal.name in {"store.damaged", "store.foreign", "store.newer", "store.no_book"}:
            damaged = is_damaged(path, track_schema.STEPS)
            return Finding("store.track_damaged", {"reason": "header"}) if damaged else None
        raise
    try:
        with refusing(path):
            if path.stat().st_size > _LARGE_TRACK_BYTES and not wholly:
                return None
            said = str(db.conn.execute("PRAGMA quick_check(1)").fetchone()[0])
            return None if said == "ok" else Finding("store.track_damaged", {"reason": said})
    except Refusal as refusal:
        if refusal.name != "store.damaged":
            raise
        return Finding("store.track_damaged", {"reason": "database"})
    finally:
        db.close()


def _last(path: Path) -> str | None:
    db = open_reader(path, len(track_schema.STEPS))
    try:
        found = db.conn.execute("SELECT at FROM track ORDER BY at DESC LIMIT 1").fetchone()
        return None if found is None else str(found[0])
    finally:
        db.close()
