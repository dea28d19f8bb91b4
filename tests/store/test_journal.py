"""The journal: written with each entry, mended at opening, and never in the way of an entry."""

import errno
import fcntl
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.exports.log import write_log
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.members import Member
from tests.store.lines import hourly, remark
from tests.store.test_verify import tamper

JOURNAL = "journal.jsonl"


def told(folder: Path) -> list[dict[str, str | None]]:
    """Return every line of the journal."""
    return [json.loads(line) for line in (folder / JOURNAL).read_bytes().splitlines()]


def entries(folder: Path) -> list[bytes]:
    """Return the lines of entries, as they stand."""
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    return [line for line in lines if b'"hash"' in line]


def exported(folder: Path, to: Path) -> list[bytes]:
    """Return what `export log` writes."""
    with BookReader(folder) as book, to.open("wb") as out:
        write_log(out, book.stored())
    return to.read_bytes().splitlines(keepends=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with Book(folder) as book:
        book.append([hourly(hour) for hour in range(3)])
        book.append([remark("dauphins à l'étrave\n✓\x00")])
    return folder


def test_an_entry_stands_in_the_journal_when_append_returns(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        (entry,) = book.append([remark("anchor up")])
        (line,) = entries(tmp_path)
        assert json.loads(line)["hash"] == entry.hash
        assert told(tmp_path)[0] == {"book": book.vessel, "nature": "real"}


def test_the_journal_holds_the_very_lines_of_an_export(folder: Path, tmp_path: Path) -> None:
    assert entries(folder) == exported(folder, tmp_path / "log.jsonl")
    assert len(entries(folder)) == 4


def test_the_journal_is_on_the_disk_once_for_each_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Book(tmp_path) as book:
        synced: list[int] = []
        monkeypatch.setattr(os, "fdatasync", synced.append)
        book.append([hourly(hour) for hour in range(50)])
        book.append([remark("one more")])
        assert len(synced) == 2


def test_who_is_who_stands_in_it_and_the_last_line_of_a_member_holds(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        anne = book.enrol("Anne", "skipper", "mm-anne")
        book.enrol("Annick", "skipper", "mm-anne")
    people = [line for line in told(tmp_path) if "member" in line]
    assert people == [
        {"member": anne.id, "name": name, "role": "skipper", "mattermost_id": "mm-anne"}
        for name in ("Anne", "Annick")
    ]


@pytest.mark.parametrize("torn", [b'{"vessel":"ab', b"\x00" * 4096, b"\xff"])
def test_a_torn_last_line_is_cut_and_the_journal_completed(folder: Path, torn: bytes) -> None:
    whole = entries(folder)
    path = folder / JOURNAL
    path.write_bytes(path.read_bytes().removesuffix(whole[-1]) + torn)
    Book(folder).close()
    assert entries(folder) == whole
    assert path.read_bytes().endswith(b"\n")


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_a_journal_that_is_behind_is_completed_at_opening(folder: Path, kept: int) -> None:
    path = folder / JOURNAL
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]))
    Book(folder).close()
    assert path.read_bytes() == whole


def test_a_book_of_before_the_journal_gets_one(folder: Path) -> None:
    whole = entries(folder)
    (folder / JOURNAL).unlink()
    with Book(folder) as book:
        assert entries(folder) == whole
        book.append([remark("after")])
    assert len(entries(folder)) == 5


def test_opening_again_and_again_adds_nothing(folder: Path) -> None:
    with Book(folder) as book:
        book.enrol("Anne", "crew", "mm")
    before = (folder / JOURNAL).read_bytes()
    for _ in range(3):
        Book(folder).close()
    assert (folder / JOURNAL).read_bytes() == before


def test_who_was_somebody_else_meanwhile_is_told_anew(folder: Path) -> None:
    with Book(folder) as book:
        anne = book.enrol("Anne", "crew", "mm")
        book.enrol("Anne", "skipper", "mm")
    with closing(sqlite3.connect(folder / "logbook.db")) as conn, conn:
        conn.execute("UPDATE members SET role = 'crew' WHERE id = ?", [anne.id])
    Book(folder).close()
    roles = [line["role"] for line in told(folder) if line.get("member") == anne.id]
    assert roles == ["crew", "skipper", "crew"]


def test_a_tail_longer_than_a_block_is_found(folder: Path) -> None:
    with Book(folder) as book:
        book.append([remark("é" * 3900 + str(n)) for n in range(30)])
        for n in range(100):
            book.journal.introduce(Member(f"{n:016x}", "ü" * 500, "guest"))
    before = entries(folder)
    with Book(folder) as book:
        book.append([remark("after")])
    assert entries(folder)[:-1] == before


def test_a_journal_that_cannot_be_written_loses_no_entry_and_is_completed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with Book(folder) as book:

        def broken(_: int) -> None:
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as broken_disk:
            broken_disk.setattr(os, "fdatasync", broken)
            assert [entry.number for entry in book.append([remark("kept")])] == [5]
            assert book.journal.fault is not None
            assert book.journal.fault.name == "store.disk_fails"
            assert len(book.append([remark("kept too")])) == 1
            assert book.look_after_journal() is not None
        assert len(entries(folder)) == 4
        assert book.look_after_journal() is None
        assert len(entries(folder)) == 6
        book.append([remark("and on")])
    assert len(entries(folder)) == 7
    assert caplog.text.count("the journal cannot be written") == 1
    with BookReader(folder) as reader:
        assert reader.verify() == []


def test_a_journal_that_another_writer_holds_is_not_even_cut(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / JOURNAL
    line = entries(folder)[-1]

    def held(_: int, __: int) -> None:
        # The other writes its next line just then.
        with path.open("ab") as other:
            other.write(line)
        raise BlockingIOError(errno.EWOULDBLOCK, "held")

    before = path.read_bytes()
    monkeypatch.setattr(fcntl, "flock", held)
    with Book(folder) as book:
        assert book.journal.fault is not None
        assert book.journal.fault.name == "store.busy"
    assert path.read_bytes() == before + line


def test_a_journal_that_was_taken_away_is_made_again(folder: Path) -> None:
    with Book(folder) as book:
        (folder / JOURNAL).unlink()
        assert book.look_after_journal() is None
        book.append([remark("after")])
        assert len(entries(folder)) == 5


def test_a_journal_of_another_boat_is_left_as_it_is(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with Book(other) as book:
        book.append([remark("another boat's")])
    before = (other / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(before)
    with Book(folder) as book:
        book.append([remark("goes on")])
        assert book.journal.fault is not None
        assert book.journal.fault.name == "store.journal_other"
    assert (folder / JOURNAL).read_bytes() == before


def test_a_book_that_lost_its_last_line_is_not_written_on(folder: Path) -> None:
    before = (folder / JOURNAL).read_bytes()
    tamper(folder, "DELETE FROM entries WHERE number = 4")
    with pytest.raises(Refusal) as refused:
        Book(folder)
    assert refused.value.name == "store.journal_longer"
    assert (refused.value.facts["journal"], refused.value.facts["last"]) == (4, 3)
    assert (folder / JOURNAL).read_bytes() == before


def test_a_name_is_replaced_in_every_line_and_nothing_of_it_is_left(folder: Path) -> None:
    with Book(folder) as book:
        anne = book.enrol("Anne Le Guen", "crew", "mm-anne-account")
        book.append([remark("cap à l'ouest", author=anne.id)])
        book.enrol("Anne Le Guen-Morvan", "crew", "mm-anne-account")
        leo = book.enrol("Léo", "guest", "mm-leo")
        assert book.rename("no such member", "x") is None
        renamed = book.rename(anne.id, "Équipier 2", forget_account=True)
        assert renamed is not None
        assert (renamed.name, renamed.role, renamed.mattermost_id) == ("Équipier 2", "crew", None)
        book.append([remark("and on")])
        for path in folder.iterdir():
            assert b"Le Guen" not in path.read_bytes(), path
            assert b"mm-anne-account" not in path.read_bytes(), path
    with BookReader(folder) as reader:
        assert reader.verify() == []
        assert reader.members() == {anne.id: renamed, leo.id: leo}
    assert {line["name"] for line in told(folder) if "member" in line} == {"Équipier 2", "Léo"}
