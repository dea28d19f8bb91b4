"""What stands beside the lines in a backup that somebody hands in: taken row by row, or left."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from logbook.store.backups import name_of
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.mending import mended
from logbook.store.outbox import OwedState
from logbook.store.renaming import rename_in_backups
from logbook.store.restoring import restore
from tests.store.forging import forged
from tests.store.lines import NOON
from tests.store.test_mending import NO_DATABASE, folder, hashes

__all__ = ["folder"]

OWE = (
    "INSERT INTO outbox (uid, created, kind, entry, channel, body, state)"
    " VALUES (?, ?, ?, ?, 'elsewhere', ?, ?)"
)
A_NOTICE = ("f" * 32, "2026-06-01T12:00:00Z", "card", 1, "{}", "waiting")


NOT_OWED = {
    "no object": (*A_NOTICE[:4], "[]", "waiting"),
    "no JSON": (*A_NOTICE[:4], "x", "waiting"),
    "no end": (*A_NOTICE[:4], "[" * 30_000, "waiting"),
    "no kind": (*A_NOTICE[:2], "file", None, '{"path": "/etc/passwd"}', "waiting"),
    "no time": (A_NOTICE[0], "zzz", *A_NOTICE[2:]),
    "no state": (*A_NOTICE[:5], "sunk"),
}


NOT_KEPT = {
    "way": "[" * 30_000,
    "alarms": "x",
    "live_card": '{"a":' * 90 + "1" + "}" * 90,
    "bulletins": '[{"day": Infinity}]',
    "departed_at": "-1" + "0" * 400,
    "left": '{"at": NaN}',
    "chat_seen": '{"log": 10000000000000000000000000}',
}


def poisoned(plain: sqlite3.Connection) -> None:
    """Put among what is owed and remembered what is neither, and one row that could be ours."""
    plain.execute("DELETE FROM outbox")
    plain.executemany(OWE, [A_NOTICE, *NOT_OWED.values()])
    kept = [("kept", "null"), ("counted", '{"at": 1780315200.5, "posts": [9007199254740991]}')]
    plain.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", [*NOT_KEPT.items(), *kept])


def test_what_is_owed_and_remembered_is_taken_row_by_row(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    file, new = forged(backup, poisoned), tmp_path / "new"
    new.mkdir()
    restore(new, file, NOON)
    (folder / "backups").mkdir()
    file.rename(folder / "backups" / name_of(6, NOON))
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    mended(folder, NOON)
    for place in (new, folder):
        with closing(sqlite3.connect(place / "logbook.db")) as plain:
            assert plain.execute("SELECT uid FROM outbox").fetchall() == [("f" * 32,)]
            state = dict(plain.execute("SELECT name, value FROM state"))
        assert state.keys() >= {"kept", "counted"}
        assert not [name for name, value in NOT_KEPT.items() if state.get(name) == value]
        with Book(place) as book:
            assert [one.entry for one in book.outbox.waiting()] == [1]
            assert book.outbox.count(OwedState.PARKED) == 0


def test_a_state_that_cannot_be_read_is_as_none(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "logbook.db", isolation_level=None)) as plain:
        poisoned(plain)
    with Book(folder) as book:
        assert book.state("way") is None


def test_a_journal_that_tells_otherwise_than_its_book_is_left(backup: Path, tmp_path: Path) -> None:
    # Its book ends before it: at the next start the journal would be believed.
    file, new = forged(backup, _cut), tmp_path / "new"
    new.mkdir()
    restore(new, file, NOON)
    assert not (new / "journal.jsonl").exists()
    assert mended(new, NOON) == []
    assert len(hashes(new)) == 5


def _cut(plain: sqlite3.Connection) -> None:
    (guard,) = plain.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'entries_never_removed'"
    ).fetchone()
    plain.execute("DROP TRIGGER entries_never_removed")
    plain.execute("DELETE FROM entries WHERE number = 6")
    plain.execute(guard)


def test_one_backup_in_which_no_name_can_be_replaced_keeps_no_other_from_it(
    folder: Path, backup: Path, stick: Path
) -> None:
    with Book(folder) as book, BookReader(folder) as reader:
        (anne,) = reader.members()
        vessel = reader.vessel
        book.rename(anne, "Le Rouge")
    file = forged(backup, _somebody)
    file.rename(stick / "a.zip")
    backup.rename(stick / "b.zip")
    with BookReader(folder) as reader:
        people = {one.id: one for one in reader.members().values()}
    people[anne] = replace(people[anne], mattermost_id="mm-paul")
    done = rename_in_backups(stick, [anne], people, vessel)
    assert [path.name for path in done] == ["b.zip"]


def _somebody(plain: sqlite3.Connection) -> None:
    plain.execute("INSERT INTO members VALUES ('ff', 'Somebody', 'mm-paul', 'crew')")
