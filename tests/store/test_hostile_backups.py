"""Backups that somebody made up or damaged: no path, no size and no sum in them is believed."""

import hashlib
import json
import os
import shutil
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.book import Book
from logbook.store.held import Held
from logbook.store.manifest import standing
from logbook.store.restoring import restore
from tests.haste import within_cpu
from tests.store.lines import NOON
from tests.store.test_restoring import backup, folder, refused, texts

__all__ = ["backup", "folder"]


def repacked(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Return a backup whose files were changed by somebody who cannot sign for them."""
    with zipfile.ZipFile(backup) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    file = backup.with_name("changed.zip")
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return file


def listed(name: str) -> Callable[[dict[str, bytes]], None]:
    """Add a file by a hostile name, and name it in the manifest too."""

    def change(files: dict[str, bytes]) -> None:
        said = json.loads(files["manifest.json"])
        said["sums"][name] = hashlib.sha256(b"x").hexdigest()
        files["manifest.json"] = json.dumps(said).encode()
        files[name] = b"x"

    return change


HOSTILE = [
    "../escaped",
    "/tmp/escaped",
    "files/../../escaped",
    "files/3/../../escaped",
    "files/3/.hidden",
    "files/x/a.jpg",
    "files/wanted/x.json",
    "files/wanted/7.json/x",
    "files/wanted/\N{ARABIC-INDIC DIGIT SEVEN}.json",
    "lock",
    "ship.toml",
    "backups/x.zip",
    "logbook.db-wal",
    "files/3/a\nb",
    "files\\3\\a",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_no_backup_has_is_refused(folder: Path, backup: Path, name: str) -> None:
    assert refused(folder, repacked(backup, listed(name))) == "backup.strange"


def damaged(backup: Path) -> Iterator[Path]:
    data = backup.read_bytes()
    for at in range(40, len(data), len(data) // 12):
        file = backup.with_name("flipped.zip")
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :])
        yield file


def test_a_flipped_bit_anywhere_in_a_backup_is_found_or_harmless(
    backup: Path, folder: Path, tmp_path: Path
) -> None:
    whole = texts(folder)
    for file in damaged(backup):
        new = tmp_path / "new"
        new.mkdir()
        try:
            restore(new, file, NOON)
        except Refusal as refusal:
            assert refusal.name.startswith("backup."), refusal  # noqa: PT017 - either is right
        else:
            assert texts(new) == whole
        shutil.rmtree(new)


@pytest.mark.parametrize("cut", [0, 10, 500, -30])
def test_a_file_that_is_no_backup_is_refused(folder: Path, backup: Path, cut: int) -> None:
    data = backup.read_bytes()
    file = backup.with_name("cut.zip")
    file.write_bytes(data[:cut] if cut >= 0 else data[cut:])
    assert refused(folder, file) == "backup.damaged"


def test_a_zip_file_of_something_else_is_refused(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "photos.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.jpg", b"x")
    assert refused(folder, file) == "backup.not_ours"


def test_a_bomb_is_not_unpacked_beyond_the_disk(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(files: dict[str, bytes]) -> None:
        files["logbook.db"] += bytes(30_000_000)

    file = repacked(backup, grow)
    monkeypatch.setattr("logbook.store.unpacking.free_bytes", lambda _: 80_000_000)
    assert refused(folder, file) == "backup.too_big"


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_another_packing_than_ours_is_refused_and_passed_over(
    folder: Path, backup: Path, tmp_path: Path, packing: int
) -> None:
    with zipfile.ZipFile(backup) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    stand = tmp_path / "stand"
    stand.mkdir()
    file = stand / "logbook-00000009-20260601T120000Z.zip"
    with zipfile.ZipFile(file, "w", packing) as other:
        for name, data in files.items():
            other.writestr(name, data)
    assert refused(folder, file) == "backup.not_ours"
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        # Damaged within: what unpacks it must not be asked at all.
        file.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
        assert list(standing(stand)) == []


def directory_of(count: int) -> bytes:
    """Return a zip file that is nothing but a list of so many files."""
    names = (b"%x" % number for number in range(count))
    head = struct.pack("<4s4B4HL2L", b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0)
    rest = struct.pack("<4H2L", 0, 0, 0, 0, 0, 0)
    entries = b"".join(head + struct.pack("<H", len(name)) + rest + name for name in names)
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(entries), 0)
    where = struct.pack("<4sLQL", b"PK\6\7", 0, len(entries), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return entries + long + where + end


def test_a_list_of_a_million_files_takes_no_memory(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = stick / "logbook-00000009-20260601T120000Z.zip"
    file.write_bytes(directory_of(1000))
    with zipfile.ZipFile(file) as found:
        assert len(found.infolist()) == 1000
    file.write_bytes(directory_of(1_000_000))
    tracemalloc.start()
    try:
        assert list(standing(stick)) == []
        assert refused(folder, file) == "backup.damaged"
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("line", [b"[" * 60_000_000, b"[" * 60_000_000 + b"\n"])
def test_a_journal_of_one_endless_line_costs_no_memory_and_is_left(
    backup: Path, tmp_path: Path, line: bytes
) -> None:
    def grow(files: dict[str, bytes]) -> None:
        files["journal.jsonl"] += line
        said = json.loads(files["manifest.json"])
        said["sums"]["journal.jsonl"] = hashlib.sha256(files["journal.jsonl"]).hexdigest()
        files["manifest.json"] = json.dumps(said).encode()

    file, new = repacked(backup, grow), tmp_path / "new"
    new.mkdir()
    tracemalloc.start()
    try:
        with within_cpu(10.0):
            restore(new, file, NOON)
            with Held(new, NOON) as held, Book(new) as book:
                assert (held.mended, book.journal.fault) == ((), None)
            with (new / "journal.jsonl").open("ab") as journal:
                journal.write(line)
            with Held(new, NOON) as held, Book(new) as book:
                # One that was only torn is cut where the tear begins.
                assert book.journal.fault is None
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert [one.name for one in held.mended] == ["upkeep.journal"]
    assert len(texts(new)) == 5


def test_whatever_stands_among_the_backups_is_passed_over(backup: Path, tmp_path: Path) -> None:
    stand = tmp_path / "stand"
    stand.mkdir()
    os.mkfifo(stand / "logbook-00000001-a.zip")
    (stand / "logbook-00000002-a.zip").mkdir()
    (stand / "logbook-00000003-a.zip").symlink_to("nowhere")
    shutil.copy(backup, stand / "logbook-00000005-a.zip")
    assert [path.name for path, _ in standing(stand)] == ["logbook-00000005-a.zip"]
