"""Whether a book is as it was written: the database's integrity, its guards, numbers and hashes."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sqlite_utils import Database

from logbook.model.chain import FORM, GENESIS, digest
from logbook.store.book_schema import GUARDS, HASHED, STEPS
from logbook.store.database import integrity
from logbook.store.findings import Finding
from logbook.store.rows import SELECT, full_row, stored_of
from logbook.store.strangers import strangers
from logbook.store.witnesses import Seals, Witness

__all__ = ["Finding", "guards", "tail", "verified"]

_TOGETHER: Final = 200


def verified(
    db: Database, witnesses: Sequence[Witness] = (), pause: Callable[[], None] | None = None
) -> list[Finding]:
    """Return what is wrong with the book in `db`, the worst first; empty where nothing is.

    Hashes are taken over the bytes that stand in the file. Of the chain only the first break is
    told, since everything after it rests on it; the `witnesses` hold what they know against it.
    `pause` is called every few hundred entries, so that others may work meanwhile.
    """
    found = [Finding("store.integrity", {"reason": said}) for said in _integrity(db)]
    found += guards(db)
    vessel = db.conn.execute("SELECT value FROM meta WHERE name = 'vessel'").fetchone()
    usual = db.conn.text_factory
    db.conn.text_factory = _every_byte
    try:
        found += _chain(db, "" if vessel is None else vessel[0], (*witnesses, Seals(db)), pause)
    except sqlite3.DatabaseError as error:
        found.append(Finding("store.integrity", {"reason": str(error)}))
    finally:
        db.conn.text_factory = usual
    return found


def tail(db: Database, count: int) -> Finding | None:
    """Return what is wrong with the last `count` entries, None for nothing: a look, no proof."""
    vessel = db.conn.execute("SELECT value FROM meta WHERE name = 'vessel'").fetchone()[0]
    sql = f"SELECT {SELECT} FROM entries AS e ORDER BY number DESC LIMIT ?"
    rows = db.conn.execute(sql, [count]).fetchall()[::-1]
    for place, row in enumerate(rows):
        # Of the first one only its own word is known.
        prev = rows[place - 1][len(HASHED) + 1] if place else row[len(HASHED)]
        number = rows[0][HASHED.index("number")] + place
        finding = _link(row, number, prev, vessel)
        if finding is not None:
            return finding
    return None


def _integrity(db: Database) -> Iterator[str]:
    try:
        said = integrity(db)
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said is not None:
        yield said


def guards(db: Database) -> list[Finding]:
    """Return which triggers that keep the book append-only are not as they should be.

    What else stands among them, and is not ours, is told after them.
    """
    standing = dict(db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    gone = [
        Finding("store.guard_gone", {"guard": name})
        for name, sql in GUARDS.items()
        if standing.get(name) != sql
    ]
    told = {one.facts["guard"] for one in gone}
    return gone + [one for one in strangers(db.conn, STEPS) if one.facts["part"] not in told]


def _chain(
    db: Database, vessel: str, witnesses: Sequence[Witness], pause: Callable[[], None] | None
) -> list[Finding]:
    prev, number = GENESIS, 0
    for row in db.conn.execute(f"SELECT {SELECT} FROM entries AS e ORDER BY number"):
        number += 1
        finding = _link(row, number, prev, vessel)
        if finding is not None:
            return [finding]
        prev = row[len(HASHED) + 1]
        full = full_row(row)
        for witness in witnesses:
            finding = witness.entry(number, full)
            if finding is not None:
                return [finding]
        if pause is not None and number % _TOGETHER == 0:
            pause()
    ends = (witness.end(number) for witness in witnesses)
    return [finding for finding in ends if finding is not None]


def _link(row: tuple[object, ...], number: int, prev: str, vessel: str) -> Finding | None:
    """Return what is wrong with `row`, which should be entry `number` after `prev`."""
    stored = stored_of(row)
    said_prev, said_hash, form = row[len(HASHED) :]
    if stored["number"] != str(number):
        return Finding("store.missing", {"number": number, "found": stored["number"]})
    if form != FORM:
        return Finding("store.unknown_form", {"number": number, "form": form})
    if stored["vessel"] != vessel:
        return Finding("store.strange_entry", {"number": number, "vessel": stored["vessel"]})
    if said_prev != prev:
        return Finding("store.broken_link", {"number": number})
    if digest(stored, prev) != said_hash:
        return Finding("store.altered", {"number": number})
    return None


def _every_byte(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
