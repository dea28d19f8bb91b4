"""docs/databases.md is the real schema, of a real book; its questions are answered."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position, Sample, TrackPoint
from logbook.model.quantities import BARO, QUANTITIES, TWS
from logbook.store.book import Book
from logbook.store.track import Track
from tests.docs.documents import blocks, read, sections, table

DATABASES = "docs/databases.md"
NOON = 1_780_315_200.0  # 2026-06-01T12:00:00Z


def _draft(kind: EntryKind, at: float, source: ClockSource, **facts: object) -> Draft:
    return Draft(
        at=at,
        written_at=at + 1.0,
        kind=kind,
        origin=Origin.AUTO,
        text=f"{kind.value}",
        timing=Timing(source, 0.0, "a-boot", 10.0),
        position=Position(48.0, -4.5),
        position_source=PositionSource.GPS,
        sog=2.5,
        cog=190.0,
        conditions={BARO: Condition(101_300.0, 1.0), TWS: Condition(7.0, 2.0)},
        facts=facts,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a short passage in it, its first line timed by the host."""
    folder = tmp_path_factory.mktemp("data")
    with Book(folder) as book, Track(folder, book.vessel) as track:
        book.append(
            [
                _draft(EntryKind.DEPARTURE, NOON - 40.0, ClockSource.HOST),
                _draft(
                    EntryKind.CLOCK,
                    NOON,
                    ClockSource.GPS,
                    offset_s=30.0,
                    covers=[1, 1],
                    boot_id="a-boot",
                ),
                _draft(
                    EntryKind.ARRIVAL, NOON + 600, ClockSource.GPS, distance_m=9260.0, took_s=600.0
                ),
            ]
        )
        at_sea = [
            TrackPoint(NOON + second, 48.0, -4.5 + second / 1e4, 2.5, 90.0, 50.0, gap)
            for second, gap in ((-20.0, True), (0.0, False), (20.0, False), (300.0, True))
        ]
        samples = [
            Sample(NOON, BARO, 101_300.0, 101_290.0, 101_310.0, 60),
            Sample(NOON, TWS, 7.0, 5.0, 9.0, 60),
        ]
        track.write(at_sea, None, samples, Origin.AUTO)
    return folder


def _open(folder: Path, name: str) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(f"file:{folder / name}?mode=ro", uri=True))


def _documented() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the columns (name, type) by (file, table), as the document gives them."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    file = ""
    for heading, text in sections(DATABASES):
        if heading.endswith(".db"):
            file = heading
        elif "| column | type |" in text:
            found[file, heading] = [(row[0], row[1]) for row in table(text)]
    return found


def _real(folder: Path) -> Iterator[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """Yield the real columns: those of a view have the types of what it holds."""
    for file in ("logbook.db", "track.db"):
        with _open(folder, file) as book:
            listed = book.execute("SELECT name, type FROM sqlite_master WHERE type <> 'trigger'")
            for name, kind in listed.fetchall():
                if kind == "index":
                    continue
                columns = [row[1:3] for row in book.execute(f"PRAGMA table_info({name})")]
                yield (
                    (file, name),
                    [
                        (column, declared if kind == "table" else _held(book, name, column))
                        for column, declared in columns
                    ],
                )


def _held(book: sqlite3.Connection, view: str, column: str) -> str:
    held = book.execute(
        f"SELECT DISTINCT upper(typeof({column})) FROM {view} WHERE {column} IS NOT NULL"
    ).fetchall()
    return str(held[0][0]) if len(held) == 1 else "?"


_EMPTY = {"author": "TEXT", "author_name": "TEXT", "refers_to": "INTEGER"}
"""Columns of `log` in which a log without members and corrections holds nothing."""


def test_every_table_view_column_and_type_is_documented_as_it_is(folder: Path) -> None:
    documented = _documented()
    real = {
        place: [
            (column, _EMPTY.get(column, kind) if kind == "?" else kind) for column, kind in columns
        ]
        for place, columns in _real(folder)
    }
    assert real == documented


def test_the_quantities_are_documented_with_their_units() -> None:
    text = next(text for heading, text in sections(DATABASES) if heading == "The quantities")
    told = [(row[0], row[1]) for row in table(text)]
    assert told == [(str(name), row.unit) for name, row in QUANTITIES.items()]


@pytest.mark.parametrize("question", blocks(DATABASES, "sql"))
def test_every_question_of_the_document_has_an_answer(folder: Path, question: str) -> None:
    file = question.removeprefix("-- ").partition(":")[0]
    with _open(folder, file) as book:
        rows = book.execute(question).fetchall()
    assert rows
    assert any(value is not None for row in rows for value in row)


def test_the_question_in_the_shell_has_an_answer(folder: Path) -> None:
    said = re.search(r'sqlite3 -readonly data/logbook.db "(SELECT .*)"', read(DATABASES))
    assert said is not None
    with _open(folder, "logbook.db") as book:
        assert book.execute(said[1]).fetchall()


def test_a_line_that_the_computer_timed_reads_mended_and_stays_as_written(folder: Path) -> None:
    with _open(folder, "logbook.db") as book:
        row = book.execute("SELECT at_as_written, at FROM log WHERE number = 1").fetchone()
    assert row == ("2026-06-01T11:59:20Z", "2026-06-01T11:59:50Z")


def test_an_entry_cannot_be_altered_or_removed_as_the_document_says(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "logbook.db")) as book:
        for sql in ("UPDATE entries SET text = 'x'", "DELETE FROM entries"):
            with pytest.raises(sqlite3.IntegrityError):
                book.execute(sql)
