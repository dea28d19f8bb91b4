"""Byte form 1 can be checked by another program, written from docs/log.md alone."""

import hashlib
import io
import json
import re
from pathlib import Path

import pytest

from logbook.exports.log import write_log
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from tests.docs.awkward import drafts
from tests.docs.documents import sections


def _section() -> str:
    return next(text for heading, text in sections("docs/log.md") if "byte form" in heading)


def _fields() -> list[str]:
    """Return the order of the fields from the sentence that lists them."""
    said = re.search(r"The fields, in order: (.*?)\.\n", _section(), re.DOTALL)
    assert said is not None
    return re.findall(r"`(\w+)`", said[1])


def _hash(entry: dict[str, str | None], prev: str) -> str:
    """Return the hash of an entry by the three rules of the document."""
    stuff = b"logbook entry 1\n" + prev.encode() + b"\n"
    for name in _fields():
        text = entry[name]
        if text is None:
            stuff += b"-\n"
        else:
            stuff += str(len(text.encode())).encode() + b":" + text.encode() + b"\n"
    return hashlib.sha256(stuff).hexdigest()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return `export log` of a book whose lines are awkward: newlines, accents, silence."""
    texts = ("Départ de Sauzon", "two lines\nin one", "", "≈ 12 kn · \N{SAILBOAT}\u2028end")
    with Book(tmp_path) as book:
        book.append(drafts(texts))
    out = io.BytesIO()
    with BookReader(tmp_path) as reader:
        write_log(out, reader.stored())
    file = tmp_path / "log.jsonl"
    file.write_bytes(out.getvalue())
    return file


def _entries(file: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in file.read_bytes().split(b"\n") if line]


def test_an_implementation_from_the_text_alone_finds_every_hash(exported: Path) -> None:
    prev = "0" * 64
    for entry in _entries(exported):
        assert entry["prev"] == prev
        assert _hash(entry, prev) == entry["hash"]
        prev = str(entry["hash"])


def test_an_export_holds_the_documented_fields_in_their_order(exported: Path) -> None:
    for entry in _entries(exported):
        assert list(entry) == [*_fields(), "prev", "hash", "form"]
