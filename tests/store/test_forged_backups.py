"""Backups that somebody made up with good sums and good hashes: what of them is believed."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.notices import notices_of
from logbook.store import archive
from logbook.store.backups import name_of
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import PAGE_BYTES, STEPS
from logbook.store.database import open_writer
from logbook.store.mending import mended
from logbook.store.restoring import restore
from tests.store.forging import both, forged, line
from tests.store.lines import NOON, remark
from tests.store.test_mending import NO_DATABASE, folder, hashes
from tests.store.test_restoring import refused

__all__ = ["folder"]


def stranger(tmp_path: Path, vessel: str, lines: int, stick: Path) -> Path:
    """Return a backup of a book that somebody made from its first line on, in our vessel's name."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    db = open_writer(theirs / "logbook.db", STEPS, page_bytes=PAGE_BYTES, wait_s=1.0)
    db.conn.execute("INSERT INTO meta VALUES ('vessel', ?), ('nature', 'real')", [vessel])
    db.close()
    with Book(theirs, notices=notices_of) as book:
        book.enrol("Somebody", "skipper", "mm-anne")
        book.append([remark(f"forged {number}") for number in range(lines)], {"way": {"a": 1}})
    return archive.make(theirs, stick / name_of(lines, NOON), NOON).file


def vessel(folder: Path) -> str:
    with BookReader(folder) as reader:
        return str(reader.vessel)


@pytest.mark.parametrize("hole", [False, True])
def test_a_fuller_book_in_our_name_comes_before_no_genuine_one(
    folder: Path, tmp_path: Path, stick: Path, *, hole: bool
) -> None:
    whole = hashes(folder)
    archive.make(folder, stick / name_of(6, NOON), NOON)
    stranger(tmp_path, vessel(folder), 200, stick)
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    if hole:
        path = folder / "journal.jsonl"
        path.write_bytes(path.read_bytes().replace("3 h après".encode(), b"3 h \xff\xff"))
    done, *_ = mended(folder, NOON, [stick])
    assert (done.facts["count"], done.facts["lost"], done.facts["outbox"]) == (6, 0, "backup")
    assert hashes(folder) == whole
    with BookReader(folder) as reader, Book(folder) as book:
        assert [one.name for one in reader.members().values()] == ["Anne"]
        assert [one.mattermost_id for one in reader.members().values()] == ["mm-anne"]
        assert len(book.outbox.waiting()) == 6


def test_of_a_book_in_our_name_that_is_not_our_log_nothing_is_taken(
    folder: Path, tmp_path: Path, stick: Path
) -> None:
    whole = hashes(folder)
    stranger(tmp_path, vessel(folder), 200, stick)
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    done, *_ = mended(folder, NOON, [stick])
    assert (done.facts["count"], done.facts["outbox"]) == (6, "none")
    assert hashes(folder) == whole
    with BookReader(folder) as reader, Book(folder) as book:
        assert [one.name for one in reader.members().values()] == ["Anne"]
        assert book.outbox.waiting() == []


def test_where_no_line_is_left_aboard_our_own_folder_comes_before_a_stick(
    folder: Path, tmp_path: Path, stick: Path
) -> None:
    whole = hashes(folder)
    (folder / "backups").mkdir()
    archive.make(folder, folder / "backups" / name_of(6, NOON), NOON)
    stranger(tmp_path, vessel(folder), 200, stick)
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    path = folder / "journal.jsonl"
    # Only whose it is can still be read.
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    mended(folder, NOON, [stick])
    assert hashes(folder) == whole


IMPOSSIBLE: dict[str, Mapping[str, str | None]] = {
    "a kind that is none": {"kind": "nonsense"},
    "an instant that is none": {"at": "zzz"},
    "an instant of nowhere": {"at": "0001-01-01"},
    "a latitude that is none": {"lat": "abc"},
    "a latitude off the earth": {"lat": "91.0000000", "lon": "1.0000000"},
    "no latitude of all": {"lat": "nan"},
    "a speed without end": {"sog": "inf"},
    "facts without end": {"facts": "[" * 20_000},
    "facts that nest deep": {"facts": '{"a":' * 200 + "1" + "}" * 200},
    "facts without names": {"facts": "[1]"},
    "facts that are no number": {"facts": '{"a":NaN}'},
    "facts beyond any number": {"facts": '{"a":[1e999]}'},
    "conditions that are none": {"conditions": '{"baro":{"value":"x","age_s":1}}'},
    "a condition without an age": {"conditions": '{"baro":{"value":1}}'},
    "a clock that is none": {"clock_source": "moon"},
}


@pytest.mark.parametrize("fields", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
@pytest.mark.parametrize("last", [True, False])
def test_a_line_that_the_log_cannot_say_spoils_the_backup_and_no_other(
    folder: Path, backup: Path, fields: Mapping[str, str | None], *, last: bool
) -> None:
    whole = hashes(folder)
    file = forged(backup, line(**fields) if last else both(line(**fields), line()))
    assert refused(folder, file) == "backup.not_good"
    (folder / "backups").mkdir()
    file.rename(folder / "backups" / name_of(8, NOON))
    backup.rename(folder / "backups" / name_of(6, NOON))
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    (folder / "journal.jsonl").unlink()
    mended(folder, NOON)
    with BookReader(folder) as reader:
        # That a backup says to hold more than the log is told by `verify`, and is right.
        assert reader.verify(alone=True) == []
        assert [entry.hash for entry in reader.entries(by_number=True)] == whole


def test_a_line_that_can_be_said_is_taken(folder: Path, backup: Path) -> None:
    # Shows that those above are refused for what they say.
    restore(folder, forged(backup, both(line(), line(text="calm"))), NOON)
    assert len(hashes(folder)) == 8


def test_verify_tells_of_a_line_that_cannot_be_said(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "logbook.db", isolation_level=None)) as plain:
        line(kind="nonsense")(plain)
    with BookReader(folder) as reader:
        (found,) = reader.verify(alone=True)
    assert (found.name, found.facts) == ("store.unsayable", {"number": 7})
