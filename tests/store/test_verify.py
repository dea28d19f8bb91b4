"""What verify finds: letters changed in the file, rows removed or renumbered, a tail cut off."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from logbook.model.chain import FIELDS_FORM_1, GENESIS, digest
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import COLUMNS
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from logbook.store.verify import Finding
from tests.store.lines import hourly, remark


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Book(tmp_path) as book:
        book.append([hourly(hour) for hour in range(6)])
        book.append([remark("BREST, moored")])
    return tmp_path


def found(folder: Path, root: str | None = None) -> list[Finding]:
    """Return what the database tells by itself; the journal has tests of its own."""
    with BookReader(folder) as reader:
        return reader.verify(root, alone=True)


def tamper(folder: Path, *statements: str) -> None:
    """Run `statements` with the guards out of the way, and put the guards back."""
    with closing(sqlite3.connect(folder / "logbook.db", isolation_level=None)) as plain:
        guards = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in (kept := guards.fetchall()):
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert plain.execute(statement).rowcount != 0
        for _, sql in kept:
            plain.execute(sql)


def edit(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))


def test_a_book_that_nobody_touched_is_whole(folder: Path) -> None:
    assert found(folder) == []


@pytest.mark.parametrize("letter", [b"BREsT", b"BRE\xffT", b"BRE\x00T"])
def test_a_letter_changed_in_the_file_is_found(folder: Path, letter: bytes) -> None:
    edit(folder / "logbook.db", b"BREST", letter)
    assert found(folder) == [Finding("store.altered", {"number": 7})]


def test_every_field_is_under_the_hash(folder: Path) -> None:
    for name in FIELDS_FORM_1:
        with closing(sqlite3.connect(folder / "logbook.db")) as plain:
            usual = plain.execute(f"SELECT {name} FROM entries WHERE number = 3").fetchone()[0]
        other = "99" if name in {"number", "refers_to"} else "'x'"
        back = "NULL" if usual is None else repr(usual)
        where = "number = 99" if name == "number" else "number = 3"
        tamper(folder, f"UPDATE entries SET {name} = {other} WHERE number = 3")
        assert found(folder) != [], name
        tamper(folder, f"UPDATE entries SET {name} = {back} WHERE {where}")
        assert found(folder) == [], name


def test_a_removed_row_is_found(folder: Path) -> None:
    tamper(folder, "DELETE FROM entries WHERE number = 4")
    assert found(folder) == [Finding("store.missing", {"number": 4, "found": "5"})]


def test_a_removed_row_is_found_though_the_rest_is_renumbered(folder: Path) -> None:
    tamper(
        folder,
        "DELETE FROM entries WHERE number = 4",
        *(f"UPDATE entries SET number = {n - 1} WHERE number = {n}" for n in (5, 6, 7)),
    )
    assert found(folder) == [Finding("store.broken_link", {"number": 4})]


def test_a_row_and_its_hash_changed_together_break_the_next_link(folder: Path) -> None:
    forge(folder, 3, 3)
    assert found(folder) == [Finding("store.broken_link", {"number": 4})]


def test_a_whole_chain_made_anew_is_caught_by_a_root_known_from_elsewhere(folder: Path) -> None:
    root = last_hash(folder)
    forge(folder, 3, 7)
    assert found(folder) == []
    assert found(folder, root) == [Finding("store.cut", {"root": root, "last": 7})]


def test_a_cut_tail_is_caught_by_its_root(folder: Path) -> None:
    root = last_hash(folder)
    assert found(folder, root) == []
    assert found(folder, root.upper()) == []
    with Book(folder) as book:
        book.append([remark("one more")])
    assert found(folder, root) == []
    tamper(folder, "DELETE FROM entries WHERE number >= 7")
    assert found(folder) == []
    assert found(folder, root) == [Finding("store.cut", {"root": root, "last": 6})]


def test_a_vessel_written_over_is_found(folder: Path) -> None:
    tamper(folder, "UPDATE meta SET value = 'elsewhere' WHERE name = 'vessel'")
    assert [finding.name for finding in found(folder)] == ["store.strange_entry"]


def test_an_unknown_byte_form_is_said_and_not_guessed(folder: Path) -> None:
    tamper(folder, "UPDATE entries SET form = 9 WHERE number = 2")
    assert found(folder) == [Finding("store.unknown_form", {"number": 2, "form": 9})]


@pytest.mark.parametrize("guard", ["entries_never_altered", "entries_in_turn", "meta_said_once"])
def test_a_guard_taken_away_is_said(folder: Path, guard: str) -> None:
    with closing(sqlite3.connect(folder / "logbook.db")) as plain:
        plain.execute(f"DROP TRIGGER {guard}")
    assert found(folder) == [Finding("store.guard_gone", {"guard": guard})]


def test_a_table_transformed_by_sqlite_utils_is_said(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "logbook.db")) as plain:
        plain.execute("DROP VIEW log")
        plain.execute("DROP VIEW mended")
        Database(plain, execute_plugins=False).table("entries").transform(types={"text": str})
    assert "store.guard_gone" in {finding.name for finding in found(folder)}


def zeros(data: bytearray) -> None:
    data[4096 * 2 : 4096 * 3] = bytes(4096)


def noise(data: bytearray) -> None:
    for place in range(4096, len(data), 97):
        data[place] ^= 0x5A


@pytest.mark.parametrize("harm", [zeros, noise])
def test_a_damaged_file_is_said_and_not_a_traceback(
    folder: Path, harm: Callable[[bytearray], None]
) -> None:
    path = folder / "logbook.db"
    data = bytearray(path.read_bytes())
    harm(data)
    path.write_bytes(data)
    names = {finding.name for finding in damage_told(folder)}
    assert names & {"store.integrity", "store.damaged", "store.altered", "store.missing"}


def damage_told(folder: Path) -> list[Finding]:
    try:
        return found(folder)
    except Refusal as refusal:
        return [Finding(refusal.name)]


def test_a_damaged_track_is_said(tmp_path: Path) -> None:
    with Track(tmp_path, "v"):
        pass
    with TrackReader(tmp_path) as reader:
        assert reader.verify() == []
    path = tmp_path / "track.db"
    data = bytearray(path.read_bytes())
    page = data.index(b"log_total") // 1024 * 1024
    data[page + 8 : page + 24] = b"\xff" * 16
    path.write_bytes(data)
    with TrackReader(tmp_path) as reader:
        assert [finding.name for finding in reader.verify()] == ["store.track_damaged"]


def last_hash(folder: Path) -> str:
    with BookReader(folder) as reader:
        last = reader.entry(reader.count())
    assert last is not None
    return last.hash


def forge(folder: Path, first: int, last: int) -> None:
    """Change entry `first` and make the hashes anew from there to `last`, as a forger would."""
    with closing(sqlite3.connect(folder / "logbook.db")) as plain:
        rows = plain.execute(f"SELECT {', '.join(COLUMNS)} FROM entries ORDER BY number").fetchall()
    prev, statements = GENESIS, []
    for row in rows[:last]:
        stored = {
            name: None if value is None else str(value)
            for name, value in zip(FIELDS_FORM_1, row, strict=False)
        }
        if row[1] == first:
            stored["text"] = "calm"
            statements.append(f"UPDATE entries SET text = 'calm' WHERE number = {first}")
        if row[1] >= first:
            hash_ = digest(stored, prev)
            statements.append(
                f"UPDATE entries SET prev = '{prev}', hash = '{hash_}' WHERE number = {row[1]}"
            )
            prev = hash_
        else:
            prev = row[-2]
    tamper(folder, *statements)
