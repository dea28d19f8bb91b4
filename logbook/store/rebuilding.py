"""Makes a lost `logbook.db` again: of the journal, of what it still tells itself, of a backup.

The chain comes from whoever has it whole. What is kept beside it is not in the journal: what was
owed to the chat and what the program remembered come from the damaged file if their tables can be
read to the end, else from the backup. A line that was written after the backup is then not posted
again: whether its card stands is not known, and twice is worse than not.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from logbook.disk import sync_folder
from logbook.model.chain import from_iso_utc
from logbook.model.entries import EntryKind, Origin
from logbook.model.refusal import Refusal
from logbook.model.underway import UnderWay
from logbook.store.believed import is_kept, is_owed
from logbook.store.book_schema import COLUMNS, NAME, PAGE_BYTES, STEPS
from logbook.store.database import WAIT_S, open_writer, transaction
from logbook.store.faults import refusing
from logbook.store.members import Member
from logbook.store.outbox import COLUMNS as NOTICE
from logbook.store.sources import DatabaseSource, JournalSource, Row, Source, Whose, chain
from logbook.store.verify import verified

_INSERT: Final = (
    f"INSERT INTO entries ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
)
# To no channel but the log's own, whatever a row says.
_OUTBOX: Final = f"{NOTICE}, state, next_at, post_id, root_id"
_PLACES: Final = ", ".join("?" * len(_OUTBOX.split()))
_OWED: Final = f"SELECT {_OUTBOX} FROM outbox WHERE entry IS NULL OR entry <= ? ORDER BY id"
_BESIDE: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: how many entries stand, up to which number some were known to have stood.

    `journal_damaged` is whether lines of the journal could not be used. `outbox` tells where what
    is owed to the chat was found: `database`, `backup` or `none`.
    """

    count: int
    known: int
    journal_damaged: bool
    outbox: str


def rebuilt(folder: Path, backup: Path | None, aside: str) -> Rebuilt:
    """Make the book in `folder` again; the file that stands there is kept under the name `aside`.

    `backup` is a database taken out of a verified backup, if there is one. For the holder of the
    folder's lock. Raises Refusal `store.damaged` where nothing tells whose book it was, and leaves
    everything as it is.
    """
    path = folder / NAME
    new = folder / f".{NAME}.rebuilt.part"
    with refusing(path), ExitStack() as stack:
        journal = JournalSource(folder, stack)
        damaged = DatabaseSource(path, stack)
        sources: list[Source] = [journal, damaged]
        kept = None
        if backup is not None:
            kept = DatabaseSource(backup, stack)
            sources.append(kept)
        whose = next((found for one in sources if (found := one.whose())), None)
        if whose is None:
            raise Refusal("store.damaged", file=path)
        _remove(new)
        try:
            count, outbox = _filled(new, whose, sources, damaged, kept)
        except BaseException:
            _remove(new)
            raise
        known = max(count, *(source.last() for source in sources))
    _put(new, path, folder / aside)
    return Rebuilt(count, known, journal.damaged or journal.last() > count, outbox)


def put_aside(path: Path, aside: Path) -> None:
    """Give a database file another name, with what belongs to it."""
    with refusing(path):
        for end in ("", *_BESIDE):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
        sync_folder(path.parent)


def _filled(
    new: Path,
    whose: Whose,
    sources: Sequence[Source],
    damaged: DatabaseSource,
    kept: DatabaseSource | None,
) -> tuple[int, str]:
    """Fill the new file in one transaction, and verify it; return its entries, whose outbox."""
    db = open_writer(new, STEPS, page_bytes=PAGE_BYTES, wait_s=WAIT_S)
    try:
        with transaction(db):
            conn = db.conn
            conn.executemany(
                "INSERT INTO meta (name, value) VALUES (?, ?)",
                [("vessel", whose.vessel), ("nature", whose.nature)],
            )
            way = _Way()
            rows = (way.seen(row) for row in chain(sources, whose.vessel))
            conn.executemany(_INSERT, (tuple(row[name] for name in COLUMNS) for row in rows))
            kin = _goes_on_into(db, kept)
            _enrol(db, [one for one in sources if one is not kept or kin is not None])
            outbox = _chat(db, damaged, kin, way)
        count = int(conn.execute("SELECT coalesce(max(number), 0) FROM entries").fetchone()[0])
        found = verified(db)
        if found:
            raise found[0].refusal()
    finally:
        db.close()
    return count, outbox


def _enrol(db: Database, sources: Sequence[Source]) -> None:
    """Put the members in, each as the first source knows them that does.

    An account belongs to one member: by the first source that knows it, to the last who had it.
    """
    people: dict[str, Member] = {}
    owners: dict[str | None, str] = {}
    for source in sources:
        found = source.members()
        people = found | people
        owners = {one.mattermost_id: one.id for one in found.values()} | owners
    for one in people.values():
        account = one.mattermost_id if owners[one.mattermost_id] == one.id else None
        db.conn.execute(
            "INSERT INTO members (id, name, role, mattermost_id) VALUES (?, ?, ?, ?)",
            [one.id, one.name, one.role, account],
        )


def _goes_on_into(db: Database, kept: DatabaseSource | None) -> DatabaseSource | None:
    """Return the backup where its last line is one of the chain that was rebuilt, else None.

    Who is who, what is owed and what was remembered no hash holds: only such a one is believed.
    """
    last = None if kept is None else kept.row(kept.last())
    if last is None:
        return None
    sql = "SELECT 1 FROM entries WHERE number = ? AND hash = ?"
    stands = db.conn.execute(sql, [last["number"], last["hash"]]).fetchone()
    return kept if stands is not None else None


class _Way:
    """Follows the live lines, to know whether she was under way after the last one."""

    def __init__(self) -> None:
        self.last = 0
        self._moving: bool | None = None
        self._at = 0.0

    def seen(self, row: Row) -> Row:
        """Take the next entry."""
        self.last += 1
        if row["origin"] != Origin.IMPORT and row["kind"] in _CHANGES:
            self._moving = row["kind"] == EntryKind.DEPARTURE
            self._at = from_iso_utc(str(row["at"]))
        return row

    def state(self) -> dict[str, object]:
        """Return what the recorder keeps, without the fixes: those it takes from the track."""
        if self._moving is None:
            return {}
        way = UnderWay(moving=self._moving, since=self._at).stored()
        return {"way": way, "departed_at": self._at if self._moving else None}


_CHANGES: Final = frozenset({EntryKind.DEPARTURE.value, EntryKind.ARRIVAL.value})


def _chat(db: Database, damaged: DatabaseSource, kept: DatabaseSource | None, way: _Way) -> str:
    """Put in what is owed to the chat and what the program remembers; return whence."""
    remembered = {key: _json(value) for key, value in way.state().items()}
    for name, source in (("database", damaged), ("backup", kept)):
        if source is None:
            continue
        rows, state = source.read(_OWED, [way.last]), source.read("SELECT name, value FROM state")
        if rows is None or state is None:
            continue
        fields = len(NOTICE.split())
        for row in (row for row in rows if is_owed(row[:fields], row[fields])):
            # What a flipped bit made of a row may be one that the table does not take.
            with contextlib.suppress(sqlite3.IntegrityError):
                db.conn.execute(f"INSERT INTO outbox ({_OUTBOX}) VALUES ({_PLACES})", row)
        held = {str(key): str(value) for key, value in state if is_kept(value)}
        # What the backup remembers of the way is as old as it is; the lines are younger.
        _remember(db, remembered | held if name == "database" else held | remembered)
        return name
    _remember(db, remembered)
    return "none"


def _remember(db: Database, held: dict[str, str]) -> None:
    db.conn.executemany("INSERT INTO state (name, value) VALUES (?, ?)", list(held.items()))


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _put(new: Path, path: Path, aside: Path) -> None:
    """Let the new file take the place of the old one, which stays under another name.

    What is left of the old one's write-ahead log goes first: SQLite would take it for the new
    one's. A cut in between leaves an old file that lacks lines, and is made again.
    """
    with refusing(path):
        for end in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
        if path.exists():
            try:
                os.link(path, aside)
            except OSError:
                # A disk without links: for a moment there is no file of that name.
                path.rename(aside)
        new.replace(path)
        sync_folder(path.parent)


def _remove(path: Path) -> None:
    for name in _with_all(path):
        name.unlink(missing_ok=True)


def _with_all(path: Path) -> Iterator[Path]:
    yield from (path.with_name(path.name + end) for end in ("", *_BESIDE))
