"""Threads that write at once share one trip to the disk, and are told once theirs is there."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from logbook.model.entries import Draft
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.journal_file import NAME as JOURNAL
from tests.store.lines import remark

PATIENCE_S = 10.0


def at_once(book: Book, works: Sequence[Callable[[], object]]) -> None:
    """Do all the works, each on a thread of its own, when every one of them waits for the disk."""
    threads = [threading.Thread(target=work) for work in works]
    with book._one_at_a_time:
        for thread in threads:
            before = len(book._together)
            thread.start()
            until = time.monotonic() + PATIENCE_S
            while len(book._together) == before and time.monotonic() < until:
                threading.Event().wait(0.001)
    for thread in threads:
        thread.join(PATIENCE_S)


def writing(book: Book, draft: Draft, told: list[object]) -> Callable[[], None]:
    """Return what writes a line, and notes its number or what it was refused for."""

    def write() -> None:
        try:
            (entry,) = book.append([draft])
        except (ValueError, Refusal) as error:
            told.append((draft.text, type(error)))
        else:
            journal = (book.path.parent / JOURNAL).read_text(encoding="utf-8")
            told.append((entry.draft.text, entry.number, entry.hash in journal))

    return write


def test_a_crew_that_writes_at_once_waits_for_one_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    said: list[str] = []
    real = os.fdatasync

    def counted(handle: int) -> None:
        synced.append(handle)
        real(handle)

    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        monkeypatch.setattr(os, "fdatasync", counted)
        book._db.conn.set_trace_callback(said.append)
        told: list[object] = []
        at_once(book, [writing(book, remark(name), told) for name in "abcde"])
        assert sorted(map(str, told)) == [
            str((name, number, True)) for number, name in enumerate("abcde", 1)
        ]
        assert said.count("COMMIT") == 1
        assert len(synced) == 1
        assert reader.verify() == []


def test_a_line_that_cannot_be_stored_costs_those_written_with_it_nothing(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        told: list[object] = []
        texts = ("a", "half a \ud83d pair", "c")
        at_once(book, [writing(book, remark(text), told) for text in texts])
        assert ("half a \ud83d pair", UnicodeEncodeError) in told
        assert {entry.draft.text: entry.number for entry in reader.entries()} == {"a": 1, "c": 2}
        assert len(told) == 3
        assert reader.verify() == []


def test_on_a_full_disk_all_are_written_in_the_room_that_was_kept(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        book.reserve.look()
        give_up = book.reserve.give_up

        def given_up() -> bool:
            book._db.conn.execute("PRAGMA max_page_count=100000")
            return give_up()

        book.reserve.give_up = given_up  # type: ignore[method-assign] # the room that it makes
        pages = book._db.conn.execute("PRAGMA page_count").fetchone()[0]
        book._db.conn.execute(f"PRAGMA max_page_count={pages}")
        told: list[object] = []
        at_once(book, [writing(book, remark(name * 4000), told) for name in "abc"])
        assert sorted(str(one)[-10:] for one in told) == [", 1, True)", ", 2, True)", ", 3, True)"]
        assert reader.verify() == []


def test_what_the_disk_refuses_is_refused_to_all(tmp_path: Path) -> None:
    with Book(tmp_path) as book, BookReader(tmp_path) as reader:
        pages = book._db.conn.execute("PRAGMA page_count").fetchone()[0]
        book._db.conn.execute(f"PRAGMA max_page_count={pages}")
        told: list[object] = []
        at_once(book, [writing(book, remark(name * 4000), told) for name in "abc"])
        assert sorted(map(str, told)) == [str((name * 4000, Refusal)) for name in "abc"]
        book._db.conn.execute("PRAGMA max_page_count=100000")
        assert [entry.number for entry in book.append([remark("d")])] == [1]
        assert reader.verify() == []
