"""The log held against its journal, its seals, its backups: what a chain alone cannot show."""

from dataclasses import replace
from pathlib import Path

import pytest

from logbook.model.chain import FIELDS_FORM_1, digest
from logbook.model.entries import EntryKind
from logbook.store import archive
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.findings import Finding
from logbook.store.lock import FolderLock
from tests.store.lines import NOON, hourly, remark
from tests.store.test_verify import tamper

JOURNAL = "journal.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Book(tmp_path) as book:
        book.append([hourly(hour) for hour in range(6)])
    return tmp_path


def found(folder: Path) -> list[str]:
    with BookReader(folder) as reader:
        return [finding.name for finding in reader.verify()]


def test_a_log_that_agrees_with_its_journal_is_whole(folder: Path) -> None:
    assert found(folder) == []


def test_a_last_line_removed_from_the_database_alone_is_seen(folder: Path) -> None:
    tamper(folder, "DELETE FROM entries WHERE number = 6")
    with BookReader(folder) as reader:
        assert reader.verify(alone=True) == []
        facts = {"file": JOURNAL, "journal": 6, "last": 5}
        assert reader.verify() == [Finding("store.journal_longer", facts)]


def test_a_database_that_was_emptied_is_seen(folder: Path) -> None:
    tamper(folder, "DELETE FROM entries")
    assert found(folder) == ["store.journal_longer"]


@pytest.mark.parametrize("number", [1, 4, 6])
def test_a_line_altered_in_the_journal_is_seen(folder: Path, number: int) -> None:
    path = folder / JOURNAL
    old = f"{number - 1} h après midi".encode()
    path.write_bytes(path.read_bytes().replace(old, old.replace(b"midi", b"MIDI")))
    with BookReader(folder) as reader:
        facts = {"file": JOURNAL, "number": number}
        assert reader.verify() == [Finding("store.journal_differs", facts)]


@pytest.mark.parametrize("damage", [b"\x00", b'"', b"\xff", b"\n"])
def test_a_damaged_journal_is_seen(folder: Path, damage: bytes) -> None:
    path = folder / JOURNAL
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + damage + data[len(data) // 2 + 1 :])
    assert found(folder) == ["store.journal_damaged"]


def test_a_chain_made_anew_by_somebody_who_knows_how_is_seen(folder: Path) -> None:
    with BookReader(folder) as reader:
        rows = list(reader.stored())
    prev, statements = str(rows[3]["prev"]), []
    for row in rows[3:]:
        stored = {name: row[name] for name in FIELDS_FORM_1}
        stored["text"] = "calm" if row["number"] == "4" else row["text"]
        hash_ = digest(stored, prev)
        statements.append(
            f"UPDATE entries SET text = '{stored['text']}', prev = '{prev}', hash = '{hash_}'"
            f" WHERE number = {row['number']}"
        )
        prev = hash_
    tamper(folder, *statements)
    with BookReader(folder) as reader:
        assert reader.verify(alone=True) == []
        facts = {"file": JOURNAL, "number": 4}
        assert reader.verify() == [Finding("store.journal_differs", facts)]
    (folder / JOURNAL).unlink()
    assert found(folder) == []


def test_a_backup_remembers_a_tail_that_was_cut_off_everywhere(folder: Path) -> None:
    (folder / "backups").mkdir()
    archive.make(folder, folder / "backups" / "logbook-6.zip", NOON)
    assert found(folder) == []
    tamper(folder, "DELETE FROM entries WHERE number = 6")
    path = folder / JOURNAL
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    with BookReader(folder) as reader:
        facts = {"number": 6, "last": 5, "file": "logbook-6.zip"}
        assert reader.verify() == [Finding("store.backup_longer", facts)]
    with Book(folder) as book:
        book.append([remark("instead")])
    assert found(folder) == ["store.backup_differs"]


def test_another_boat_s_backup_says_nothing_of_this_log(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (folder / "backups").mkdir()
    other.mkdir()
    with Book(other) as book:
        book.append([remark("elsewhere")])
    archive.make(other, folder / "backups" / "logbook-1.zip", NOON)
    (folder / "backups" / "notes.zip").write_bytes(b"no zip file")
    assert found(folder) == []


def sealed(folder: Path, last: int, root: str) -> None:
    with Book(folder) as book:
        seal = replace(remark("seal"), kind=EntryKind.SEAL, facts={"last": last, "root": root})
        book.append([seal])


def test_a_seal_that_agrees_is_believed_and_one_that_does_not_is_told(folder: Path) -> None:
    with BookReader(folder) as reader:
        entry = reader.entry(6)
    assert entry is not None
    sealed(folder, 6, entry.hash)
    assert found(folder) == []
    sealed(folder, 5, entry.hash)
    with BookReader(folder) as reader:
        assert reader.verify() == [Finding("store.seal_differs", {"number": 8, "last": 5})]


def test_a_seal_of_nothing_that_stands_is_told(folder: Path) -> None:
    sealed(folder, 99, "0" * 64)
    assert found(folder) == ["store.seal_differs"]


def test_lines_that_are_written_while_it_is_verified_are_no_fault(folder: Path) -> None:
    with FolderLock(folder), Book(folder) as book, BookReader(folder) as reader:
        pauses: list[int] = []

        def write_on() -> None:
            pauses.extend(entry.number for entry in book.append([remark("meanwhile")]))

        book.append([remark(f"line {n}") for n in range(500)])
        assert reader.verify(pause=write_on) == []
        assert len(pauses) == 2


@pytest.mark.parametrize("change", ["name = 'Paul'", "mattermost_id = 'mm-paul'", "role = 'crew'"])
def test_a_member_who_was_made_another_in_the_database_is_seen(folder: Path, change: str) -> None:
    with Book(folder) as book:
        anne = book.enrol("Anne", "skipper", "mm-anne")
        assert found(folder) == []
        book.enrol("Anne B.", "guest", "mm-anne")
        assert found(folder) == []
        book.rename(anne.id, "Le Rouge")
        book.append([remark("a", author=anne.id)])
        assert found(folder) == []
        tamper(folder, f"UPDATE members SET {change}")
        with BookReader(folder) as reader:
            assert reader.verify(alone=True) == []
            (one,) = reader.verify()
        assert (one.name, one.facts["file"]) == ("store.member_differs", JOURNAL)


def test_a_journal_that_is_behind_says_nothing_of_who_is_who(folder: Path) -> None:
    with Book(folder) as book:
        book.enrol("Anne", "skipper", "mm-anne")
    path = folder / JOURNAL
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in whole if b"5 h apr" not in line))
    tamper(folder, "UPDATE members SET name = 'Paul'")
    assert "store.member_differs" not in found(folder)
