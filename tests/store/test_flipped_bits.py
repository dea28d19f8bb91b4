"""Flipped bits in the database's file: found, mended, and never taken for a newer release's."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.mending import mended
from tests.store.lines import NOON, remark
from tests.store.test_mending import folder, hashes

__all__ = ["folder"]


@pytest.mark.parametrize("bit", [0, 3, 7])
def test_one_flipped_bit_in_any_page_is_found_and_mended_or_harmless(
    folder: Path, tmp_path: Path, bit: int
) -> None:
    whole, data = hashes(folder), (folder / "logbook.db").read_bytes()
    found = 0
    for page, at in enumerate(range(0, len(data), 4096)):
        place = tmp_path / f"flip-{page}"
        shutil.copytree(folder, place)
        where = at + (37 + 911 * page + 131 * bit) % 4096
        flipped = bytes([data[where] ^ (1 << bit)])
        (place / "logbook.db").write_bytes(data[:where] + flipped + data[where + 1 :])
        found += bool(mended(place, NOON))
        with Book(place) as book:
            book.append([remark("goes on")])
        assert hashes(place)[:6] == whole
        shutil.rmtree(place)
    assert found > 0


def test_a_flipped_bit_in_the_head_of_the_file_is_no_newer_release(folder: Path) -> None:
    whole, data = hashes(folder), bytearray((folder / "logbook.db").read_bytes())
    for at in (63, 71):  # the last bytes of user_version and application_id
        (folder / "logbook.db").write_bytes(data[:at] + bytes([data[at] ^ 0x08]) + data[at + 1 :])
        with pytest.raises(Refusal):
            BookReader(folder)
        (done,) = mended(folder, NOON + at)
        assert done.reason.name == "store.damaged"
        assert hashes(folder) == whole


def test_a_newer_release_s_log_is_refused_and_not_mended(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "logbook.db")) as plain:
        plain.execute("CREATE TABLE novelty (x)")
        plain.execute("PRAGMA user_version=3")
    before = (folder / "logbook.db").read_bytes()
    with pytest.raises(Refusal) as refused:
        mended(folder, NOON)
    assert refused.value.name == "store.newer"
    assert (folder / "logbook.db").read_bytes() == before
