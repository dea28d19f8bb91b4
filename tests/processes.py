"""What the tests of `python app.py …` share: running it to its end, or serving."""

import contextlib
import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE_S = 20.0
_NEVER_GIVEN = range(20_000, 32_000)
"""Below what Linux gives by itself (`ip_local_port_range`)."""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "LOGBOOK_LANGUAGE": "en", "PYTHONUNBUFFERED": "1", **more}


def console(*words: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; no command ever shows a traceback."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
        cwd=cwd,
        env=environment(**more),
    )
    assert "Traceback" not in done.stderr
    return done


class Server:
    """A running `run` or `demo`."""

    def __init__(self, *words: object, cwd: Path, **more: str) -> None:
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py"), *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
            cwd=cwd,
            env=environment(**more),
        )
        self.port = int(re.findall(r":(\d+)/", self.says("http://"))[0])

    def says(self, word: str) -> str:
        """Wait for a row of its output with `word` in it."""
        assert self.process.stdout is not None
        for row in self.process.stdout:
            self.said.append(row)
            if word in row:
                return row
        _, err = self.process.communicate(timeout=PATIENCE_S)
        raise AssertionError(f"it ended without saying {word!r}: {err}")

    def health(self) -> dict[str, object]:
        """Ask `/healthz`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        with contextlib.closing(connection):
            connection.request("GET", "/healthz")
            answer = json.loads(connection.getresponse().read())
        assert isinstance(answer, dict)
        return answer

    def waits(self, name: str, value: int) -> None:
        """Wait until `/healthz` says so of the first feed."""
        limit = time.monotonic() + PATIENCE_S
        while self._feed()[name] != value:
            assert time.monotonic() < limit, self.health()
            time.sleep(0.02)

    def _feed(self) -> dict[str, object]:
        feeds = self.health()["feeds"]
        assert isinstance(feeds, list)
        return dict(feeds[0])

    def ends(self, signum: int) -> tuple[int, str, str]:
        """Send a signal; return the status, and what it still said."""
        self.process.send_signal(signum)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out, err


@contextlib.contextmanager
def serving(*words: object, cwd: Path, **more: str) -> Iterator[Server]:
    server = Server(*words, cwd=cwd, **more)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


def settled(folder: Path, *feeds: str, more: str = "") -> Path:
    """Write a `ship.toml` into `folder`, where the server finds it."""
    listed = ", ".join(f'"{feed}"' for feed in feeds)
    text = f'[ship]\nlanguage = "en"\n[instruments]\nfeeds = [{listed}]\n{more}'
    (folder / "ship.toml").write_text(text, encoding="utf-8")
    return folder


def port_of(kind: int) -> int:
    """Return a port that nobody has, nor is given: for a server that is started later, or again.

    One of those that the system gives by itself could be another's as soon as it is let go.
    """
    while True:
        port = secrets.choice(_NEVER_GIVEN)
        with socket.socket(socket.AF_INET, kind) as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port
