"""What is owed to the chat, in order: rows of `outbox`, kept by the writer of the book."""

import json
import secrets
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from logbook.model.chain import from_iso_utc, iso_utc
from logbook.model.notices import Notice, NoticeKind
from logbook.store import state as states
from logbook.store.database import transaction
from logbook.store.faults import refusing
from logbook.store.state import json_of

_UID_BYTES: Final = 16
COLUMNS: Final = "id, uid, created, kind, entry, body, tries, reason"
_LONGEST_REASON: Final = 300
UNREADABLE: Final = "says nothing that can be posted"
"""Why a row was parked that no notice of ours is."""


class OwedState(StrEnum):
    """What became of a notice; the value is what the database holds.

    What has become a post of its own is SENT, what was told together with others in one post is
    TOLD. What was only a change to a post that stands leaves no row.
    """

    WAITING = "waiting"
    SENT = "sent"
    TOLD = "told"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice that waits, or that was parked for `reason`.

    `id` gives the order. `uid` (32 hex digits) is made with it and goes into the post, so that
    the post is known again. `created` is UTC seconds.
    """

    id: int
    uid: str
    created: float
    kind: NoticeKind
    entry: int | None
    body: Mapping[str, Any]
    tries: int
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """The post that an entry has in the chat.

    `root_id` is the thread that it stands in, empty in the channel itself. A `shared` one tells
    of other entries too, so it cannot be made again for one of them.
    """

    post_id: str
    root_id: str
    uid: str
    shared: bool


def owe(db: Database, notice: Notice, created: float) -> None:
    """Write down that `notice` is owed since `created`, within the caller's transaction."""
    body = json.dumps(notice.body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    db.conn.execute(
        "INSERT INTO outbox (uid, created, kind, entry, body) VALUES (?, ?, ?, ?, ?)",
        [
            secrets.token_hex(_UID_BYTES),
            iso_utc(created),
            notice.kind.value,
            notice.entry,
            body,
        ],
    )


class Outbox:
    """The owed notices of one book; made by the book, whose connection and lock it uses.

    Any thread may call. Every change is durable when the call returns. `news` is set whenever
    something new is owed; `held` is how many notices wait, to be read without waiting. Raises
    Refusal as `Book` does.
    """

    def __init__(self, db: Database, one_at_a_time: threading.Lock, path: Path) -> None:
        self.news = threading.Event()
        self._db = db
        self._one_at_a_time = one_at_a_time
        self._path = path
        self.held = self.count(OwedState.WAITING)

    def noted(self, count: int) -> None:
        """Take note that so many new ones are owed; the book says so when it has written them."""
        self.held += count
        self.news.set()

    def owe(self, notices: Sequence[Notice], created: float) -> None:
        """Owe notices that come with no new entry: cards that tell of a member by another name."""
        with self._one_at_a_time:
            with refusing(self._path), transaction(self._db):
                for notice in notices:
                    owe(self._db, notice, created)
            self.noted(len(notices))

    def waiting(self, most: int = 500) -> list[Owed]:
        """Return what waits, at most `most`, in the order in which it is owed.

        All of it for the log's own channel, whatever a row says. A row that says nothing that can
        be posted, out of another's book say, is parked.
        """
        while rows := self._rows(OwedState.WAITING, "ORDER BY id LIMIT ?", [most]):
            found = [(row, owed(row)) for row in rows]
            for row, notice in found:
                if notice is None:
                    self.park(row[0], UNREADABLE)
            # Behind many that say nothing stands one that does.
            if notices := [notice for _, notice in found if notice is not None]:
                return notices
        return []

    def parked(self, most: int = 20) -> list[Owed]:
        """Return what was given up, the latest `most`, the latest first, as far as it says what."""
        rows = self._rows(OwedState.PARKED, "ORDER BY id DESC LIMIT ?", [most])
        return [notice for row in rows if (notice := owed(row)) is not None]

    def count(self, state: OwedState) -> int:
        """Return how many notices are in a state."""
        with self._one_at_a_time, refusing(self._path):
            return self._counted(state)

    def card(self, entries: Collection[int]) -> Card | None:
        """Return the post that stands for one of `entries` (an entry and its amendments), or None.

        The latest: what was told in a digest and then corrected has had a post of its own since.
        """
        with self._one_at_a_time, refusing(self._path):
            row = self._db.conn.execute(
                "SELECT post_id, coalesce(root_id, ''), uid, state FROM outbox"
                " WHERE entry IN (SELECT value FROM json_each(?)) AND post_id IS NOT NULL"
                " ORDER BY id DESC LIMIT 1",
                [json.dumps(list(entries))],
            ).fetchone()
        if row is None:
            return None
        post_id, root_id, uid, state = row
        return Card(post_id, root_id, uid, shared=state == OwedState.TOLD)

    def settle(
        self,
        posted: Sequence[int],
        spent: Sequence[int],
        *,
        post_id: str = "",
        root_id: str = "",
        shared: bool = False,
        state: Mapping[str, object] | None = None,
    ) -> None:
        """Note that notices are done: `posted` stand in a post, `spent` leave nothing to keep.

        Both by id. `state` is kept with them, in the same transaction.
        """
        became = OwedState.TOLD if shared else OwedState.SENT
        with self._one_at_a_time, self._changing():
            self._db.conn.executemany(
                "UPDATE outbox SET state = ?, post_id = ?, root_id = ?,"
                " next_at = NULL, reason = NULL WHERE id = ?",
                [(became.value, post_id, root_id or None, number) for number in posted],
            )
            self._db.conn.executemany(
                "DELETE FROM outbox WHERE id = ?", [(number,) for number in spent]
            )
            if state:
                states.keep(self._db, state)

    def retry(self, number: int, reason: str, next_at: float) -> None:
        """Note that a notice failed once more, why, and when it is tried next (UTC seconds)."""
        self._changed(
            "tries = tries + 1, reason = ?, next_at = ?", [_told(reason), iso_utc(next_at)], number
        )

    def park(self, number: int, reason: str) -> None:
        """Give a notice up, and say why; those behind it go on."""
        self._changed(
            "tries = tries + 1, reason = ?, next_at = NULL, state = 'parked'",
            [_told(reason)],
            number,
        )

    def state(self, name: str) -> object | None:
        """Return what was last kept under `name`, or None."""
        with self._one_at_a_time, refusing(self._path):
            return states.kept(self._db, name)

    def keep(self, state: Mapping[str, object]) -> None:
        """Keep JSON-able values by name."""
        self.settle((), (), state=state)

    def _counted(self, state: OwedState) -> int:
        sql = "SELECT count(*) FROM outbox WHERE state = ?"
        return int(self._db.conn.execute(sql, [state.value]).fetchone()[0])

    def _changed(self, what: str, values: Sequence[object], number: int) -> None:
        with self._one_at_a_time, self._changing():
            self._db.conn.execute(f"UPDATE outbox SET {what} WHERE id = ?", [*values, number])

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Commit what is changed inside, and count anew; under the lock."""
        with refusing(self._path):
            with transaction(self._db):
                yield
            self.held = self._counted(OwedState.WAITING)

    def _rows(self, state: OwedState, rest: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._one_at_a_time, refusing(self._path):
            sql = f"SELECT {COLUMNS} FROM outbox WHERE state = ? {rest}"
            return self._db.conn.execute(sql, [state.value, *values]).fetchall()


def owed(row: Sequence[Any]) -> Owed | None:
    """Return the notice that a row of `COLUMNS` says, None where it says none that we know."""
    number, uid, created, kind, entry, body, tries, reason = row
    told = json_of(body)
    if not isinstance(told, dict) or not isinstance(uid, str):
        return None
    try:
        at, what = from_iso_utc(created), NoticeKind(kind)
    except (ValueError, TypeError):
        return None
    return Owed(number, uid, at, what, entry, told, tries, reason or "")


def _told(reason: str) -> str:
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON]}…"
