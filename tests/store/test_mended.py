"""What the host timed is moved by what its clock was wrong by when each line was written."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.model.entries import ClockSource, Draft, Timing
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from tests.store.lines import NOON, clock_fix, host_timed

BOOT_S = 30.0
"""The boot's second in which the lines were written; `UTC` is what the boot began at, truly."""
UTC = NOON - BOOT_S


def _wrong_by(seconds: float, boot_s: float) -> Draft:
    """Return a line written at `boot_s` by a host that was wrong by `seconds`."""
    line = host_timed(f"wrong by {seconds:g} s", UTC + boot_s + seconds)
    return replace(line, timing=Timing(ClockSource.HOST, 0.0, "cold-boot", boot_s))


def _fixed(covers: tuple[int, int]) -> Draft:
    fix = clock_fix(NOON + 600.0, 7200.0, covers)
    return replace(fix, facts={**fix.facts, "utc_minus_boot_s": UTC})


@pytest.mark.parametrize("wrong", [-86_400.0, -7200.0, 3600.0, 90_000_000.0])
def test_one_clock_line_mends_lines_that_were_wrong_by_different_times(
    tmp_path: Path, wrong: float
) -> None:
    with Book(tmp_path) as book:
        book.append([_wrong_by(wrong, 30.0), _wrong_by(-7200.0, 100.0), _fixed((1, 2))])
    with BookReader(tmp_path) as reader:
        assert [one.at for one in reader.entries(by_number=True)][:2] == [NOON, NOON + 70.0]
        assert [one.number for one in reader.entries()] == [1, 2, 3]


def test_a_line_about_an_earlier_time_is_moved_as_far_as_it_was_wrong(tmp_path: Path) -> None:
    line = _wrong_by(-7200.0, 100.0)
    with Book(tmp_path) as book:
        book.append([replace(line, at=line.at - 60.0), _fixed((1, 1))])
    with BookReader(tmp_path) as reader:
        assert next(one.at for one in reader.entries()) == NOON + 10.0


def test_owners_see_the_same_in_the_view(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        book.append([_wrong_by(-7200.0, 30.0), _fixed((1, 1))])
    with closing(sqlite3.connect(tmp_path / "logbook.db")) as plain:
        (row,) = plain.execute("SELECT at, at_as_written FROM log WHERE number = 1").fetchall()
    assert row == ("2026-06-01T12:00:00Z", "2026-06-01T10:00:00Z")


def test_a_fraction_of_a_second_never_moves_a_line_into_a_second_that_had_not_come(
    tmp_path: Path,
) -> None:
    with Book(tmp_path) as book:
        book.append([_wrong_by(-7200.0, 30.75), _fixed((1, 1))])
    with BookReader(tmp_path) as reader:
        assert next(one.at for one in reader.entries()) == NOON


def test_a_reader_that_stays_open_sees_what_is_mended_meanwhile(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        book.append([_wrong_by(-7200.0, 30.0), _wrong_by(-7200.0, 100.0)])
        assert [one.at for one in reader.latest(2)] == [NOON - 7200.0, NOON - 7130.0]
        book.append([_fixed((1, 1))])
        assert [(one.number, one.at) for one in reader.latest(2)] == [(1, NOON), (3, NOON + 600.0)]
        book.append([_fixed((1, 2))])
        told = [(one.number, one.at) for one in reader.entries(until=NOON + 500.0)]
        assert told == [(1, NOON), (2, NOON + 70.0)]
        line = reader.entry(2)
        assert line is not None
        assert line.at == NOON + 70.0


def test_what_was_mended_is_not_reckoned_anew_for_each_question(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        book.append([_wrong_by(-7200.0, 30.0), _fixed((1, 1))])
        said: list[str] = []
        reader._db.conn.set_trace_callback(said.append)
        assert [one.number for one in reader.latest(5)] == [1, 2]
        book.append([host_timed("later", NOON + 900.0, "warm-boot")])
        assert [one.number for one in reader.latest(5)] == [1, 2, 3]
        assert [one.number for one in reader.latest(2, until=NOON + 600.0)] == [1, 2]
        assert list(reader.observed(NOON, NOON + 500.0)) == []
        newest = reader.newest_live()
        assert newest is not None
        assert newest.number == 3
        assert sum("GROUP BY line.number" in sql for sql in said) == 1
