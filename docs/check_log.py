"""Checks that an `export log` of the ship's log is as it was written. It needs Python and no more.

    python3 check_log.py log.jsonl [--root HASH [--number N]]

Read it before you trust it: it is short, and shares nothing with the program that keeps the log.
The rules stand in log.md under "byte form 1": a row is an entry, its hash SHA-256 over its fields
and the hash before. Who changes, removes, adds or swaps anything must make every later hash anew,
the last, the root, too. A root that was posted at the time shows that no end was cut off before.
"""

import argparse
import hashlib
import json
import re
import sys

FIELDS = ["vessel", "number", "at", "written_at", "kind", "origin", "author", "text", "lat", "lon"]
FIELDS += ["position_source", "sog", "cog", "conditions", "refers_to", "facts", "key"]
FIELDS += ["clock_source", "clock_offset_s", "boot_id", "boot_s"]


class NotAsWritten(Exception):
    """What is wrong with the file, and where."""


def digest(entry: dict[str, str | None], prev: str) -> str:
    """Return the hash that an entry must have after the one whose hash is `prev`."""
    parts = [b"logbook entry 1", prev.encode()]
    for text in map(entry.get, FIELDS):
        data = (text or "").encode()
        parts.append(b"-" if text is None else b"%d:%b" % (len(data), data))
    return hashlib.sha256(b"\n".join(parts) + b"\n").hexdigest()


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name that stands twice in an entry: another reader might believe the other one."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def roots(rows: list[bytes]) -> list[str]:
    """Return the hash of every entry, the first first; raise NotAsWritten at the first fault."""
    found, vessel = list[str](), ""
    for place, row in enumerate(rows, 1):
        try:
            entry = json.loads(row.decode(), object_pairs_hook=once)
        except ValueError as error:
            raise NotAsWritten(f"row {place} is no entry: {error}") from error
        names = set(entry) if isinstance(entry, dict) else set()
        if names in ({"book", "nature"}, {"member", "name", "role", "mattermost_id"}):
            continue  # journal.jsonl says whose it is and who is who as well: no entries
        if names != {*FIELDS, "prev", "hash", "form"}:
            raise NotAsWritten(f"row {place} does not have the fields of an entry")
        if not all(text is None or isinstance(text, str) for text in entry.values()):
            raise NotAsWritten(f"row {place} holds a value that is no text")
        number, prev = len(found) + 1, found[-1] if found else "0" * 64
        vessel = vessel if found else entry["vessel"]
        if entry["number"] != str(number):
            raise NotAsWritten(f"entry {number} is missing: {entry['number']} stands in its place")
        if (entry["form"], entry["vessel"]) != ("1", vessel):
            raise NotAsWritten(f"entry {number} is of another form, or of another vessel")
        if entry["prev"] != prev or entry["hash"] != digest(entry, prev):
            raise NotAsWritten(f"entry {number} is not as it was written")
        found.append(entry["hash"])
    return found


def held(found: list[str], root: str, number: int | None) -> int:
    """Return the number of the entry whose hash is `root`; raise NotAsWritten where none is."""
    if root not in found:
        raise NotAsWritten("the root is nowhere in it: it was cut short before, or made anew")
    if number not in {None, found.index(root) + 1}:
        raise NotAsWritten(f"the root is not that of entry {number}")
    return found.index(root) + 1


def main() -> None:
    """Check the file that the command line names; exit status 1 where it is not as written."""
    parser = argparse.ArgumentParser(description="Checks an `export log` of the ship's log.")
    parser.add_argument("file", type=argparse.FileType("rb"))
    parser.add_argument("--root", metavar="HASH", help="a root that was posted at the time")
    parser.add_argument("--number", metavar="N", type=int, help="the entry that it is the root of")
    asked = parser.parse_args()
    root = None if asked.root is None else asked.root.strip().lower()
    if not (asked.number is None if root is None else re.fullmatch("[0-9a-f]{64}", root)):
        parser.error("a root has 64 hexadecimal digits, and a number belongs to a root")
    try:
        found = roots(asked.file.read().splitlines())
        at = None if root is None else held(found, root, asked.number)
    except (NotAsWritten, UnicodeError) as error:
        sys.exit(f"NOT AS WRITTEN: {error}")
    print(f"{len(found)} entries as they were written, root {found[-1] if found else 'none'}")
    if at is not None:
        print(f"The root that you gave is that of entry {at}.")


if __name__ == "__main__":
    main()
