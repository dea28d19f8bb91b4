"""Backups that somebody made up or damaged: no path, no size and no sum in them is believed."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from logbook.model.refusal import Refusal
from logbook.store.manifest import standing
from logbook.store.restoring import restore
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


def test_whatever_stands_among_the_backups_is_passed_over(backup: Path, tmp_path: Path) -> None:
    stand = tmp_path / "stand"
    stand.mkdir()
    os.mkfifo(stand / "logbook-00000001-a.zip")
    (stand / "logbook-00000002-a.zip").mkdir()
    (stand / "logbook-00000003-a.zip").symlink_to("nowhere")
    shutil.copy(backup, stand / "logbook-00000005-a.zip")
    assert [path.name for path, _ in standing(stand)] == ["logbook-00000005-a.zip"]
