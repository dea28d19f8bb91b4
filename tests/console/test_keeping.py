"""`backup` and `restore` at the console: what they say, and what they leave alone."""

import os
from pathlib import Path
from typing import Any

import pytest

from logbook.store import manifest
from logbook.store.book import Book
from logbook.store.lock import FolderLock
from logbook.store.manifest import stream
from tests.console.books import empty, voyage
from tests.console.commands import Says, refused
from tests.store.lines import remark


def test_a_backup_is_made_and_restored_elsewhere(says: Says, tmp_path: Path) -> None:
    data, file, new = voyage(tmp_path / "data"), tmp_path / "groix.zip", tmp_path / "new"
    status, out, err = says("backup", file, "--data", data)
    assert (status, err) == (0, "")
    assert "groix.zip is made and checked" in out
    assert "points of the track" in out
    status, out, err = says("restore", file, "--data", new)
    assert (status, err) == (0, "")
    assert says("verify", "--data", new) == says("verify", "--data", data)
    assert says("list", "--data", new) == says("list", "--data", data)


def test_a_backup_is_made_while_the_log_is_held_and_a_restore_is_not(
    says: Says, tmp_path: Path
) -> None:
    data, file = voyage(tmp_path / "data"), tmp_path / "groix.zip"
    with FolderLock(data):
        assert says("backup", file, "--data", data)[0] == 0
        refused(says("restore", file, "--data", data), 1, "is in use by process")


def test_a_file_that_is_there_is_not_replaced(says: Says, tmp_path: Path) -> None:
    data, file = voyage(tmp_path / "data"), tmp_path / "groix.zip"
    file.write_bytes(b"the only good copy")
    refused(says("backup", file, "--data", data), 1, "is not replaced")
    assert file.read_bytes() == b"the only good copy"


def test_secrets_leave_the_boat_only_when_asked(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    (data / "mattermost.json").write_text('{"token": "very secret"}', encoding="utf-8")
    (data / "signing-key.pem").write_text("very secret too", encoding="utf-8")
    plain, full, new = tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "new"
    assert "holds secrets" not in says("backup", plain, "--data", data)[1]
    assert (
        "mattermost.json, signing-key.pem" in says("backup", full, "--secrets", "--data", data)[1]
    )
    assert says("restore", plain, "--data", new)[0] == 0
    assert not (new / "mattermost.json").exists()
    again = tmp_path / "again"
    assert says("restore", full, "--secrets", "--data", again)[0] == 0
    assert (again / "mattermost.json").stat().st_mode & 0o777 == 0o600


def test_a_restore_plants_no_secret_that_was_not_asked_for(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    names = ("mattermost.json", "signing-key.pem")
    for name in names:
        (data / name).write_text(f"theirs, {name}", encoding="utf-8")
    plain, full, new = tmp_path / "plain.zip", tmp_path / "full.zip", tmp_path / "new"
    says("backup", plain, "--data", data)
    says("backup", full, "--secrets", "--data", data)
    assert "run setup" in says("restore", plain, "--data", new)[1]
    status, out, err = says("restore", full, "--data", new)
    assert (status, err) == (0, "")
    assert "not taken: mattermost.json, signing-key.pem" in out
    assert "with --secrets" in out
    assert "run setup" in out
    assert not any((new / name).exists() for name in names)
    (new / names[0]).write_text("ours", encoding="utf-8")
    status, out, err = says("restore", full, "--secrets", "--data", new)
    assert (status, err) == (0, "")
    assert "here now too: signing-key.pem." in out
    assert "setup" not in out
    assert [(new / name).read_text("utf-8")[:6] for name in names] == ["ours", "theirs"]
    out = says("restore", full, "--data", new)[1]
    assert ("--secrets" in out, "setup" in out) == (False, False)


def test_a_secret_is_never_for_others_to_read_while_it_is_unpacked(
    says: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, file = voyage(tmp_path / "data"), tmp_path / "full.zip"
    (data / "mattermost.json").write_text("very secret", encoding="utf-8")
    says("backup", file, "--secrets", "--data", data)
    seen: list[int] = []

    def streamed(*asked: Any) -> int:
        seen.append(
            os.fstat(asked[2].fileno()).st_mode & 0o777 if asked[1] == "mattermost.json" else 0
        )
        return stream(*asked)

    monkeypatch.setattr(manifest, "stream", streamed)
    before = os.umask(0)
    try:
        assert says("restore", file, "--secrets", "--data", tmp_path / "new")[0] == 0
    finally:
        os.umask(before)
    assert 0o600 in seen


def test_a_restore_says_in_a_sentence_why_it_is_refused(says: Says, tmp_path: Path) -> None:
    data, file = voyage(tmp_path / "data"), tmp_path / "groix.zip"
    assert says("backup", file, "--data", data)[0] == 0
    with Book(data) as book:
        book.append([remark("later")])
    refused(says("restore", file, "--data", data), 1, "would lose lines", "Nothing is changed")
    other = empty(tmp_path / "other")
    refused(says("restore", file, "--data", other), 1, "another boat")
    refused(says("restore", tmp_path / "none.zip", "--data", data), 1, "no file")
    (tmp_path / "photo.zip").write_bytes(b"no zip file")
    refused(says("restore", tmp_path / "photo.zip", "--data", data), 1, "is no backup")


def test_a_backup_says_in_a_sentence_why_it_is_not_made(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    refused(says("backup", tmp_path, "--data", data), 1, "is not a file")
    refused(says("backup", tmp_path / "no" / "a.zip", "--data", data), 1, "no folder")
    refused(says("backup", tmp_path / "a.zip", "--data", tmp_path / "nowhere"), 1, "no log")


def test_an_import_mends_a_damaged_log_first_and_says_so(says: Says, tmp_path: Path) -> None:
    data, recording = tmp_path / "data", tmp_path / "morning.nmea"
    data.mkdir()
    with Book(data) as book:
        book.append([remark("kept")])
    (data / "logbook.db").write_bytes(b"no database " * 900)
    recording.write_bytes(b"$GPRMC,120000,A,4822.41,N,00429.90,W,5.0,270.0,010623,,*13\r\n")
    err = says("import", recording, "--data", data)[2]
    assert "has been made again and holds 1 line;" in err
    assert "kept" in says("list", "--data", data)[1]
