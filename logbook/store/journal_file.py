"""The journal's file as it stands: its tail, what is torn off it, and its lines in order."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from sqlite_utils import Database

from logbook.model.journal import is_entry, is_member, said
from logbook.store.findings import Finding

NAME: Final = "journal.jsonl"
_BLOCK: Final = 65_536
_MOST_READ: Final = 8 * 1024 * 1024
"""Bytes after the last entry: who is who of a whole fleet has some kilobytes."""
LONGEST: Final = 1024 * 1024
"""Bytes of a line; an entry has some kilobytes. What is longer is no line of ours, and is never
held in memory whole: a backup's journal may be anybody's work."""


@dataclass(frozen=True, slots=True)
class Tail:
    """How a journal ends: its size without what is torn, and its last entry.

    `number` is 0 and `hash` empty where no entry stands in it. `vessel` is whose book the last
    line that says so is of, empty where none does. `members` are the lines that say who is who
    among the last ones, the last of each member. `readable` is false where a line of its end is
    none of ours.
    """

    size: int
    number: int = 0
    hash: str = ""
    vessel: str = ""
    members: frozenset[bytes] = frozenset()
    readable: bool = True


def tail(handle: int) -> Tail:
    """Return how the journal that is open as `handle` ends. OSError passes through.

    Only as much is read as is needed, and once: a line without its newline was torn by a cut.
    """
    size = end = os.fstat(handle).st_size
    rest = b""
    whole: int | None = None
    members: dict[str, bytes] = {}
    while end:
        start = max(0, end - _BLOCK)
        held = os.pread(handle, end - start, start) + rest
        end = start
        if whole is None and b"\n" in held:
            whole = start + held.rfind(b"\n") + 1
            held = held[: whole - start]
        if whole is None:
            rest = held
        else:
            lines = held.splitlines(keepends=True)
            # Before the first newline may stand the end of a line that begins in the block before.
            rest = lines.pop(0) if start else b""
            found = _found(lines, whole, members)
            if found is not None:
                return found
        if len(rest) > LONGEST or size - end > _MOST_READ:
            return Tail(size, readable=False)
    return Tail(whole or 0)


def disagreement(db: Database, found: Tail, vessel: str, file: str) -> Finding | None:
    """Return why a journal that ends as `found` is not that of the book in `db`, None if it is.

    One that ends earlier agrees: it is completed.
    """
    facts: dict[str, object] = {"file": file}
    if not found.readable:
        return Finding("store.journal_damaged", facts)
    if found.vessel not in {"", vessel}:
        return Finding("store.journal_other", {**facts, "vessel": found.vessel})
    if found.number == 0:
        return None
    sql = "SELECT hash FROM entries WHERE number = ?"
    row = db.conn.execute(sql, [found.number]).fetchone()
    if row is None:
        last = int(db.conn.execute("SELECT coalesce(max(number), 0) FROM entries").fetchone()[0])
        return Finding("store.journal_longer", {**facts, "journal": found.number, "last": last})
    if row[0] != found.hash:
        return Finding("store.journal_differs", {**facts, "number": found.number})
    return None


def lines(path: Path, most: int | None = None) -> Iterator[bytes]:
    """Yield the whole lines of the journal in order, of its first `most` bytes only if given."""
    read = 0
    with path.open("rb") as file:
        for line in pieces(file):
            read += len(line)
            torn = len(line) < LONGEST and not line.endswith(b"\n")
            if torn or (most is not None and read > most):
                return
            yield line


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of `file`; one that is too long to be ours, in pieces of `LONGEST`."""
    while line := file.readline(LONGEST):
        yield line


def _found(lines: list[bytes], size: int, members: dict[str, bytes]) -> Tail | None:
    """Return what lines tell, None where no entry and not the beginning is among them.

    `members` are the last lines about each that stand after these, and take in what these say.
    """
    ended: bytes | None = None
    for line in reversed(lines):
        if is_member(line):
            members.setdefault(_whom(line), line)
        if ended is None and (not is_member(line) or said(line) is None):
            ended = line
    return None if ended is None else _ended(ended, size, frozenset(members.values()))


def _ended(line: bytes, size: int, members: frozenset[bytes]) -> Tail:
    told = said(line)
    if told is None:
        return Tail(size, readable=False, members=members)
    if not is_entry(line):
        return Tail(size, vessel=str(told["book"]), members=members)
    number, hash_, vessel = (told.get(name) for name in ("number", "hash", "vessel"))
    if not (isinstance(number, str) and number.isdecimal() and isinstance(hash_, str)):
        return Tail(size, readable=False, members=members)
    return Tail(size, int(number), hash_, str(vessel), members)


def _whom(line: bytes) -> str:
    """Return the id of the member that a line is about, empty where it cannot be read."""
    told = said(line)
    return "" if told is None else str(told.get("member"))
