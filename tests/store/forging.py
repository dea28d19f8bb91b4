"""Makes backups up, with good sums and good hashes: whoever knows the format can."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from logbook.model.chain import FIELDS_FORM_1, digest
from logbook.store.book_schema import COLUMNS
from tests.store.test_hostile_backups import repacked

Change = Callable[[sqlite3.Connection], None]


def forged(backup: Path, change: Change) -> Path:
    """Return a backup whose book was changed by somebody who knows how its sums are reckoned."""

    def within(files: dict[str, bytes]) -> None:
        database = backup.with_name("forged.db")
        database.write_bytes(files["logbook.db"])
        with closing(sqlite3.connect(database, isolation_level=None)) as plain:
            change(plain)
            sql = "SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1"
            count, root = plain.execute(sql).fetchone()
        files["logbook.db"] = database.read_bytes()
        said = json.loads(files["manifest.json"]) | {"count": count, "root": root}
        said["sums"]["logbook.db"] = hashlib.sha256(files["logbook.db"]).hexdigest()
        files["manifest.json"] = json.dumps(said).encode()

    return repacked(backup, within)


def line(**fields: str | None) -> Change:
    """Write one more line like the last, but for `fields`, its hash made good."""

    def change(plain: sqlite3.Connection) -> None:
        plain.row_factory = sqlite3.Row
        row = dict(plain.execute("SELECT * FROM entries ORDER BY number DESC LIMIT 1").fetchone())
        plain.row_factory = None
        number = row["number"] + 1
        row |= {"prev": row["hash"], "key": None, "number": number, **fields}
        told = {name: None if row[name] is None else str(row[name]) for name in FIELDS_FORM_1}
        row["hash"] = digest(told, row["prev"])
        sql = f"INSERT INTO entries VALUES ({','.join('?' * len(COLUMNS))})"
        plain.execute(sql, [row[name] for name in COLUMNS])

    return change


def both(*changes: Change) -> Change:
    def change(plain: sqlite3.Connection) -> None:
        for one in changes:
            one(plain)

    return change
