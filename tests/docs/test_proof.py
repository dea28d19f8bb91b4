"""The pages on proof, tried to the letter: a stranger with a root proves a log, or catches it."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, LogEntry
from logbook.model.seals import Seal
from logbook.store.book_reader import BookReader
from logbook.summaries.seal import text
from logbook.verbs.write import write
from logbook.watchkeeper.sealing import DaySeal
from tests.console.books import voyage
from tests.docs.documents import ROOT, blocks, shell_lines
from tests.eye import spoken
from tests.verbs.aboard import aboard

PAGES = {"en": "docs/proof.md", "fr": "docs/fr/preuve.md"}
HASH = re.compile(r"[0-9a-f]{64}")
pages = pytest.mark.parametrize("language", PAGES)


@pytest.fixture(params=PAGES)
def sealed(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path, LogEntry]:
    """Give a language, a folder as the reader's, and the seal that was posted on the first day."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("*.png"))
    (tmp_path / "data").mkdir()
    with aboard(tmp_path / "data") as ship:
        ship.settle(language=request.param)
        for text in ("Pris un ris", "Dauphins", "Largué le ris"):
            write(ship.bridge, ship.caller(), text)
        ship.pass_time(86_400.0)
        DaySeal(lambda: ship.bridge).look()
        write(ship.bridge, ship.caller(), "Le lendemain")
    with BookReader(tmp_path / "data") as book:
        (seal,) = book.entries(kinds=(EntryKind.SEAL,))
    return request.param, tmp_path, seal


def posted(seal: LogEntry) -> tuple[str, str]:
    """Return the root and the last number, read from the words of the card alone."""
    found = HASH.search(seal.draft.text)
    numbers = re.findall(r"\d+", seal.draft.text.partition("\n")[0])
    assert found is not None
    return found[0], numbers[-1]


def lines(language: str, seal: LogEntry) -> list[str]:
    """Return the page's lines of the shell about proving, with what was posted put in."""
    root, number = posted(seal)
    told = [
        line for line in shell_lines(PAGES[language]) if "log" in line.split()[-1] or "root" in line
    ]
    told = [line for line in told if "--sign" not in line and "openssl" not in line]
    return [HASH.sub(root, line).replace("--number 153", f"--number {number}") for line in told]


def run(line: str, folder: Path) -> tuple[int, str]:
    line = line.replace(".venv/bin/python app.py", f"{sys.executable} {ROOT / 'app.py'}")
    line = line.replace("python3 ", f"{sys.executable} -I ")
    environment = {name: value for name, value in os.environ.items() if name[:3] != "LOG"}
    ran = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env={**environment, "LOGBOOK_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout + ran.stderr


def test_the_log_is_proven_as_the_page_says(sealed: tuple[str, Path, LogEntry]) -> None:
    language, folder, seal = sealed
    tried = lines(language, seal)
    assert [line.split()[1].rpartition("/")[2] for line in tried] == [
        "app.py",
        "check_log.py",
        "check_log.py",
        "app.py",
    ]
    told = [run(line, folder) for line in tried]
    assert [status for status, _ in told] == [0, 0, 0, 0], told
    assert "6 entries as they were written" in told[1][1]
    assert "that of entry 4" in told[2][1]
    assert "that of line 4" in told[3][1]


@pytest.mark.parametrize("change", ["a letter", "a line", "the tail", "all of it"])
def test_a_log_that_was_touched_is_caught_as_the_page_says(
    sealed: tuple[str, Path, LogEntry], change: str
) -> None:
    language, folder, seal = sealed
    export, plain, with_root, _ = lines(language, seal)
    run(export, folder)
    file = folder / "log.jsonl"
    rows = file.read_bytes().splitlines(keepends=True)
    if change == "a letter":
        rows[2] = rows[2].replace(b"Dauphins", b"Dauphines")
    elif change == "a line":
        del rows[2]
    elif change == "the tail":
        rows = rows[:2]
    else:
        (folder / "other").mkdir()
        with aboard(folder / "other") as ship:
            for text in ("Pris un ris", "Dauphines", "Largué le ris"):
                write(ship.bridge, ship.caller(), text)
        shutil.rmtree(folder / "data")
        (folder / "other").rename(folder / "data")
        run(export, folder)
        rows = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(rows))
    assert run(plain, folder)[0] == (1 if change in {"a letter", "a line"} else 0)
    status, said = run(with_root, folder)
    assert status == 1
    assert "NOT AS WRITTEN" in said


def test_a_tail_that_is_cut_off_aboard_is_seen_with_a_root_of_an_earlier_day(
    sealed: tuple[str, Path, LogEntry],
) -> None:
    _, folder, _ = sealed
    with BookReader(folder / "data") as book:
        roots = [str(row["hash"]) for row in book.stored()]
        assert [book.hashed(root) for root in roots] == [1, 2, 3, 4, 5, 6]
        assert book.hashed("0" * 64) is None
        assert book.verify(roots[3]) == []
        assert [found.name for found in book.verify("0" * 64)] == ["store.cut"]


@pages
@pytest.mark.skipif(
    find_spec("cryptography") is None or shutil.which("openssl") is None,
    reason="needs requirements-sign.txt and openssl",
)
def test_a_signed_export_is_verified_by_openssl_as_the_page_says(
    language: str, tmp_path: Path
) -> None:
    signing = [line for line in shell_lines(PAGES[language]) if "voyage.gpx" in line]
    shutil.copytree(voyage(tmp_path / "made"), tmp_path / "data")
    assert [run(line, tmp_path)[0] for line in signing] == [0, 0]
    (tmp_path / "voyage.gpx").write_bytes((tmp_path / "voyage.gpx").read_bytes() + b" ")
    assert run(signing[1], tmp_path)[0] == 1


@pages
def test_the_card_in_the_page_is_worded_as_the_log_words_it(language: str) -> None:
    shown = next(block for block in blocks(PAGES[language], "text") if "120" in block)
    day = (dt.date(2026, 6, 12) - dt.date(1970, 1, 1)).days
    seal = Seal(day, day, 120, 153, HASH.findall(shown)[0])
    assert shown == f"{text(spoken(language), seal, 7200)}\n"


def test_both_pages_tell_the_same_lines_of_the_shell() -> None:
    english, french = (shell_lines(page) for page in PAGES.values())
    names = {"suivi.gpx": "followers.gpx", "plus-grossier.gpx": "coarser.gpx"}
    translated = ["|".join(french)]
    for ours, theirs in names.items():
        translated = [line.replace(ours, theirs) for line in translated]
    assert translated == ["|".join(english)]
