"""Whether a book is as it was written: the database's integrity, its guards, numbers and hashes."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from logbook.model.chain import FORM, GENESIS, digest
from logbook.store.book_schema import GUARDS, HASHED
from logbook.store.database import integrity
from logbook.store.rows import SELECT, stored_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: the name of its sentence in the catalogues, and the facts that fill it."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)


def verified(db: Database, root: str | None = None) -> list[Finding]:
    """Return what is wrong with the book in `db`, the worst first; empty where nothing is.

    Hashes are taken over the bytes that stand in the file. Of the chain only the first break is
    told, since everything after it rests on it. `root` is the hash of an entry known from
    elsewhere: a book that does not hold it was cut short or made anew.
    """
    found = [Finding("store.integrity", {"reason": said}) for said in _integrity(db)]
    found += _guards(db)
    vessel = db.conn.execute("SELECT value FROM meta WHERE name = 'vessel'").fetchone()
    usual = db.conn.text_factory
    db.conn.text_factory = _every_byte
    try:
        found += _chain(db, "" if vessel is None else vessel[0], root)
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


def _guards(db: Database) -> list[Finding]:
    standing = dict(db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return [
        Finding("store.guard_gone", {"guard": name})
        for name, sql in GUARDS.items()
        if standing.get(name) != sql
    ]


def _chain(db: Database, vessel: str, root: str | None) -> list[Finding]:
    prev, number, wanted = GENESIS, 0, None if root is None else root.lower()
    for row in db.conn.execute(f"SELECT {SELECT} FROM entries AS e ORDER BY number"):
        number += 1
        finding = _link(row, number, prev, vessel)
        if finding is not None:
            return [finding]
        prev = row[len(HASHED) + 1]
        if prev == wanted:
            wanted = None
    return [] if wanted is None else [Finding("store.cut", {"root": wanted, "last": number})]


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
