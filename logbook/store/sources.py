"""Where lost entries may still be found: the journal, a damaged database, a backup.

Entry by entry the first source that has a good one is believed: its number, its vessel, the hash
before and its own must be right, so that what is put together is the chain that was written.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from logbook.model.chain import FIELDS_FORM_1, FORM, GENESIS, digest
from logbook.model.journal import is_entry, is_member, said
from logbook.store.database import connected
from logbook.store.journal_file import LONGEST, NAME, pieces
from logbook.store.members import Member
from logbook.store.nature import Nature
from logbook.store.rows import SELECT, full_row

Row = dict[str, str | None]
_NAMES: Final = {*FIELDS_FORM_1, "prev", "hash", "form"}


class Whose(NamedTuple):
    """Whose book it is, and of what nature."""

    vessel: str
    nature: str


class Source(Protocol):
    """Something that holds entries, good ones or not."""

    def row(self, number: int) -> Row | None:
        """Return what it has as entry `number`, None for nothing that could be one."""

    def last(self) -> int:
        """Return the highest number that it knows of."""

    def whose(self) -> Whose | None:
        """Return whose it says it is."""

    def members(self) -> dict[str, Member]:
        """Return who it says the members are, by id."""


class JournalSource:
    """The journal in `folder`; lines that cannot be read are passed over."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._members: dict[str, Member] = {}
        self._whose: Whose | None = None
        self._last = 0
        self._places: dict[int, int] = {}
        self.damaged = False
        path = folder / NAME
        with contextlib.suppress(OSError):
            self._file = stack.enter_context(path.open("rb"))
            self._index()

    def row(self, number: int) -> Row | None:
        """Return the entry as the journal has it."""
        place = self._places.get(number)
        if place is None:
            return None
        try:
            self._file.seek(place)
            return _row(said(self._file.readline(LONGEST)))
        except OSError:
            return None

    def last(self) -> int:
        """Return the highest number among its lines."""
        return self._last

    def whose(self) -> Whose | None:
        """Return whose book it says it is of."""
        return self._whose

    def members(self) -> dict[str, Member]:
        """Return who the members are by their last lines."""
        return self._members

    def _index(self) -> None:
        place = 0
        for line in pieces(self._file):
            told = said(line) if line.endswith(b"\n") else None
            if told is None:
                self.damaged = self.damaged or line.endswith(b"\n") or len(line) == LONGEST
            elif is_member(line):
                self._meet(told)
            elif not is_entry(line):
                self._whose = _whose(told.get("book"), told.get("nature")) or self._whose
            else:
                row = _row(told)
                number = row["number"] if row is not None else None
                if number is not None and number.isdecimal():
                    self._places.setdefault(int(number), place)
                    self._last = max(self._last, int(number))
                else:
                    self.damaged = True
            place += len(line)

    def _meet(self, told: dict[str, object]) -> None:
        account = told.get("mattermost_id")
        member = Member(
            str(told.get("member")),
            str(told.get("name")),
            str(told.get("role")),
            account if isinstance(account, str) else None,
        )
        self._members[member.id] = member


class DatabaseSource:
    """A database file, maybe damaged; what cannot be read is not there."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._conn: sqlite3.Connection | None = None
        if path.exists():
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                # Not read-only: what a crash left in the write-ahead log is a part of it.
                self._conn = connected(path, "rw")
                stack.callback(self._conn.close)
                self._conn.execute("PRAGMA query_only=on")

    def row(self, number: int) -> Row | None:
        """Return the entry as the database has it."""
        rows = self.read(f"SELECT {SELECT} FROM entries AS e WHERE number = ?", [number])
        return full_row(rows[0]) if rows else None

    def last(self) -> int:
        """Return the highest number that can be read."""
        rows = self.read("SELECT coalesce(max(number), 0) FROM entries")
        return int(str(rows[0][0])) if rows else 0

    def whose(self) -> Whose | None:
        """Return what its table says."""
        meta = {row[0]: row[1] for row in self.read("SELECT name, value FROM meta") or []}
        return _whose(meta.get("vessel"), meta.get("nature"))

    def members(self) -> dict[str, Member]:
        """Return its members, as far as they can be read."""
        rows = self.read("SELECT id, name, role, mattermost_id FROM members") or []
        return {
            str(id_): Member(str(id_), str(name), str(role), None if mm is None else str(mm))
            for id_, name, role, mm in rows
        }

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]] | None:
        """Return all rows, or None where even one of them cannot be read."""
        if self._conn is None:
            return None
        try:
            return self._conn.execute(sql, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeError):
            return None


def chain(sources: Sequence[Source], vessel: str) -> Iterator[Row]:
    """Yield the good entries of `vessel` in turn, until no source has the next one."""
    prev, number = GENESIS, 1
    while True:
        found = (source.row(number) for source in sources)
        row = next((row for row in found if row and is_good(row, number, prev, vessel)), None)
        if row is None:
            return
        yield row
        prev, number = str(row["hash"]), number + 1


def is_good(row: Row, number: int, prev: str, vessel: str) -> bool:
    """Tell whether a row is entry `number` of `vessel` after the hash `prev`, as it was written."""
    said_ = (row["number"], row["vessel"], row["prev"], row["form"])
    if said_ != (str(number), vessel, prev, str(FORM)):
        return False
    try:
        return digest(row, prev) == row["hash"]
    except UnicodeError:
        return False


def _row(told: dict[str, object] | None) -> Row | None:
    if told is None or told.keys() != _NAMES:
        return None
    row = {name: value for name, value in told.items() if value is None or isinstance(value, str)}
    return row if len(row) == len(told) else None


def _whose(vessel: object, nature: object) -> Whose | None:
    if not isinstance(vessel, str) or nature not in set(Nature):
        return None
    return Whose(vessel, str(nature))
