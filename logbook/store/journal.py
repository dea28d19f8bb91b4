"""The journal: the log once more as a text file, of which a lost database is made again.

Every entry is appended, and brought to the disk, after the database has it and before anybody is
told. Before the commit would be too early: an entry that the database then refuses would stand in
the journal for ever, and the next one would carry its number.
"""

import contextlib
import fcntl
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from logbook.disk import FOR_READERS, sync_folder, whole
from logbook.model.journal import book_line, entry_line, is_member, member_line, said
from logbook.model.refusal import Refusal
from logbook.store.closing import Closing
from logbook.store.faults import refusing
from logbook.store.journal_file import NAME, Tail, disagreement, lines, tail
from logbook.store.members import Member, members
from logbook.store.rows import SELECT, full_row

_log = logging.getLogger(__name__)

_TOGETHER: Final = 500
_AFTER: Final = f"SELECT {SELECT} FROM entries AS e WHERE number > ? ORDER BY number"


class Journal(Closing):
    """The journal of the book in `db`; used under the book's own lock.

    Opening it cuts a torn last line, and appends what the database has and it has not. A journal
    that cannot be written costs no entry: `fault` says why, and it is completed as soon as it can
    be. One that does not agree with the database is left as it is, and told of too.
    """

    def __init__(self, folder: Path, db: Database, vessel: str, nature: str) -> None:
        self.path = folder / NAME
        self.fault: Refusal | None = None
        self._db = db
        self._head = book_line(vessel, nature)
        self._vessel = vessel
        self._file = -1
        self._size = self._number = 0
        self._attempt()

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    @property
    def agrees(self) -> bool:
        """Whether it may be written: what it holds is what the database holds, or a part of it."""
        return self.fault is None or self.fault.name not in _DISAGREEMENTS

    def add(self, entries: Sequence[bytes], first: int) -> None:
        """Append the lines of entries that the database holds, `first` being the first's number.

        Never raises for what is wrong with the file.
        """
        if self._file >= 0 and first != self._number + 1:
            # Another writer was here: the folder's lock was lost, or is not used.
            self.close()
        if self._file < 0:
            self.look()
        elif self._append(entries):
            self._number += len(entries)

    def introduce(self, member: Member) -> None:
        """Append who a member is; never raises for what is wrong with the file."""
        if self._file < 0:
            self.look()
        else:
            self._append([_introduction(member)])

    def look(self) -> None:
        """Complete the journal if it is behind, and make it again if somebody took it away."""
        if self._file >= 0 and not self._is_there():
            self.close()
        if self._file < 0:
            self._attempt()

    def rename(self, member: Member) -> None:
        """Put a member's name and account of now into every line of theirs, all or nothing.

        Raises Refusal where it cannot be done: then the old name still stands.
        """
        if not self.agrees:
            assert self.fault is not None, "what does not agree says so"
            raise self.fault
        with refusing(self.path):
            if self.path.exists():
                with whole(self.path) as file:
                    file.writelines(renamed(lines(self.path), member))
            self.close()
        self.look()

    def _append(self, new: Sequence[bytes]) -> bool:
        try:
            with refusing(self.path):
                self._write(b"".join(new))
        except Refusal as refusal:
            self._fails(refusal)
            return False
        return True

    def _attempt(self) -> None:
        try:
            with refusing(self.path):
                self._open()
        except Refusal as refusal:
            self._fails(refusal)
        else:
            self.fault = None

    def _fails(self, refusal: Refusal) -> None:
        if self._file >= 0:
            with contextlib.suppress(OSError):
                # Of what the disk did not take the memory may hold a copy: it is written again.
                os.ftruncate(self._file, self._size)
        self.close()
        if self.fault is None or self.fault.name != refusal.name:
            _log.error("the journal cannot be written: %s %s", refusal.name, refusal.facts)
        self.fault = refusal

    def _open(self) -> None:
        """Lock the file, made where there is none, and complete it.

        A cut while it is made leaves a journal that is behind, and the next opening completes it.
        """
        self._file = self._locked()
        self._size = os.fstat(self._file).st_size
        if not self._is_there():
            # Somebody put another file in its place before the lock was ours.
            raise Refusal("store.busy", file=self.path)
        found = tail(self._file)
        finding = disagreement(self._db, found, self._vessel, self.path.name)
        if finding is not None:
            raise finding.refusal()
        os.ftruncate(self._file, found.size)
        self._size, self._number = found.size, found.number
        self._complete(found)

    def _locked(self) -> int:
        """Return the file open and ours alone: what another writer holds is not even cut."""
        fresh = not self.path.exists()
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FOR_READERS)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if fresh:
                sync_folder(self.path.parent)
        except BlockingIOError as error:
            os.close(handle)
            raise Refusal("store.busy", file=self.path) from error
        except OSError:
            os.close(handle)
            raise
        return handle

    def _complete(self, found: Tail) -> None:
        """Append what the database has and the journal has not; who is who too."""
        held: list[bytes] = [] if found.number or found.vessel else [self._head]
        held += [line for line in self._people() if line not in found.members]
        number = self._number
        for number, line in enumerate(self._entries(self._number), self._number + 1):
            held.append(line)
            if len(held) >= _TOGETHER:
                self._write(b"".join(held))
                held, self._number = [], number
        if held:
            self._write(b"".join(held))
        # As far as was read: asked again, the database may have had another writer's next line.
        self._number = number

    def _people(self) -> Iterator[bytes]:
        for one in members(self._db).values():
            yield _introduction(one)

    def _entries(self, after: int) -> Iterator[bytes]:
        for row in self._db.conn.execute(_AFTER, [after]):
            yield entry_line(full_row(row))

    def _write(self, data: bytes) -> None:
        """Append `data`, and bring it to the disk; what is left of a failure is cut off."""
        at = self._size
        while data:
            wrote = os.pwrite(self._file, data, at)
            at, data = at + wrote, data[wrote:]
        os.fdatasync(self._file)
        self._size = at

    def _is_there(self) -> bool:
        try:
            stands, ours = self.path.stat(), os.fstat(self._file)
        except OSError:
            return False
        return (stands.st_ino, stands.st_dev, stands.st_size) == (
            ours.st_ino,
            ours.st_dev,
            self._size,
        )


_DISAGREEMENTS: Final = frozenset(
    {
        "store.journal_damaged",
        "store.journal_other",
        "store.journal_longer",
        "store.journal_differs",
    }
)


def _introduction(member: Member) -> bytes:
    return member_line(member.id, member.name, member.role, member.mattermost_id)


def renamed(old: Iterator[bytes], member: Member) -> Iterator[bytes]:
    """Yield the lines of a journal with the name and account of one member replaced."""
    for line in old:
        told = said(line) if is_member(line) else None
        if told is not None and told.get("member") == member.id:
            role = str(told.get("role", member.role))
            yield member_line(member.id, member.name, role, member.mattermost_id)
        else:
            yield line
