"""The stand-alone checker agrees with our own `verify`, and catches what is not as written."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from tests.console.books import voyage
from tests.docs.awkward import drafts
from tests.docs.documents import ROOT

CHECKER = ROOT / "docs" / "check_log.py"
TEXTS = ("Départ de Sauzon", "two lines\nin one", "", "≈ 12 kn · \N{SAILBOAT}\u2028end", "\x00\r\n")


def check(*words: object) -> tuple[int, str]:
    """Run the checker as a stranger does, alone; return its status and what it said."""
    ran = subprocess.run(
        [sys.executable, "-I", CHECKER, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return `export log` of a book whose lines are awkward, and its journal beside it."""
    with Book(tmp_path) as book:
        book.enrol("marie", "crew", "her-account")
        book.append(drafts(TEXTS))
    return export(tmp_path)


def export(data: Path) -> Path:
    file = data / "log.jsonl"
    words = ["export", "log", "--data", str(data), "-o", str(file)]
    subprocess.run([sys.executable, ROOT / "app.py", *words], check=True, timeout=60)
    return file


def rows(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines(keepends=True)


def root_of(row: bytes) -> str:
    return str(json.loads(row)["hash"])


def test_it_is_short_and_needs_the_standard_library_only() -> None:
    source = CHECKER.read_text("utf-8")
    assert len(source.splitlines()) < 100
    imported = {
        name.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert imported <= set(sys.stdlib_module_names)
    assert "from " not in re.sub(r'""".*?"""', "", source, flags=re.DOTALL).split("class")[0]


def test_it_agrees_with_verify_on_awkward_lines_and_on_a_voyage(
    exported: Path, tmp_path: Path
) -> None:
    sailed = export(voyage(tmp_path / "sailed"))
    for file in (exported, sailed):
        with BookReader(file.parent) as book:
            assert book.verify() == []
            last = book.entry(book.count())
        assert last is not None
        status, said = check(file)
        assert status == 0
        assert said == f"{last.number} entries as they were written, root {last.hash}\n"


def test_it_reads_the_journal_too_and_an_empty_log(exported: Path, tmp_path: Path) -> None:
    journal = exported.parent / "journal.jsonl"
    assert b'"member"' in journal.read_bytes()
    assert check(journal) == check(exported)
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert check(empty) == (0, "0 entries as they were written, root none\n")


def forged(file: Path, change: str) -> None:
    """Do to an export what somebody might."""
    lines = rows(file)
    match change:
        case "a changed letter":
            lines[0] = lines[0].replace("Départ".encode(), b"Depart")
        case "a changed hash":
            lines[4] = lines[4].replace(root_of(lines[4]).encode(), b"0" * 64)
        case "a removed line":
            del lines[2]
        case "swapped lines":
            lines[1], lines[2] = lines[2], lines[1]
        case "an inserted line":
            lines.insert(1, lines[0])
        case "a line that says something twice":
            lines[1] = lines[1].replace(b'"text":', b'"text":"forged","text":')
        case "a field that is not hashed":
            lines[1] = lines[1].replace(b'"vessel":', b'"note":"forged","vessel":')
        case "a number that is none":
            lines[1] = lines[1].replace(b'"number":"2"', b'"number":2')
        case "a torn line":
            lines[-1] = lines[-1][:40]
        case _:
            lines[1] = b"\xff\n"
    file.write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("a changed letter", "entry 1 is not as it was written"),
        ("a changed hash", "entry 5 is not as it was written"),
        ("a removed line", "entry 3 is missing"),
        ("swapped lines", "entry 2 is missing"),
        ("an inserted line", "entry 2 is missing"),
        ("a line that says something twice", "row 2 is no entry"),
        ("a field that is not hashed", "row 2 does not have the fields"),
        ("a number that is none", "row 2 holds a value that is no text"),
        ("a torn line", "row 5 is no entry"),
        ("bytes that are no text", "row 2 is no entry"),
    ],
)
def test_it_catches(exported: Path, change: str, said: str) -> None:
    forged(exported, change)
    status, told = check(exported)
    assert status == 1
    assert told.startswith("NOT AS WRITTEN: ")
    assert said in told


def test_a_cut_tail_is_seen_with_a_posted_root_and_only_with_one(exported: Path) -> None:
    lines = rows(exported)
    posted = root_of(lines[3])
    assert "that of entry 4" in check(exported, "--root", posted.upper(), "--number", 4)[1]
    exported.write_bytes(b"".join(lines[:3]))
    assert check(exported)[0] == 0
    status, said = check(exported, "--root", posted)
    assert status == 1
    assert "cut short" in said
    assert "entries as they were" not in said


def test_a_root_that_is_said_to_be_another_entry_s_is_refused(exported: Path) -> None:
    status, said = check(exported, "--root", root_of(rows(exported)[3]), "--number", 5)
    assert (status, "not that of entry 5" in said) == (1, True)


@pytest.mark.parametrize(
    "asked",
    [
        ("--root", ""),
        ("--root", "6d7192cc"),
        ("--root", "z" * 64),
        ("--number", "4"),
        ("--root", "", "--number", "4"),
    ],
)
def test_a_root_that_is_none_is_not_taken_for_a_check(
    exported: Path, asked: tuple[str, ...]
) -> None:
    status, said = check(exported, *asked)
    assert status == 2
    assert "entries as they were" not in said


@pytest.mark.parametrize(
    "planted",
    [
        {"member": "0123456789abcdef", "number": "3", "text": "forged"},
        {"book": "x", "nature": "real", "text": "forged"},
        {"book": "x"},
        {"member": "x", "name": "Paul", "role": "crew", "mattermost_id": None, "at": ""},
    ],
)
def test_a_row_that_only_begins_as_the_journal_s_own_is_no_such_row(
    exported: Path, planted: dict[str, object]
) -> None:
    lines = rows(exported)
    lines.insert(2, json.dumps(planted).encode() + b"\n")
    exported.write_bytes(b"".join(lines))
    status, said = check(exported)
    assert (status, "row 3 does not have the fields" in said) == (1, True)
