"""Killed at any instant, the log is whole and holds every line that anyone had been shown."""

import contextlib
import datetime as dt
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("LOGBOOK_KILLS", "100"))
SPEED = 3000
FIRST = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _console(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "app.py"), *words, "--data", str(data)]
    environment = {**os.environ, "LOGBOOK_LANGUAGE": "en"}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env=environment
    )


def _numbers(data: Path) -> dict[int, str]:
    listed = _console("list", "--json", data=data)
    assert listed.returncode == 0, listed.stderr
    entries = [json.loads(row) for row in listed.stdout.splitlines()]
    return {entry["number"]: entry["hash"] for entry in entries}


def _shown(port: int) -> int:
    """Return how many entries the running server shows, 0 where it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        return int(json.loads(connection.getresponse().read())["entries"])
    return 0


@pytest.mark.long
def test_no_line_that_was_shown_is_lost_however_often_the_server_is_killed(tmp_path: Path) -> None:
    chance = random.Random(1)
    data = tmp_path / "data"
    settings = tmp_path / "ship.toml"
    kept: dict[int, str] = {}
    caught_writing = 0
    for kill in range(KILLS):
        start = (FIRST + dt.timedelta(days=3 * kill)).isoformat().replace("+00:00", "Z")
        settings.write_text(
            f'[instruments]\nfeeds = ["simulated://?speed={SPEED}&start={start}"]\n'
            '[schedule]\ninterval = "5min"\nat_anchor = true\n',
            encoding="utf-8",
        )
        port = _free_port()
        command = [sys.executable, str(ROOT / "app.py"), "run", "--data", str(data)]
        command += ["--config", str(settings), "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + chance.uniform(0.2, 4.0)
        shown = 0
        while time.monotonic() < until:
            shown = max(shown, _shown(port))
        server.send_signal(signal.SIGKILL)
        server.wait()
        if not (data / "logbook.db").exists():
            continue
        verified = _console("verify", data=data)
        if "no log" in verified.stderr:
            assert not kept
            assert not shown
            continue
        assert verified.returncode == 0, f"kill {kill}: {verified.stdout}{verified.stderr}"
        now = _numbers(data)
        assert len(now) >= shown, f"kill {kill}: {shown} entries were shown, {len(now)} stand"
        assert kept.items() <= now.items(), f"kill {kill}: a line that was listed is gone"
        caught_writing += len(now) > shown > 0
        kept = now
    print(f"{KILLS} kills, {len(kept)} entries, {caught_writing} kills amid writing, none lost")
    assert len(kept) > KILLS, "the server must have been writing when it was killed"
