"""The writer of `logbook.db`: appends entries, one transaction each time, and alters none."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from logbook.model.chain import FORM, GENESIS, digest, to_entry, to_stored
from logbook.model.entries import Draft, LogEntry
from logbook.model.journal import entry_line
from logbook.model.notices import Notice
from logbook.model.refusal import Refusal
from logbook.store import state as states
from logbook.store.book_schema import COLUMNS, NAME, PAGE_BYTES, STEPS
from logbook.store.closing import Closing
from logbook.store.database import WAIT_S, open_writer, transaction
from logbook.store.faults import refusing
from logbook.store.journal import Journal
from logbook.store.members import Member, enrolled, renamed
from logbook.store.nature import Nature
from logbook.store.outbox import Outbox, owe
from logbook.store.reserve import Reserve
from logbook.store.together import Together

__all__ = ["Book", "Nature"]

_INSERT: Final = (
    f"INSERT INTO entries ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
)
_VESSEL_BYTES: Final = 16
_Asked = tuple[Sequence[Draft], Mapping[str, object] | None]
"""Drafts, and what is kept with them."""


class Book(Closing):
    """The log of one vessel, open to be written by the holder of the folder's lock.

    `vessel` (32 hex digits) and `nature` are settled when the book is made. Any thread may call;
    one at a time is served. Every method raises a Refusal (`store.full`, `store.read_only`,
    `store.busy`, `store.damaged`, `store.disk_fails`) where the disk will not take it, and then
    nothing of that call is written. On a full disk the `reserve` is given up first. `outbox` is
    what is owed to the chat, `journal` the log once more.
    """

    def __init__(
        self,
        folder: Path,
        nature: Nature | None = None,
        *,
        wait_s: float = WAIT_S,
        notices: Callable[[LogEntry], Sequence[Notice]] = lambda _: (),
    ) -> None:
        """Open the book in `folder`, or make one: `nature` real unless said otherwise.

        `notices` returns what is owed to the chat for an entry; it is written with the entry, in
        one transaction. Raises Refusal `store.real_book` or `store.replay_book` where a book of
        the other nature stands there, `store.journal_longer` where its last lines are lost (see
        `mending`).
        """
        self.path = folder / NAME
        self._one_at_a_time = threading.Lock()
        self._together: Together[_Asked, list[LogEntry]] = Together(
            self._one_at_a_time, self._written
        )
        self._notices = notices
        self._db = open_writer(self.path, STEPS, page_bytes=PAGE_BYTES, wait_s=wait_s)
        try:
            with refusing(self.path):
                self.vessel, self.nature = _identity(self._db, nature)
            _refuse_other(self.nature, nature, folder)
            self.journal = Journal(folder, self._db, self.vessel, self.nature)
            _refuse_behind(self.journal)
        except BaseException:
            self._db.close()
            raise
        self.reserve = Reserve(folder)
        self.outbox = Outbox(self._db, self._one_at_a_time, self.path)

    def close(self) -> None:
        """Close the files; the write-ahead log is folded in."""
        self.journal.close()
        self._db.close()

    def append(
        self, drafts: Sequence[Draft], state: Mapping[str, object] | None = None
    ) -> list[LogEntry]:
        """Write `drafts` in order, and `state` with them, durably; return the entries made.

        A draft whose key the book holds already is left out. Raises ValueError, and writes
        nothing, for a draft or a state that cannot be stored (see `chain.to_stored`). Threads
        that write at once share one commit.
        """
        return self._together.done((drafts, state)) if drafts or state else []

    def keep(self, state: Mapping[str, object]) -> None:
        """Keep JSON-able values by name, as `append` does, without an entry."""
        self.append((), state)

    def state(self, name: str) -> object | None:
        """Return what was last kept under `name`, or None."""
        with self._one_at_a_time, refusing(self.path):
            return states.kept(self._db, name)

    def enrol(self, name: str, role: str, mattermost_id: str | None = None) -> Member:
        """Return a new member with a new random id, or a known Mattermost user renamed."""
        with self._one_at_a_time, refusing(self.path):
            with transaction(self._db):
                member = enrolled(self._db, name, role, mattermost_id)
            self.journal.introduce(member)
        return member

    def rename(self, member_id: str, name: str, *, forget_account: bool = False) -> Member | None:
        """Replace a member's name in the book and in every line of the journal.

        With `forget_account` their Mattermost id too. Nothing of the old one is left in the
        files, and the chain holds: it knows the id only. Return the member, None for no such id.
        """
        with self._one_at_a_time, refusing(self.path):
            with transaction(self._db):
                member = renamed(self._db, member_id, name, forget_account=forget_account)
            if member is not None:
                self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.journal.rename(member)
        return member

    def look_after_journal(self) -> Refusal | None:
        """Complete the journal if it is behind; return why it cannot be written, None for well."""
        with self._one_at_a_time, refusing(self.path):
            self.journal.look()
        return self.journal.fault

    def host_timed(self, boot_id: str) -> tuple[int, int] | None:
        """Return the first and last numbers of what the host's clock timed in boot `boot_id`.

        What a `clock` entry covers; None where there is nothing to mend.
        """
        with self._one_at_a_time, refusing(self.path):
            first, last = self._db.conn.execute(
                "SELECT min(number), max(number) FROM entries"
                " WHERE clock_source = 'host' AND boot_id = ?",
                [boot_id],
            ).fetchone()
        return None if first is None else (first, last)

    def _written(self, asked: Sequence[_Asked]) -> list[list[LogEntry]]:
        try:
            return self._write(asked)
        except Refusal as refusal:
            if refusal.name != "store.full" or not self.reserve.give_up():
                raise
            return self._write(asked)

    def _write(self, asked: Sequence[_Asked]) -> list[list[LogEntry]]:
        """Write what several ask for, in one transaction; under the lock."""
        lines: list[bytes] = []
        with refusing(self.path), transaction(self._db):
            written = [self._appended(drafts, lines) for drafts, _ in asked]
            entries = [entry for those in written for entry in those]
            owed = [(notice, entry) for entry in entries for notice in self._notices(entry)]
            for notice, entry in owed:
                owe(self._db, notice, entry.draft.written_at)
            for _, state in asked:
                states.keep(self._db, state or {})
        if entries:
            self.journal.add(lines, entries[0].number)
        if owed:
            self.outbox.noted(len(owed))
        return written

    def _appended(self, drafts: Sequence[Draft], lines: list[bytes]) -> list[LogEntry]:
        conn = self._db.conn
        last = conn.execute(
            "SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1"
        ).fetchone()
        number, prev = (0, GENESIS) if last is None else last
        entries: list[LogEntry] = []
        for draft in drafts:
            if draft.key is not None and self._holds(draft.key):
                continue
            number += 1
            stored = to_stored(draft, number, self.vessel)
            hash_ = digest(stored, prev)
            conn.execute(_INSERT, [*stored.values(), prev, hash_, FORM])
            lines.append(entry_line({**stored, "prev": prev, "hash": hash_, "form": str(FORM)}))
            entries.append(to_entry(stored, prev=prev, hash_=hash_))
            prev = hash_
        return entries

    def _holds(self, key: str) -> bool:
        sql = "SELECT 1 FROM entries WHERE key = ?"
        return self._db.conn.execute(sql, [key]).fetchone() is not None


_OTHER_NATURE: Final = {Nature.REAL: "store.real_book", Nature.REPLAY: "store.replay_book"}


def _refuse_other(found: Nature, wanted: Nature | None, folder: Path) -> None:
    if wanted not in (None, found):
        raise Refusal(_OTHER_NATURE[found], folder=folder)


def _refuse_behind(journal: Journal) -> None:
    """Refuse a book that lacks its last lines: the next ones would take their numbers."""
    if journal.fault is not None and journal.fault.name == "store.journal_longer":
        fault = journal.fault
        journal.close()
        raise fault


def _identity(db: Database, nature: Nature | None) -> tuple[str, Nature]:
    meta = {row["name"]: row["value"] for row in db.table("meta").rows}
    if "vessel" not in meta:
        with transaction(db):
            # Again inside the transaction: another process may have been first.
            meta = {row["name"]: row["value"] for row in db.table("meta").rows}
            if "vessel" not in meta:
                meta = {
                    "vessel": secrets.token_hex(_VESSEL_BYTES),
                    "nature": (nature or Nature.REAL).value,
                }
                db.table("meta").insert_all(
                    {"name": name, "value": value} for name, value in meta.items()
                )
    return meta["vessel"], Nature(meta["nature"])
