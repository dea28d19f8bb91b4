"""Attacks on the book from plain sqlite3, with none of our own settings."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import COLUMNS
from tests.store.lines import hourly

ALL = ", ".join(COLUMNS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Book(tmp_path) as book:
        book.append([hourly(hour) for hour in range(5)])
    return tmp_path


@pytest.fixture
def plain(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "logbook.db", isolation_level=None)) as conn:
        yield conn


def whole(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    return conn.execute("SELECT * FROM entries ORDER BY number").fetchall()


def copied(**changes: str) -> str:
    """Return SQL that selects entry 3 with some of its columns replaced."""
    columns = ", ".join(changes.get(name, name) for name in COLUMNS)
    return f"SELECT {columns} FROM entries WHERE number = 3"


CALM = "'calm'"
LAST = "(SELECT hash FROM entries WHERE number = 5)"

ATTACKS = {
    "an update of the text": "UPDATE entries SET text = 'calm' WHERE number = 3",
    "an update of nothing": "UPDATE entries SET text = text",
    "an update that replaces": "UPDATE OR REPLACE entries SET number = 4 WHERE number = 3",
    "a renumbering": "UPDATE entries SET number = number + 100",
    "a delete": "DELETE FROM entries WHERE number = 5",
    "a delete of all": "DELETE FROM entries",
    "a replace of a row": f"INSERT OR REPLACE INTO entries {copied(text=CALM)}",
    "a bare replace": f"REPLACE INTO entries {copied(text=CALM)}",
    "a replace by key": f"REPLACE INTO entries {copied(number='6', prev=LAST)}",
    "an insert or ignore": f"INSERT OR IGNORE INTO entries {copied(number='7', key='NULL')}",
    "an upsert": f"INSERT INTO entries {copied()} AND true "
    "ON CONFLICT (number) DO UPDATE SET text = 'calm'",
    "a number out of turn": f"INSERT INTO entries {copied(number='7', prev=LAST, key='NULL')}",
    "a number before the first": f"INSERT INTO entries {copied(number='0', key='NULL')}",
    "no number": f"INSERT INTO entries {copied(number='NULL', prev=LAST, key='NULL')}",
    "a wrong hash before": f"INSERT INTO entries {copied(number='6', key='NULL')}",
    "another vessel": "INSERT INTO entries "
    + copied(number="6", vessel=CALM, prev=LAST, key="NULL"),
    "a changed vessel": "UPDATE meta SET value = 'x' WHERE name = 'vessel'",
    "a replaced nature": "REPLACE INTO meta VALUES ('nature', 'replay')",
    "a removed vessel": "DELETE FROM meta",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_the_book_stands_against(attack: str, plain: sqlite3.Connection, folder: Path) -> None:
    before = whole(plain), plain.execute("SELECT * FROM meta").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(attack)
    assert (whole(plain), plain.execute("SELECT * FROM meta").fetchall()) == before
    with BookReader(folder) as reader:
        assert reader.verify() == []


def test_an_entry_that_follows_in_turn_is_taken(plain: sqlite3.Connection) -> None:
    # Shows that the attacks above fail for their own reasons.
    plain.execute(f"INSERT INTO entries {copied(number='6', prev=LAST, key='NULL')}")
    assert len(whole(plain)) == 6


def test_a_number_is_not_text_and_a_text_not_a_number(plain: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        plain.execute(f"INSERT INTO entries {copied(number='6', prev=LAST, key='NULL', form=CALM)}")
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        plain.execute(
            f"INSERT INTO entries {copied(number='6', prev=LAST, key='NULL', text='NULL')}"
        )
