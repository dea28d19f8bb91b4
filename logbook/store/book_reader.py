"""Reads `logbook.db` while others write it: entries by time or number, clocks mended."""

import heapq
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.refusal import Refusal
from logbook.store import members as people
from logbook.store import state as states
from logbook.store.book_schema import COLUMNS, NAME, STEPS
from logbook.store.closing import Closing
from logbook.store.database import open_reader
from logbook.store.faults import refusing
from logbook.store.members import Member
from logbook.store.nature import Nature
from logbook.store.retimed import Retimed
from logbook.store.rows import SELECT, entry_of, full_row
from logbook.store.spans import chosen, when, within
from logbook.store.verify import Finding, tail, verified
from logbook.store.witnesses import Journal, People, Root, Sayable, Witness, kept

_FROM: Final = f"SELECT {SELECT} FROM entries AS e"
_NUMBER: Final = COLUMNS.index("number")
_LIVE: Final = "origin <> 'import'"
"""Spelt as the partial index is, so that it is used."""
_LATEST: Final = "ORDER BY at DESC, number DESC LIMIT ?"

_TELLING: Final = " AND origin = 'manual' AND (facts NOT NULL OR kind = 'weather')"


class BookReader(Closing):
    """The log in `folder`, to be read by one thread at a time; never writes a byte.

    An entry's `at` is mended by the `clock` entries that cover it; its draft stays as stored.
    Raises Refusal: `store.no_book`, `store.newer`, `store.damaged`, `store.unreachable`, …
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._db = open_reader(self.path, len(STEPS))
        with refusing(self.path):
            meta = {row["name"]: row["value"] for row in self._db.table("meta").rows}
        if "vessel" not in meta:
            # Its making was cut short; the next writer finishes it.
            self._db.close()
            raise Refusal("store.no_book", folder=folder)
        self._retimed = Retimed(self._db.conn, self.path)
        self.vessel = meta["vessel"]
        self.nature = Nature(meta["nature"])

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def entries(
        self,
        since: float | None = None,
        until: float | None = None,
        *,
        kinds: Collection[EntryKind] = (),
        by_number: bool = False,
    ) -> Iterator[LogEntry]:
        """Yield the entries from `since` to `until` (UTC seconds, both included), mended.

        By mended time, or by number; of `kinds` only, where any are given. Streams, except a
        stretch of time by number, which is sorted in memory.
        """
        if not by_number:
            yield from self._by_time(since, until, kinds)
        elif kinds or since is not None or until is not None:
            yield from sorted(self._by_time(since, until, kinds), key=lambda entry: entry.number)
        else:
            yield from self._mended(self._rows("1 ORDER BY number", []))

    def observed(self, since: float, until: float) -> Iterator[LogEntry]:
        """Yield the crew's lines of that time, mended, that say more than words: weather, facts."""
        return self._by_time(since, until, (), _TELLING)

    def stored(self) -> Iterator[dict[str, str | None]]:
        """Yield what is hashed of each entry, as it is stored, with `prev`, `hash` and `form`."""
        for row in self._rows("1 ORDER BY number", []):
            yield full_row(row)

    def latest(
        self, count: int, since: float | None = None, until: float | None = None
    ) -> list[LogEntry]:
        """Return the `count` entries that are latest by mended time, the latest last.

        Of those from `since` to `until` (UTC seconds, both included).
        """
        moved = self._retimed.now()
        where, values = within("1", [], since, until)
        steady = self._steady(f"{where} {_LATEST}", [*values, count + len(moved)], moved)
        wanted = self._wanted(moved, chosen(moved, since, until, count))
        entries = sorted([*islice(steady, count), *wanted], key=when)
        return entries[max(0, len(entries) - count) :]

    def after(self, number: int) -> Iterator[LogEntry]:
        """Yield the entries after that number, by number: years of them, where none was sealed."""
        return self._mended(self._rows("number > ? ORDER BY number", [number]))

    def newest(self, kind: EntryKind, count: int) -> list[LogEntry]:
        """Return the last `count` lines of a kind that were written, not imported; latest first."""
        # The index of kinds holds their numbers in order: no more than these lines are read.
        where = "kind = ? AND origin <> 'import' ORDER BY number DESC LIMIT ?"
        return list(self._mended(self._rows(where, [kind.value, count])))

    def alike(self, entry: LogEntry, count: int) -> Iterator[LogEntry]:
        """Yield those of the `count` before `entry` with its author and its text, latest first."""
        where = "number BETWEEN ? AND ? AND text = ? AND author IS ? ORDER BY number DESC"
        last, draft = entry.number - 1, entry.draft
        return self._mended(self._rows(where, [last - count, last, draft.text, draft.author]))

    def hashed(self, root: str) -> int | None:
        """Return the number of the entry whose hash is `root`, or None; reads the whole book."""
        rows = self._rows("hash = ?", [root.lower()])
        return next((entry_of(row).number for row in rows), None)

    def entry(self, number: int) -> LogEntry | None:
        """Return entry `number`, or None where the book has none."""
        return next(self._mended(self._rows("number = ?", [number])), None)

    def keyed(self, key: str) -> LogEntry | None:
        """Return the entry with that natural key, or None."""
        return next(self._mended(self._rows("key = ?", [key])), None)

    def keyed_from(self, start: str) -> Iterator[LogEntry]:
        """Yield the entries whose natural key begins with `start`, in the order of their keys."""
        where = "key >= ? AND key < ? ORDER BY key"
        return self._mended(self._rows(where, [start, f"{start}\U0010ffff"]))

    def amendments(self, numbers: Collection[int] | None = None) -> dict[int, list[LogEntry]]:
        """Return what refers to each of `numbers` (to any, where None), in the order written."""
        where, values = "refers_to IS NOT NULL", []
        if numbers is not None:
            where += " AND refers_to IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(numbers)))
        found: dict[int, list[LogEntry]] = {}
        for entry in self._mended(self._rows(f"{where} ORDER BY number", values)):
            if entry.draft.refers_to is not None:
                found.setdefault(entry.draft.refers_to, []).append(entry)
        return found

    def count(self) -> int:
        """Return the number of entries."""
        with refusing(self.path):
            sql = "SELECT coalesce(max(number), 0) FROM entries"
            return int(self._db.conn.execute(sql).fetchone()[0])

    def newest_live(self) -> LogEntry | None:
        """Return the entry latest by mended time that was not imported, or None."""
        moved = self._retimed.now()
        steady = self._steady(f"{_LIVE} {_LATEST}", [1 + len(moved)], moved)
        live = self._wanted(moved, list(moved), f" AND {_LIVE}")
        return max([*islice(steady, 1), *live], key=when, default=None)

    def carded(self, after: int, most: int) -> list[int]:
        """Return the first `most` entries after that number which have a post of their own."""
        sql = (
            "SELECT DISTINCT entry FROM outbox WHERE entry > ? AND post_id IS NOT NULL"
            " AND state = 'sent' AND kind IN ('card', 'edit') ORDER BY entry LIMIT ?"
        )
        with refusing(self.path):
            return [number for (number,) in self._db.conn.execute(sql, [after, most])]

    def members(self) -> dict[str, Member]:
        """Return every member by id."""
        with refusing(self.path):
            return people.members(self._db)

    def state(self, name: str) -> object | None:
        """Return what was last kept under `name`, or None."""
        with refusing(self.path):
            return states.kept(self._db, name)

    def verify(
        self,
        root: str | None = None,
        *,
        alone: bool = False,
        pause: Callable[[], None] | None = None,
    ) -> list[Finding]:
        """Return what is wrong with the book, the first first; see `verify.verified`.

        It is held against `root` where one is given, and against the journal and the backups that
        stand beside it, unless `alone`.
        """
        folder = self.path.parent
        witnesses: list[Witness] = [Sayable(), *([] if root is None else [Root(root)])]
        if not alone:
            witnesses = [Journal(folder), *witnesses, *kept(folder, self.vessel)]
            witnesses.append(People(folder, self._db))
        with refusing(self.path):
            return verified(self._db, witnesses, pause)

    def tail(self, count: int) -> Finding | None:
        """Return what is wrong with the last `count` entries, or None; see `verify.tail`."""
        with refusing(self.path):
            return tail(self._db, count)

    def _mended(self, rows: Iterator[Sequence[Any]]) -> Iterator[LogEntry]:
        moved = self._retimed.now()
        for row in rows:
            yield entry_of(row, moved.get(row[_NUMBER]))

    def _by_time(
        self, since: float | None, until: float | None, kinds: Collection[EntryKind], also: str = ""
    ) -> Iterator[LogEntry]:
        moved = self._retimed.now()
        of_kinds: list[object] = [kind.value for kind in kinds]
        if kinds:
            also += f" AND kind IN ({', '.join('?' * len(kinds))})"
        where, values = within(f"1{also}", of_kinds, since, until)
        steady = self._steady(f"{where} ORDER BY at, number", values, moved)
        wanted = self._wanted(moved, chosen(moved, since, until), also, of_kinds)
        return heapq.merge(steady, wanted, key=when)

    def _steady(
        self, where: str, values: Sequence[object], moved: Mapping[Any, str]
    ) -> Iterator[LogEntry]:
        """Yield the entries that were not moved."""
        # By the very numbers that were read, so that a clock entry written between two reads
        # neither doubles a line nor loses one.
        return (entry_of(row) for row in self._rows(where, values) if row[_NUMBER] not in moved)

    def _wanted(
        self,
        moved: Mapping[Any, str],
        numbers: Sequence[int],
        also: str = "",
        values: Sequence[object] = (),
    ) -> list[LogEntry]:
        """Return those of the moved entries, in order of time."""
        if not numbers:
            return []
        where = f"number IN (SELECT value FROM json_each(?)){also}"
        rows = self._rows(where, [json.dumps(numbers), *values])
        return sorted((entry_of(row, moved[row[_NUMBER]]) for row in rows), key=when)

    def _rows(self, where: str, values: Sequence[object]) -> Iterator[Sequence[Any]]:
        with refusing(self.path):
            # Not `yield from`: it would close the cursor of a reader that is closed already, when
            # whoever reads has left in the middle.
            for row in self._db.conn.execute(f"{_FROM} WHERE {where}", values):  # noqa: UP028 - a yield from would leave its cursor open
                yield row
