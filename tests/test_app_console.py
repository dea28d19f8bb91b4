"""`python app.py …` in pipes, on terminals, interrupted and killed: one sentence at most."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from logbook.store.track_reader import TrackReader
from tests.console.books import voyage
from tests.imported import stands
from tests.processes import (
    PATIENCE_S,
    ROOT,
    console,
    environment,
)
from tests.sailing import passage


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    for words in (("list",), ("list", "--json"), ("export", "gpx"), ("export", "log")):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), *words, "--data", str(data)],
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
            env=environment(),
        )
        os.close(write)
        assert (done.returncode, done.stderr) == (1, ""), words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_an_output_that_takes_no_more_is_one_sentence(tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    for words in (("list",), ("export", "gpx")):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, str(ROOT / "app.py"), *words, "--data", str(data)],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=60,
                check=False,
                env=environment(),
            )
        assert done.returncode == 1
        assert "disk is full" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_terminal_of_another_age_shows_what_it_can(tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    done = console("list", "--data", data, cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Departure" in done.stdout


@pytest.mark.parametrize(("locale", "told"), [("fr_FR.UTF-8", "Il n’y a pas"), ("C", "There is")])
def test_it_speaks_the_console_s_language(tmp_path: Path, locale: str, told: str) -> None:
    done = console("list", cwd=tmp_path, LOGBOOK_LANGUAGE="", LC_ALL=locale, LANG=locale)
    assert done.returncode == 1
    assert told in done.stderr


def test_the_folder_may_stand_in_the_environment(tmp_path: Path) -> None:
    data = voyage(tmp_path / "elsewhere")
    done = console("show", 1, cwd=tmp_path, LOGBOOK_DATA=str(data))
    assert done.returncode == 0


def test_an_import_killed_in_the_middle_and_run_again_is_complete_and_nothing_twice(
    tmp_path: Path,
) -> None:
    file = tmp_path / "passage.nmea"
    file.write_bytes(b"".join(passage("2026-06-01 06:45", 16.0)))
    killed = tmp_path / "killed"
    command = [sys.executable, str(ROOT / "app.py"), "import", str(file), "--data", str(killed)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    ) as process:
        limit = time.monotonic() + PATIENCE_S
        while _points(killed) == 0 and process.poll() is None:
            assert time.monotonic() < limit
        process.kill()
    held = _points(killed)
    for data in (killed, tmp_path / "once"):
        assert console("import", file, "--data", data, cwd=tmp_path).returncode == 0
    assert 0 < held < _points(killed), "it was killed in the middle"
    assert stands(killed) == stands(tmp_path / "once")


def _points(data: Path) -> int:
    with contextlib.suppress(Exception), TrackReader(data) as track:
        return track.count()
    return 0


def test_an_interrupted_import_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "passage.nmea"
    file.write_bytes(b"".join(passage("2026-06-01 06:45", 16.0)))
    data = tmp_path / "data"
    command = [sys.executable, str(ROOT / "app.py"), "import", str(file), "--data", str(data)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        limit = time.monotonic() + PATIENCE_S
        while _points(data) == 0 and process.poll() is None:
            assert time.monotonic() < limit
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert "interrupted" in err
    assert "Traceback" not in err
    assert console("verify", "--data", data, cwd=tmp_path).returncode == 0
