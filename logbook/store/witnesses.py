"""Who can say what the chain was: the journal, days' seals, backups, a root noted on paper.

A chain proves that its lines follow each other, not that they are all there, nor that nobody made
it anew from some line on. Each witness sees every entry in turn, and then the end.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from sqlite_utils import Database

from logbook.model.chain import from_stored, iso_utc
from logbook.model.entries import EntryKind
from logbook.model.journal import entry_line, is_entry, is_member, said
from logbook.store.findings import Finding
from logbook.store.journal_file import NAME, lines
from logbook.store.manifest import standing
from logbook.store.members import members
from logbook.store.state import is_flat

BACKUPS: Final = "backups"
"""The folder of automatic backups, within the data folder."""

_WHO: Final = ("name", "role", "mattermost_id")

Row = Mapping[str, str | None]
"""The stored text of an entry, with `prev`, `hash` and `form`."""


class Witness(Protocol):
    """Somebody who knows something of the chain from elsewhere."""

    def entry(self, number: int, row: Row) -> Finding | None:
        """Return what does not agree about entry `number`, None where nothing."""

    def end(self, last: int) -> Finding | None:
        """Return what does not agree with a chain that ends with entry `last`."""


class Root:
    """The hash of an entry, noted somewhere outside."""

    def __init__(self, root: str) -> None:
        self._wanted: str | None = root.lower()

    def entry(self, number: int, row: Row) -> Finding | None:  # noqa: ARG002 - a witness
        """Remember whether it was seen."""
        if row["hash"] == self._wanted:
            self._wanted = None
        return None

    def end(self, last: int) -> Finding | None:
        """Complain where it was not seen."""
        if self._wanted is None:
            return None
        return Finding("store.cut", {"root": self._wanted, "last": last})


class Sayable:
    """A witness that has each line said: a hash proves that it was written so, not that it can be.

    Not asked when a log is opened: a line of a later release's is no damage, to be mended.
    """

    def entry(self, number: int, row: Row) -> Finding | None:
        """Complain of a line that is none the log could have written."""
        try:
            draft = from_stored(row)
            at = (iso_utc(draft.at), iso_utc(draft.written_at))
            # NaN and infinity are none of JSON: SQLite's own functions break off at them.
            json.dumps(draft.facts, allow_nan=False)
            can_be_said = at == (row["at"], row["written_at"]) and is_flat(draft.facts)
        except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
            can_be_said = False
        return None if can_be_said else Finding("store.unsayable", {"number": number})

    def end(self, last: int) -> Finding | None:  # noqa: ARG002 - a witness
        """Have nothing to add."""
        return None


class Kept:
    """A backup of this vessel's book: it ended with entry `number`, whose hash was `root`."""

    def __init__(self, file: str, number: int, root: str) -> None:
        self._file, self._number, self._root = file, number, root

    def entry(self, number: int, row: Row) -> Finding | None:
        """Complain where the entry is another now."""
        if number != self._number or row["hash"] == self._root:
            return None
        return Finding("store.backup_differs", {"number": number, "file": self._file})

    def end(self, last: int) -> Finding | None:
        """Complain where the log is shorter now."""
        if last >= self._number:
            return None
        facts = {"number": self._number, "last": last, "file": self._file}
        return Finding("store.backup_longer", facts)


def kept(folder: Path, vessel: str) -> Iterator[Kept]:
    """Yield what the backups that stand in the data folder say of this vessel's book."""
    for file, said_ in standing(folder / BACKUPS):
        if said_.vessel == vessel and said_.count:
            yield Kept(file.name, said_.count, said_.root)


class Seals:
    """The days' seals, entries themselves: each tells the hash of the last one that it covers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def entry(self, number: int, row: Row) -> Finding | None:
        """Complain where what was sealed is not what stands there."""
        if row["kind"] != EntryKind.SEAL:
            return None
        try:
            facts = json.loads(row["facts"] or "{}")
            last, root = int(facts["last"]), str(facts["root"])
        except (ValueError, KeyError, TypeError):
            return Finding("store.seal_differs", {"number": number, "last": "?"})
        sql = "SELECT hash FROM entries WHERE number = ?"
        found = self._db.conn.execute(sql, [last]).fetchone()
        if found is not None and found[0] == root and last < number:
            return None
        return Finding("store.seal_differs", {"number": number, "last": last})

    def end(self, last: int) -> Finding | None:  # noqa: ARG002 - a witness
        """Have nothing to add."""
        return None


class Journal:
    """The journal, as far as it was written when this was made: before the database is read.

    A journal that is shorter than the log is no fault: it is completed at the next start.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lines: Iterator[bytes] = iter(())
        self._fault: Finding | None = None
        try:
            size = self._path.stat().st_size
            self._lines = (line for line in lines(self._path, size) if is_entry(line))
        except FileNotFoundError:
            pass
        except OSError as error:
            self._fault = Finding("store.journal_unreadable", {"reason": error.strerror})

    def entry(self, number: int, row: Row) -> Finding | None:
        """Complain where the journal's line is another."""
        line = self._next()
        if line is None or line == entry_line(row):
            return self._told()
        told = said(line)
        if told is None or told.get("number") != str(number):
            return Finding("store.journal_damaged", {"file": self._path.name})
        return Finding("store.journal_differs", {"file": self._path.name, "number": number})

    def end(self, last: int) -> Finding | None:
        """Complain where the journal goes on."""
        line = self._next()
        if line is None:
            return self._told()
        told, number = said(line), last + 1
        if told is None or told.get("number") != str(number):
            return Finding("store.journal_damaged", {"file": self._path.name})
        while (line := self._next()) is not None:
            number += 1
        facts = {"file": self._path.name, "journal": number, "last": last}
        return Finding("store.journal_longer", facts)

    def _next(self) -> bytes | None:
        try:
            return next(self._lines, None)
        except OSError as error:
            self._fault = Finding("store.journal_unreadable", {"reason": error.strerror})
            return None

    def _told(self) -> Finding | None:
        """Return once that the journal cannot be read, where it cannot."""
        fault, self._fault = self._fault, None
        return fault


class People:
    """The journal's last word of who is who, which no hash holds.

    Asked at the end, and once more where it disagrees: a name may be replaced meanwhile. Whom the
    journal does not know, or whose journal is behind, is no fault: it is completed.
    """

    def __init__(self, folder: Path, db: Database) -> None:
        self._path, self._db = folder / NAME, db

    def entry(self, number: int, row: Row) -> Finding | None:  # noqa: ARG002 - a witness
        """Have nothing to say of a line."""
        return None

    def end(self, last: int) -> Finding | None:
        """Complain of a member whom the database calls otherwise."""
        return self._other(last) and self._other(last)

    def _other(self, last: int) -> Finding | None:
        told: dict[object, dict[str, object]] = {}
        number = 0
        try:
            for line in lines(self._path):
                number += is_entry(line)
                if is_member(line) and (words := said(line)) is not None:
                    told[words.get("member")] = words
        except OSError:
            return None
        if number < last:
            return None
        for one in members(self._db).values():
            words = told.get(one.id)
            ours = (one.name, one.role, one.mattermost_id)
            if words is not None and tuple(map(words.get, _WHO)) != ours:
                return Finding("store.member_differs", {"name": one.name, "file": self._path.name})
        return None
