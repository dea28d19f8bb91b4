"""Each recording gives what its summary says: a change of behaviour shows as a diff."""

import datetime as dt
import difflib
import re
from pathlib import Path

import pytest

from tests.recorded import cases

AGAIN = "if this is what it should be: python -m tests.recorded --write"


def compared(expected: Path, found: str) -> None:
    """Fail with a diff where `found` is not what stands in `expected`."""
    assert expected.exists(), f"no summary of it yet; {AGAIN}"
    stood = expected.read_text(encoding="utf-8")
    if stood != found:
        rows = difflib.unified_diff(
            stood.splitlines(), found.splitlines(), "summary", "import", lineterm="", n=1
        )
        pytest.fail("\n".join([expected.name, *rows, "", AGAIN]), pytrace=False)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param(
            name,
            day,
            id=f"{name}{'' if day is None else f'@{day}'}",
            marks=[pytest.mark.long] if name == cases.LONG else [],
        )
        for name, day in cases.pages()
    ],
)
def test_a_recording_gives_what_its_summary_says(name: str, day: dt.date | None) -> None:
    compared(cases.written(name, day), cases.summarised(name, day))


@pytest.mark.parametrize("folder", cases.TABLES)
def test_short_recordings_give_what_their_table_says(folder: str) -> None:
    if not cases.recorded(folder):
        pytest.skip(f"no recordings {folder} on this machine")
    compared(cases.EXPECTED / f"{folder}.txt", cases.tabled(folder))


def test_every_summary_is_of_a_recording() -> None:
    if not all(cases.recorded(folder) for folder in (*cases.PAGES, *cases.TABLES)):
        pytest.skip("not all recordings on this machine")
    known = {cases.written(name, day) for name, day in cases.pages()}
    known |= {cases.EXPECTED / f"{folder}.txt" for folder in cases.TABLES}
    assert set(cases.EXPECTED.rglob("*.txt")) == known


def test_every_summary_keeps_the_promise_of_the_track() -> None:
    found = [
        (float(worst[1]), path.stem, text)
        for path in cases.EXPECTED.rglob("*.txt")
        for text in path.read_text(encoding="utf-8").splitlines()
        if (worst := re.search(r"(?:worst deviation|within) ([0-9.]+|inf) m", text))
    ]
    assert len(found) > 80
    assert not [row for row in found if row[0] > 5.0]
