"""`doctor` aboard: disk, SQLite, book, secrets, clock and feeds, each made to fail."""

import shutil
import socket
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from logbook.chat import secrets
from logbook.clock import boot
from logbook.config import Config
from logbook.console import doctor_aboard as aboard
from logbook.console.finding import Finding
from logbook.store.book import Book


def only(findings: Iterable[Finding]) -> Finding:
    (one,) = findings
    return one


def test_a_folder_that_is_not_there_yet_is_looked_at_where_it_will_be(tmp_path: Path) -> None:
    told = only(aboard.disk(tmp_path / "a" / "b"))
    assert not told.is_wrong
    assert not (tmp_path / "a").exists()


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=50_000_000))
    told = only(aboard.disk(tmp_path))
    assert (told.said.name, told.said.facts["megabytes"]) == ("doctor.disk_low", 50)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert only(aboard.disk(tmp_path / "data")).said.name == "doctor.folder_bad"


def test_an_old_sqlite_is_told() -> None:
    assert only(aboard.sqlite((3, 37, 2))).said.name == "doctor.sqlite_old"
    assert not only(aboard.sqlite((3, 38, 0))).is_wrong


def test_a_damaged_book_is_told(tmp_path: Path) -> None:
    Book(tmp_path).close()
    assert only(aboard.book(tmp_path)).said.name == "doctor.book"
    (tmp_path / "logbook.db").write_bytes(b"no database at all, whatever its name may say")
    assert only(aboard.book(tmp_path)).is_wrong


def test_secrets_that_others_may_read_are_told(tmp_path: Path) -> None:
    assert list(aboard.kept(tmp_path)) == []
    path = tmp_path / secrets.NAME
    path.write_text("{}")
    path.chmod(0o644)
    assert only(aboard.kept(tmp_path)).said.name == "doctor.secrets_open"
    path.chmod(0o600)
    assert not only(aboard.kept(tmp_path)).is_wrong


def test_a_computer_that_woke_up_in_the_past_is_told_unless_the_gps_is_believed() -> None:
    assert only(aboard.clock(0.0, None)).said.name == "doctor.clock_past"
    gps = {"clock": {"source": "gps", "offset_s": 1.8e9}}
    assert only(aboard.clock(0.0, gps)).said.name == "doctor.clock_gps"
    host = {"clock": {"source": "host", "offset_s": 0.0}}
    assert only(aboard.clock(0.0, host)).said.name == "doctor.clock_past"
    assert not only(aboard.clock(2_000_000_000.0, None)).is_wrong


def feeds(*addresses: str) -> Finding:
    return only(aboard.feeds(Config(feeds=addresses), None, boot.boot_now, 0.2))


def test_a_feed_that_cannot_be_opened_says_why() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    told = feeds(f"tcp://127.0.0.1:{port}")
    assert told.said.name == "doctor.feed_down"
    assert told.remedy is not None
    assert told.remedy.name.startswith("feeds.")


def test_a_feed_that_says_nothing_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as quiet:
        told = feeds(f"tcp://127.0.0.1:{quiet.getsockname()[1]}")
    assert told.said.name == "doctor.feed_silent"


def test_a_misspelt_feed_is_told() -> None:
    assert feeds("http://nowhere").is_wrong


def test_standard_input_and_recordings_are_not_eaten() -> None:
    assert feeds("-").aside
    assert feeds("file:///no/such/file").aside
