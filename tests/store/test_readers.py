"""Readers that are lent: one thread at a time, used again, and closed with the rest."""

import sqlite3
import threading
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.readers import Readers
from tests.store.lines import remark


def test_a_reader_is_opened_once_and_lent_again(tmp_path: Path) -> None:
    with Book(tmp_path) as book, Readers(tmp_path) as readers:
        book.append([remark("un")])
        with readers.book() as first:
            assert first.count() == 1
        book.append([remark("deux")])
        with readers.book() as again:
            assert again is first
            assert again.count() == 2
            with readers.book() as beside:
                assert beside is not again


def test_a_reader_goes_from_thread_to_thread(tmp_path: Path) -> None:
    counts: list[int] = []
    with Book(tmp_path) as book, Readers(tmp_path) as readers:
        book.append([remark("un")])

        def ask() -> None:
            for _ in range(50):
                with readers.book() as reader:
                    counts.append(len(reader.latest(5)))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20.0)
    assert counts == [1] * 300


def test_a_reader_that_failed_is_not_lent_again(tmp_path: Path) -> None:
    with Book(tmp_path), Readers(tmp_path) as readers:
        with pytest.raises(ValueError, match="mine"), readers.book() as first:
            raise ValueError("mine")
        with readers.book() as second:
            assert second is not first


def test_nothing_is_lent_where_there_is_nothing_to_read(tmp_path: Path) -> None:
    with Readers(tmp_path) as readers:
        with pytest.raises(Refusal, match="no_book"), readers.book():
            pass
        with pytest.raises(Refusal, match="no_book"), readers.track():
            pass


def test_closing_closes_what_comes_back_later_too(tmp_path: Path) -> None:
    with Book(tmp_path):
        readers = Readers(tmp_path)
        with readers.book() as reader:
            readers.close()
            assert reader.count() == 0
        with pytest.raises(sqlite3.ProgrammingError):
            reader.count()
