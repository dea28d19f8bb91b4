"""How a journal ends: found by reading each block once, and not without end."""

import json
import os
from pathlib import Path

from logbook.store.book import Book
from logbook.store.journal_file import NAME, tail
from logbook.store.mending import mended
from tests.store.lines import NOON, remark


def test_a_journal_that_ends_in_megabytes_of_who_is_who_is_none_of_ours(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        book.append([remark("one"), remark("two")])
    path = tmp_path / NAME
    again = json.dumps({"member": "f" * 16, "name": "x" * 400, "role": "crew"}).encode() + b"\n"
    again = again.replace(b'{"member": ', b'{"member":')
    with path.open("ab") as file:
        file.write(again * (2 * 1024 * 1024 // len(again)))
    handle = os.open(path, os.O_RDONLY)
    found = tail(handle)
    assert (found.number, found.members) == (2, frozenset({again}))
    with path.open("ab") as file:
        file.write(again * (7 * 1024 * 1024 // len(again)))
    assert not tail(handle).readable
    os.close(handle)
    assert [one.name for one in mended(tmp_path, NOON)] == ["upkeep.journal"]
    with Book(tmp_path) as book:
        assert book.journal.fault is None
