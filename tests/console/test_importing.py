"""What `import` tells of what it took, and of what it would not take."""

import subprocess
import sys
from pathlib import Path

from logbook.store.book import Book, Nature
from logbook.store.lock import FolderLock
from tests.console.commands import Says, recorded, refused
from tests.recordings import recording
from tests.store.places import small_disk

GPX = "{http://www.topografix.com/GPX/1/1}"


def test_an_import_says_what_it_took_and_what_was_there_already(says: Says, tmp_path: Path) -> None:
    data, file = tmp_path / "data", recorded(tmp_path / "passage.nmea")
    status, out, err = says("import", file, "--data", data)
    assert (status, err) == (0, "")
    assert "passage.nmea" in out
    assert "1 leg" in out
    status, out, _ = says("import", file, "--data", data)
    assert status == 0
    assert "was there already in full" in out


def test_a_file_of_other_things_is_said_to_hold_no_sentence(says: Says, tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("# A log\n\n```sh\nexport A=$HOME\n$ run !now\n```\n", encoding="utf-8")
    refused(says("import", page, "--data", tmp_path / "data"), 1, "no sentence of instruments")


def test_a_torn_file_is_taken_up_to_the_tear_and_said_so(says: Says, tmp_path: Path) -> None:
    data, file = tmp_path / "data", recorded(tmp_path / "passage.nmea")
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.index(b"$GPRMC", len(whole) // 2) + 30])
    status, out, _ = says("import", file, "--data", data)
    assert status == 0
    assert "torn" in out
    file.write_bytes(whole)
    status, out, _ = says("import", file, "--data", data)
    assert status == 0
    assert "torn" not in out
    assert "already" in out


def test_an_undated_recording_asks_for_its_day(says: Says, tmp_path: Path) -> None:
    data, file = tmp_path / "data", recorded(tmp_path / "plotter.nmea", dated=False)
    refused(says("import", file, "--data", data), 1, "plotter.nmea", "--date")
    status, out, _ = says("import", file, "--date", "2026-06-01", "--data", data)
    assert status == 0
    assert "1 leg" in out


def test_the_undated_recording_asks_for_its_day_too(says: Says, tmp_path: Path) -> None:
    file = tmp_path / "plaka.nmea"
    file.write_bytes(recording("nmea0183/signalk-plaka.nmea.gz")[:200_000])
    refused(says("import", file, "--data", tmp_path / "data"), 1, "--date")
    words = ("import", file, "--date", "2014-08-15", "--data", tmp_path / "data")
    assert says(*words)[0] == 0


def test_files_that_are_no_recordings_are_refused_and_the_others_taken(
    says: Says, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    bad = {
        "nothing.nmea": b"",
        "words.txt": b"Dear diary\n" * 20,
        "evil.gpx": b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>',
        "page.gpx": b"<html><body>404</body></html>",
        "ais.nmea": b"!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\n",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    good = recorded(tmp_path / "passage.nmea")
    files = [*(tmp_path / name for name in bad), tmp_path / "missing.nmea", tmp_path, good]
    status, out, err = says("import", *files, "--data", data)
    assert status == 1
    assert len(err.splitlines()) == len(files) - 1
    for name in (*bad, "missing.nmea"):
        assert name in err
    assert "DOCTYPE" in err
    assert "1 leg" in out


def test_a_recording_without_a_clock_is_said_to_have_none(says: Says, tmp_path: Path) -> None:
    (tmp_path / "wind.nmea").write_bytes(b"$WIMWV,40.0,R,14.0,N,A*1E\n" * 9)
    words = ("import", tmp_path / "wind.nmea", "--date", "2026-06-01", "--data", tmp_path / "d")
    told = says(*words)
    assert told[0] == 1
    assert "--date" not in told[2]


def test_a_folder_that_is_taken_is_said_to_be(says: Says, tmp_path: Path) -> None:
    data, file = tmp_path / "data", recorded(tmp_path / "passage.nmea")
    with FolderLock(data):
        refused(says("import", file, "--data", data), 1, "in use by process")


def test_a_recording_is_not_taken_into_the_log_of_a_replay(says: Says, tmp_path: Path) -> None:
    data, file = tmp_path / "data", recorded(tmp_path / "passage.nmea")
    data.mkdir()
    Book(data, Nature.REPLAY).close()
    refused(says("import", file, "--data", data), 1, "replay")


def test_a_file_in_the_folder_s_place_is_said(says: Says, tmp_path: Path) -> None:
    data, file = tmp_path / "data", recorded(tmp_path / "passage.nmea")
    data.write_text("not a folder", encoding="utf-8")
    refused(says("import", file, "--data", data), 1, str(data))
    refused(says("run", "--data", data, "--port", 0), 1, str(data))


def test_a_disk_that_fills_up_ends_an_import_with_one_sentence(says: Says, tmp_path: Path) -> None:
    files = [recorded(tmp_path / f"{number}.nmea") for number in range(3)]
    with small_disk(200) as disk:
        (disk / "ballast").write_bytes(b"\0" * 60_000)
        refused(says("import", *files, "--data", disk / "data"), 1, "full")
        (disk / "ballast").unlink()


def test_a_progress_bar_stands_on_a_terminal_only(says: Says, tmp_path: Path) -> None:
    file = recorded(tmp_path / "passage.nmea")
    assert says("import", file, "--data", tmp_path / "data")[2] == ""


def test_an_import_loads_nothing_of_the_server() -> None:
    # A family's years of recordings are many small files: the start is paid for each.
    servers = [
        "flask",
        "waitress",
        "apscheduler",
        "mattermostdriver",
        "requests",
        "astral",
        "PIL",
        "gpxpy",
        "tqdm",
    ]
    code = (
        f"import sys, logbook.console.importing; print([m for m in {servers} if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "[]"
