"""The lines that a reader copies from the documents run, on a small recording."""

import gzip
import os
import shutil
import subprocess
import sys
from functools import reduce
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.documents import ENGLISH, FRENCH, JOURNAL, ROOT, shell_lines

_SECONDS = 2400
_GPX = """<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="t"><trk><trkseg>
<trkpt lat="46.1" lon="-1.2"><time>2023-07-01T08:00:00Z</time></trkpt>
<trkpt lat="46.1" lon="-1.2001"><time>2023-07-01T08:00:30Z</time></trkpt>
</trkseg></trk></gpx>"""


def _recording(*, dated: bool = True) -> bytes:
    """Return forty minutes at 6 knots to the north, a sentence every ten seconds."""
    lines = []
    for second in range(0, _SECONDS, 10):
        hour, minute = divmod(second // 60 + 480, 60)
        tod = f"{hour:02}{minute:02}{second % 60:02}"
        minutes = 20.0 + second / 600.0
        body = f"GPRMC,{tod},A,47{minutes:07.4f},N,00315.0000,W,6.0,0.0,010623,,,A"
        if not dated:
            body = f"GPGGA,{tod},47{minutes:07.4f},N,00315.0000,W,1,8,1.0,2.0,M,50.0,M,,"
        total = reduce(lambda sum_, letter: sum_ ^ ord(letter), body, 0)
        lines.append(f"${body}*{total:02X}\r\n")
    return "".join(lines).encode()


@pytest.fixture
def aboard(tmp_path: Path) -> Path:
    """Return a folder as the reader's is, with the files that the documents speak of."""
    shutil.copy(ROOT / "ship.example.toml", tmp_path)
    for name in ("summer-2023.nmea.gz", "ete-2023.nmea.gz"):
        (tmp_path / name).write_bytes(gzip.compress(_recording()))
    (tmp_path / "winter.log").write_bytes(_recording())
    for name in ("undated.nmea", "sans-date.nmea"):
        (tmp_path / name).write_bytes(_recording(dated=False))
    for name in ("old-plotter.gpx", "ancien-traceur.gpx"):
        (tmp_path / name).write_text(_GPX, encoding="utf-8")
    return tmp_path


def _run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} {ROOT / 'app.py'}"
    environment = {name: value for name, value in os.environ.items() if name[:3] != "LOG"}
    return subprocess.run(
        line.replace(".venv/bin/python app.py", program),
        shell=True,
        cwd=folder,
        env={**environment, "LOGBOOK_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _reads_or_takes(line: str) -> bool:
    """Tell whether a line ends by itself, and needs neither the internet nor the boat."""
    words = line.partition("app.py")[2].split()
    if "--sign" in words and find_spec("cryptography") is None:
        return False  # an extra, which need not be installed
    return bool(words) and words[0] in {"import", "export", "list", "show", "verify"}


def _suited(line: str, folder: Path) -> str:
    """Return the line with the numbers of this small log: a voyage, an entry, a root."""
    line = line.replace("--voyage 3", "--voyage 1").replace("show 12", "show 1")
    line = line.replace("--from 2026-06-01 --to 2026-06-08", "--from 2023-06-01 --to 2023-06-08")
    if "--root" in line:
        root = _run(".venv/bin/python app.py verify", folder).stdout.split()[-1].rstrip(".")
        line = f"{line.partition('--root')[0]}--root {root}"
    return line


@pytest.mark.parametrize(
    "name", [name for name in (*ENGLISH, *FRENCH) if name != "CONTRIBUTING.md"]
)
def test_every_line_that_can_run_quickly_runs(name: str, aboard: Path) -> None:
    lines = [line for line in shell_lines(name) if _reads_or_takes(line)]
    # The reader has a log by then: it was kept, or is taken in first.
    first = ".venv/bin/python app.py import summer-2023.nmea.gz"
    for line in [first, *lines]:
        ran = _run(_suited(line, aboard), aboard)
        assert (ran.returncode, ran.stderr.count("Traceback")) == (0, 0), (line, ran.stderr)


def test_an_undated_recording_is_refused_in_one_sentence(aboard: Path) -> None:
    ran = _run(".venv/bin/python app.py import undated.nmea", aboard)
    assert ran.returncode == 1
    assert "--date" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_the_settings_are_copied_and_read_as_the_guides_say(aboard: Path) -> None:
    assert "cp ship.example.toml ship.toml" in shell_lines("README.md")
    assert "cp ship.example.toml ship.toml" in shell_lines(JOURNAL)
    assert _run("cp ship.example.toml ship.toml", aboard).returncode == 0
    taken = _run(".venv/bin/python app.py import winter.log", aboard)
    assert (taken.returncode, taken.stderr) == (0, "")


def test_the_voyage_is_written_where_the_reader_asked_for_it(aboard: Path) -> None:
    _run(".venv/bin/python app.py import summer-2023.nmea.gz", aboard)
    _run(".venv/bin/python app.py export gpx -o voyage.gpx", aboard)
    assert (aboard / "voyage.gpx").read_text(encoding="utf-8").count("<trkpt") >= 2
