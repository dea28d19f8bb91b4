"""Room kept for bad times: entries go on when the disk is full, and the reserve is made again."""

import contextlib
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.reserve import NAME, Reserve
from tests.store.lines import NOON, remark
from tests.store.places import small_disk


def test_the_reserve_takes_blocks_that_nothing_else_can_have(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, size=1 << 20, spare=1 << 20)
    reserve.look()
    found = (tmp_path / NAME).stat()
    assert found.st_size == 1 << 20
    assert found.st_blocks * 512 >= 1 << 20
    assert not reserve.spent


def test_what_is_given_up_is_made_again_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = Reserve(tmp_path, size=1 << 20, spare=1 << 20)
    reserve.look()
    assert reserve.give_up()
    assert reserve.spent
    monkeypatch.setattr("logbook.store.reserve.free_bytes", lambda _: 1 << 20)
    reserve.look()
    assert reserve.spent
    assert not (tmp_path / NAME).exists()
    assert not reserve.give_up()
    monkeypatch.undo()
    reserve.look()
    assert not reserve.spent
    assert (tmp_path / NAME).exists()


def test_a_disk_that_never_has_room_for_one_goes_without(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, size=1 << 60, spare=0)
    reserve.look()
    assert not reserve.give_up()
    assert not reserve.spent


def fill(path: Path) -> None:
    """Fill the disk with one file."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def write(book: Book, count: int) -> None:
    for n in range(count):
        book.append([remark("z" * 1000, NOON + n)])


def test_entries_go_on_into_the_reserve_of_a_really_full_disk() -> None:
    with small_disk(6144) as folder, Book(folder) as book:
        book.reserve = Reserve(folder, size=1 << 20, spare=1 << 20)
        book.reserve.look()
        assert (folder / NAME).exists()
        ballast = folder / "ballast"
        fill(ballast)
        for n in range(20):
            assert len(book.append([remark("z" * 1000, NOON + n)])) == 1
        assert book.reserve.spent
        assert not (folder / NAME).exists()
        with pytest.raises(Refusal) as refused:
            write(book, 4000)
        assert refused.value.name == "store.full"
        with BookReader(folder) as reader:
            held = reader.count()
            assert held >= 20
            assert reader.verify() == []
        ballast.unlink()
        book.reserve.look()
        assert not book.reserve.spent
        assert book.append([remark("there is room")])[0].number == held + 1
        assert book.look_after_journal() is None
