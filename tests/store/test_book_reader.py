"""Reading the book: by time and by number, clocks mended, beside its writer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.model.chain import FIELDS_FORM_1, GENESIS, digest
from logbook.model.entries import EntryKind, LogEntry, Origin
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import MENDED
from tests.store.lines import HOUR, NOON, clock_fix, host_timed, hourly, remark


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book(tmp_path) as book:
        yield book


@pytest.fixture
def reader(book: Book) -> Iterator[BookReader]:
    with BookReader(book.path.parent) as reader:
        yield reader


def numbers(entries: Iterator[LogEntry] | list[LogEntry]) -> list[int]:
    return [entry.number for entry in entries]


def test_entries_come_by_time_or_by_number(book: Book, reader: BookReader) -> None:
    book.append([hourly(3), hourly(1), remark("at one too", NOON + HOUR), hourly(2)])
    assert numbers(reader.entries()) == [2, 3, 4, 1]
    assert numbers(reader.entries(by_number=True)) == [1, 2, 3, 4]
    assert numbers(reader.latest(2)) == [4, 1]
    assert numbers(reader.latest(99)) == [2, 3, 4, 1]


def test_both_ends_of_a_stretch_of_time_belong_to_it(book: Book, reader: BookReader) -> None:
    book.append([hourly(hour) for hour in range(5)])
    assert numbers(reader.entries(NOON + HOUR, NOON + 3 * HOUR)) == [2, 3, 4]
    assert numbers(reader.entries(NOON + HOUR + 0.5, NOON + 3 * HOUR - 0.1)) == [3]
    assert numbers(reader.entries(since=NOON + 3 * HOUR)) == [4, 5]
    assert numbers(reader.entries(until=NOON, by_number=True)) == [1]
    assert numbers(reader.entries(NOON + 9 * HOUR)) == []


def test_the_stored_text_of_every_column_is_enough_to_check_the_chain(
    book: Book, reader: BookReader
) -> None:
    book.append([hourly(1), remark("été"), host_timed("cast off", NOON)])
    book.append([clock_fix(NOON, 60.0, (3, 3))])
    prev = GENESIS
    for row in reader.stored():
        assert tuple(row) == (*FIELDS_FORM_1, "prev", "hash", "form")
        assert row["prev"] == prev
        assert row["hash"] == digest(row, prev)
        prev = str(row["hash"])
    assert [row["at"] for row in reader.stored()][2] == "2026-06-01T12:00:00Z"


def test_entries_of_some_kinds_only(book: Book, reader: BookReader) -> None:
    book.append([hourly(0), remark("a"), hourly(1), remark("b", NOON - HOUR)])
    assert numbers(reader.entries(kinds=[EntryKind.REMARK])) == [4, 2]
    assert numbers(reader.entries(kinds=[EntryKind.REMARK], by_number=True)) == [2, 4]
    assert numbers(reader.entries(NOON, kinds=[EntryKind.REMARK, EntryKind.NOON])) == [2]


def test_what_the_host_timed_is_shown_at_its_mended_time(book: Book, reader: BookReader) -> None:
    cold = NOON - 1000 * 86_400.0
    book.append([hourly(0), host_timed("cast off", cold), remark("by GPS", NOON)])
    book.append([host_timed("another boot", cold, "warm-boot")])
    late = [entry for entry in reader.entries() if entry.number == 2]
    assert late[0].at == cold
    book.append([clock_fix(NOON + 600.0, 1000 * 86_400.0 + 300.4, (2, 4))])
    mended = reader.entry(2)
    assert mended is not None
    assert (mended.at, mended.draft.at) == (NOON + 300.0, cold)
    assert numbers(reader.entries()) == [4, 1, 3, 2, 5]
    assert numbers(reader.entries(NOON + 1.0, NOON + 400.0)) == [2]
    assert numbers(reader.entries(until=NOON - 1.0)) == [4]
    assert numbers(reader.entries(NOON + 1.0, by_number=True)) == [2, 5]
    assert numbers(reader.entries(NOON, kinds=[EntryKind.REMARK])) == [3, 2]
    assert numbers(reader.latest(2)) == [2, 5]
    assert [entry.at for entry in reader.entries(by_number=True)][1] == NOON + 300.0
    assert reader.verify() == []


def test_of_two_clock_entries_the_later_is_believed(book: Book, reader: BookReader) -> None:
    book.append([host_timed("cast off", NOON)])
    book.append([clock_fix(NOON, -1024 * 604_800.0, (1, 1)), clock_fix(NOON, 90.0, (1, 1))])
    assert next(reader.entries(by_number=True)).at == NOON + 90.0


def test_the_newest_live_entry_is_never_an_imported_one(book: Book, reader: BookReader) -> None:
    assert reader.newest_live() is None
    book.append([hourly(0), hourly(99, origin=Origin.IMPORT)])
    newest = reader.newest_live()
    assert newest is not None
    assert newest.number == 1
    far = NOON + 1e9
    book.append([host_timed("a clock of the far future", far)])
    newest = reader.newest_live()
    assert newest is not None
    assert newest.at == far
    book.append([clock_fix(NOON + 60.0, -1e9, (3, 3))])
    newest = reader.newest_live()
    assert newest is not None
    assert newest.number == 4


def test_corrections_are_found_with_what_they_are_about(book: Book, reader: BookReader) -> None:
    book.append([remark("wrong"), remark("right"), remark("better", refers_to=1)])
    book.append([remark("best", NOON - HOUR, refers_to=1), remark("so so", refers_to=2)])
    assert {about: numbers(found) for about, found in reader.amendments().items()} == {
        1: [3, 4],
        2: [5],
    }
    assert list(reader.amendments([2, 9])) == [2]


def test_owners_query_the_log_in_numbers_and_mended_times(book: Book) -> None:
    book.append([hourly(0), host_timed("cast off", NOON), clock_fix(NOON, 3600.0, (1, 2))])
    with closing(sqlite3.connect(book.path)) as plain:
        rows = plain.execute(
            "SELECT number, at, at_as_written, lat, sog, typeof(lon), cog, kind, text FROM log"
            " ORDER BY number"
        ).fetchall()
    noon, one = "2026-06-01T12:00:00Z", "2026-06-01T13:00:00Z"
    line = hourly(0).text
    assert rows[0] == (1, noon, noon, 48.3735, 3.086, "real", 271.5, "hourly", line)
    # Silent is none: never a point at 0°N 0°E.
    assert rows[1] == (2, one, noon, None, None, "null", None, "remark", "cast off")


def test_a_reader_sees_what_was_written_since_it_opened(book: Book, reader: BookReader) -> None:
    assert list(reader.entries()) == []
    book.append([hourly(0)])
    held_open = reader.entries()
    assert next(held_open).number == 1
    book.append([hourly(1)])
    assert reader.count() == 2


def test_a_reader_cannot_write(book: Book, reader: BookReader) -> None:
    book.append([hourly(0)])
    for sql in ("DELETE FROM state", "CREATE TABLE x(y)", "PRAGMA user_version=9"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader._db.conn.execute(sql)


def test_the_lines_of_a_kind_that_were_written_last_are_not_imported_ones(
    book: Book, reader: BookReader
) -> None:
    book.append([hourly(1), remark("one"), hourly(3), hourly(2)])
    book.append([hourly(9, origin=Origin.IMPORT)])
    assert [entry.number for entry in reader.newest(EntryKind.HOURLY, 2)] == [4, 3]
    assert [entry.number for entry in reader.newest(EntryKind.HOURLY, 9)] == [4, 3, 1]
    assert reader.newest(EntryKind.WATCH, 9) == []


def test_a_stretch_is_read_by_index_whatever_the_size_of_the_log(book: Book) -> None:
    book.append([hourly(0)])
    for sql, index in (
        ("SELECT * FROM entries WHERE at >= 'a' AND at <= 'b' ORDER BY at, number", "by_time"),
        ("SELECT * FROM entries WHERE kind IN ('departure', 'arrival')", "by_kind"),
        ("SELECT 1 FROM entries WHERE key = 'k'", "by_key"),
        (
            "SELECT * FROM entries WHERE origin <> 'import' ORDER BY at DESC, number DESC LIMIT 1",
            "live_by_time",
        ),
        (
            (
                "SELECT * FROM entries WHERE kind = 'watch' AND origin <> 'import'"
                " ORDER BY number DESC LIMIT 9"
            ),
            "by_kind",
        ),
        (MENDED, "by_kind"),
    ):
        plan = str(book._db.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
        assert f"entries_{index}" in plan
        assert "TEMP B-TREE" not in plan or sql == MENDED
        assert "SCAN entries" not in plan.replace("SCAN entries USING INDEX", "")


def test_entries_are_found_by_how_their_keys_begin_by_index(book: Book, reader: BookReader) -> None:
    book.append(
        [replace(hourly(1), key=key) for key in ("a:12:x", "a:1:x", "a:1:y", "a:2:x", None)]
    )
    assert [one.draft.key for one in reader.keyed_from("a:1:")] == ["a:1:x", "a:1:y"]
    assert list(reader.keyed_from("b")) == []
    sql = "SELECT * FROM entries WHERE key >= 'a' AND key < 'b' ORDER BY key"
    plan = str(book._db.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    assert "USING INDEX entries_by_key" in plan


def test_an_empty_folder_holds_no_log(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        BookReader(tmp_path / "none")
    assert refused.value.name == "store.no_book"
    assert not (tmp_path / "none").exists()


def test_reading_one_line_costs_no_more_after_years_of_mended_clocks(
    book: Book, reader: BookReader
) -> None:
    def cost(number: int) -> int:
        ticks: list[None] = []
        db = reader._db.conn
        db.set_progress_handler(lambda: ticks.append(None), 10)
        assert reader.entry(number) is not None
        assert reader.amendments([number]) == {}
        db.set_progress_handler(None, 0)
        return len(ticks)

    book.append([host_timed("cold", NOON - 3600.0), clock_fix(NOON, 3600.0, (1, 1))])
    first = cost(1)
    book.append([host_timed(str(count), NOON) for count in range(3, 503)])
    book.append([clock_fix(NOON, 90.0, (3, 502))])
    assert reader.entry(300) != reader.entry(301)
    assert [entry.at for entry in reader.entries(by_number=True)][2:502] == [NOON + 90.0] * 500
    assert cost(1) <= 2 * first
