"""An upgrade in mid-voyage: a backup first, then one transaction; without the one not the other."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_schema import STEPS
from logbook.store.database import open_writer
from logbook.store.mending import mended
from tests.store.lines import NOON
from tests.store.test_mending import folder, hashes

__all__ = ["folder"]


def test_a_log_of_an_older_release_is_backed_up_and_then_brought_up(folder: Path) -> None:
    old = folder.parent / "old"
    old.mkdir()
    open_writer(old / "logbook.db", STEPS[:1], page_bytes=4096, wait_s=1.0).close()
    with (
        closing(sqlite3.connect(folder / "logbook.db")) as source,
        closing(sqlite3.connect(old / "logbook.db")) as target,
    ):
        meta = source.execute("SELECT name, value FROM meta").fetchall()
        rows = source.execute("SELECT * FROM entries ORDER BY number").fetchall()
        target.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        target.executemany(f"INSERT INTO entries VALUES ({','.join('?' * len(rows[0]))})", rows)
        target.commit()
    assert mended(old, NOON) == []
    (backup,) = (old / "backups").iterdir()
    assert backup.name == "before-upgrade-00000006-20260601T120000Z.zip"
    with Book(old) as book:
        version = book._db.conn.execute("PRAGMA user_version").fetchone()
    assert version == (len(STEPS),)
    assert hashes(old) == hashes(folder)
    assert mended(old, NOON) == []


def test_an_upgrade_without_room_for_a_backup_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_writer(tmp_path / "logbook.db", STEPS[:1], page_bytes=4096, wait_s=1.0)
    db.conn.execute("INSERT INTO meta VALUES ('vessel', 'v'), ('nature', 'real')")
    db.close()
    monkeypatch.setattr("logbook.store.archive.free_bytes", lambda _: 1000)
    with pytest.raises(Refusal) as refused:
        mended(tmp_path, NOON)
    assert refused.value.name == "backup.before_upgrade"
    with closing(sqlite3.connect(tmp_path / "logbook.db")) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (1,)
