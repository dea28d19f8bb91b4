"""What `list`, `show` and `verify` answer: to what stands in the log, and to what does not."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from logbook.store.book_reader import BookReader
from tests.console.books import empty, voyage
from tests.console.commands import Says, recorded, refused

GPX = "{http://www.topografix.com/GPX/1/1}"


def test_list_and_show_tell_the_log(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    status, out, err = says("list", "--data", data)
    assert (status, err) == (0, "")
    assert "Departure" in out
    assert "imported" in out
    status, out, _ = says("show", 1, "--data", data)
    assert status == 0
    assert "hash" in out


def test_list_may_be_told_a_voyage_or_a_stretch_of_time(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    rows = [json.loads(row) for row in says("list", "--json", "--data", data)[1].splitlines()]
    second = rows[1]["at"]
    after = ("list", "--json", "--from", second, "--data", data)
    assert [json.loads(row)["number"] for row in says(*after)[1].splitlines()] == [2, 3, 4]
    only = says("list", "--from", second, "--to", second, "--data", data)[1]
    assert [row[:5].strip() for row in only.splitlines() if row[:5].strip().isdigit()] == ["2"]
    sailed = json.loads(says("list", "--json", "--voyage", 1, "--data", data)[1].splitlines()[0])
    assert sailed["kind"] == "departure"


def test_a_stretch_without_lines_is_said_to_have_none(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    long_ago = ("list", "--to", "1999-01-01", "--data", data)
    assert says(*long_ago) == (0, "", "No line from … to 1999-01-01T00:00:00Z.\n")
    refused(says("list", "--voyage", 9, "--data", data), 1, "no voyage 9")
    backwards = ("list", "--from", "2026-02-01", "--to", "2026-01-01", "--data", data)
    refused(says(*backwards), 1, "is after --to")


def test_json_has_the_promised_fields_in_their_order(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    status, out, _ = says("list", "--json", "--data", data)
    rows = [json.loads(row) for row in out.splitlines()]
    assert status == 0
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    for row in rows:
        assert list(row) == [
            *("number", "at", "written_at", "kind", "origin", "author", "text"),
            *("position", "sog", "cog", "conditions", "hash"),
            *("refers_to", "reason", "after_visa", "position_source", "by_hand", "by_eye"),
        ]
        assert row["at"].endswith("Z")
        assert row["origin"] == "import"
        assert row["author"] is None
    assert says("show", 2, "--json", "--data", data)[1] == out.splitlines(keepends=True)[1]


def test_an_empty_log_is_said_to_be_empty(says: Says, tmp_path: Path) -> None:
    data = empty(tmp_path / "data")
    assert says("list", "--data", data) == (0, "", "The log is still empty.\n")
    assert says("list", "--json", "--data", data) == (0, "", "")
    assert says("verify", "--data", data)[0] == 0
    refused(says("show", 1, "--data", data), 1, "no line 1")
    refused(says("export", "gpx", "--data", data), 1, "no voyage yet")


@pytest.mark.parametrize(
    "words", [["list"], ["show", "1"], ["verify"], ["export", "gpx"], ["export", "log"]]
)
def test_where_there_is_no_log_that_is_said_and_none_is_made(
    says: Says, tmp_path: Path, words: list[str]
) -> None:
    refused(says(*words, "--data", tmp_path / "nowhere"), 1, "no log")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "words", [["list"], ["show", "1"], ["verify"], ["export", "log"], ["import", "x.nmea"], ["run"]]
)
def test_a_log_of_a_newer_release_is_left_alone(
    says: Says, tmp_path: Path, words: list[str]
) -> None:
    data = voyage(tmp_path / "data")
    recorded(tmp_path / "x.nmea")
    with closing(sqlite3.connect(data / "logbook.db")) as plain:
        plain.execute("PRAGMA user_version=99")
    refused(says(*words, "--data", data), 1, "newer release", "99")


# verify


def test_verify_says_what_is_wrong_and_fails(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    with BookReader(data) as book:
        root = book.entry(2)
    assert root is not None
    status, out, _ = says("verify", "--data", data, "--root", root.hash)
    assert status == 0
    assert "4 lines" in out
    refused(says("verify", "--data", data, "--root", "0" * 64), 1, "not whole", "cut short")
    with closing(sqlite3.connect(data / "logbook.db", isolation_level=None)) as plain:
        guard = "entries_never_altered"
        (sql,) = plain.execute("SELECT sql FROM sqlite_master WHERE name = ?", [guard]).fetchone()
        plain.execute(f"DROP TRIGGER {guard}")
        plain.execute("UPDATE entries SET text = 'all was well' WHERE number = 3")
        plain.execute(sql)
    refused(says("verify", "--data", data), 1, "Entry 3 was altered")


def test_a_book_without_a_track_is_whole_and_a_broken_track_is_said(
    says: Says, tmp_path: Path
) -> None:
    data = voyage(tmp_path / "data")
    (data / "track.db").write_bytes(b"no database " * 1000)
    refused(says("verify", "--data", data), 1, "track.db", "damaged")
    (data / "track.db").unlink()
    assert says("verify", "--data", data)[0] == 0
