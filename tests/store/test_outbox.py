"""What is owed to the chat: written with the entry or not at all, in order, until it is done."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.entries import LogEntry
from logbook.model.notices import Notice, NoticeKind, notices_of
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.book_schema import NAME, PAGE_BYTES, STEPS
from logbook.store.database import open_writer
from logbook.store.outbox import OwedState
from tests.store.lines import NOON, hourly, remark


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book(tmp_path, notices=notices_of) as book:
        yield book


def test_a_line_and_what_is_owed_for_it_are_one_transaction(tmp_path: Path) -> None:
    def refusing_noon(entry: LogEntry) -> tuple[Notice, ...]:
        if entry.draft.text == "noon":
            raise RuntimeError("the power went")
        return notices_of(entry)

    with Book(tmp_path, notices=refusing_noon) as book, BookReader(tmp_path) as reader:
        book.append([remark("a")])
        with pytest.raises(RuntimeError):
            book.append([remark("b"), remark("noon")])
        assert reader.count() == 1
        assert [owed.entry for owed in book.outbox.waiting()] == [1]
        assert book.outbox.held == 1


def test_a_book_that_is_told_of_no_notices_owes_none(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        book.append([hourly(0)])
        assert book.outbox.waiting() == []


def test_what_is_owed_is_found_again_in_its_order(tmp_path: Path, book: Book) -> None:
    book.append([hourly(0), remark("a")])
    book.outbox.owe([Notice(NoticeKind.EDIT, 1, {"quiet": "é"})], NOON)
    book.close()
    with Book(tmp_path) as again:
        first, second, edit = again.outbox.waiting()
        assert again.outbox.held == 3
    assert [first.entry, second.entry] == [1, 2]
    assert first.id < second.id < edit.id
    assert len({first.uid, second.uid, edit.uid}) == 3
    assert (first.kind, first.created, first.tries, first.reason) == (NoticeKind.CARD, NOON, 0, "")
    assert (edit.kind, edit.entry, edit.body["quiet"]) == (NoticeKind.EDIT, 1, "é")


def test_whoever_posts_is_told_of_news_once_it_is_on_disk(book: Book) -> None:
    assert not book.outbox.news.is_set()
    book.keep({"a": 1})
    assert not book.outbox.news.is_set()
    book.append([remark("a")])
    assert book.outbox.news.is_set()


def test_what_was_posted_is_the_entrys_card_and_waits_no_more(book: Book) -> None:
    book.append([remark("a"), remark("b"), remark("c", refers_to=1)])
    one, two, edit = book.outbox.waiting()
    book.outbox.settle([one.id], [edit.id], post_id="p1", root_id="r", state={"seen": 7})
    assert [owed.id for owed in book.outbox.waiting()] == [two.id]
    card = book.outbox.card([1])
    assert card is not None
    assert (card.post_id, card.root_id, card.uid, card.shared) == ("p1", "r", one.uid, False)
    assert book.outbox.card([2]) is None
    assert book.state("seen") == 7
    assert book.outbox.count(OwedState.SENT) == 1


def test_a_card_of_its_own_comes_before_one_that_is_shared(book: Book) -> None:
    book.append([remark("a"), remark("b")])
    one, two = book.outbox.waiting()
    book.outbox.settle([one.id, two.id], [], post_id="digest", shared=True)
    shared = book.outbox.card([2])
    assert shared is not None
    assert shared.shared
    assert book.outbox.count(OwedState.TOLD) == 2
    book.append([remark("c", refers_to=2)])
    (edit,) = book.outbox.waiting()
    book.outbox.settle([edit.id], [], post_id="reply", root_id="digest")
    own = book.outbox.card([2, 3])
    assert own is not None
    assert (own.post_id, own.shared) == ("reply", False)


def test_a_failure_is_kept_with_its_reason_and_the_time_of_the_next_try(
    tmp_path: Path, book: Book
) -> None:
    book.append([remark("a")])
    (owed,) = book.outbox.waiting()
    book.outbox.retry(owed.id, "no route" * 100, NOON + 4)
    (again,) = book.outbox.waiting()
    assert again.tries == 1
    assert again.reason.startswith("no route")
    assert len(again.reason) < 310
    with closing(sqlite3.connect(tmp_path / NAME)) as plain:
        (next_at,) = plain.execute("SELECT next_at FROM outbox").fetchone()
    assert next_at == "2026-06-01T12:00:04Z"


def test_what_was_given_up_is_kept_and_said(book: Book) -> None:
    book.append([remark("a"), remark("b")])
    for owed in book.outbox.waiting():
        book.outbox.park(owed.id, f"no {owed.entry}")
    assert book.outbox.waiting() == []
    assert book.outbox.held == 0
    assert [(owed.entry, owed.reason) for owed in book.outbox.parked()] == [
        (2, "no 2"),
        (1, "no 1"),
    ]


def test_behind_many_rows_that_say_nothing_what_can_be_posted_is_found(
    tmp_path: Path, book: Book
) -> None:
    book.append([remark("Pris un ris")])
    with closing(sqlite3.connect(tmp_path / NAME)) as plain, plain:
        plain.executemany(
            "INSERT INTO outbox (id, uid, created, kind, body) VALUES (?, ?, '', 'file', '[]')",
            [(-number, f"{number:032x}") for number in range(1, 8)],
        )
    assert [one.entry for one in book.outbox.waiting(most=3)] == [1]
    assert book.outbox.count(OwedState.PARKED) == 7


def test_a_book_of_the_first_version_gets_an_outbox_and_keeps_its_lines(tmp_path: Path) -> None:
    open_writer(tmp_path / NAME, STEPS[:1], page_bytes=PAGE_BYTES, wait_s=1.0).close()
    with closing(sqlite3.connect(tmp_path / NAME)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (1,)
    with Book(tmp_path, notices=notices_of) as book, BookReader(tmp_path) as reader:
        book.append([remark("a")])
        assert book.outbox.held == 1
        assert reader.verify() == []


def test_the_count_of_what_waits_is_had_without_waiting_for_the_disk(book: Book) -> None:
    book.append([remark("a")])
    with book._one_at_a_time:  # somebody writes, slowly
        assert book.outbox.held == 1


def test_to_settle_a_post_asks_the_database_what_it_must_and_no_more(book: Book) -> None:
    book.append([remark("a")])
    (owed,) = book.outbox.waiting()
    said: list[str] = []
    book._db.conn.set_trace_callback(said.append)
    book.outbox.settle([owed.id], [], post_id="p", state={"seen": 1})
    assert [sql.split()[0] for sql in said] == ["BEGIN", "UPDATE", "INSERT", "COMMIT", "SELECT"]
    said.clear()
    assert book.state("seen") == 1
    assert len(said) == 1
