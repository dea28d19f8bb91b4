"""A boat beside a real Mattermost: her folder, her settings, her log as a process of its own."""

import contextlib
import itertools
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from logbook.chat import secrets
from logbook.chat.secrets import Mattermost
from logbook.console.setup import TOKEN
from tests.live.gate import Gate
from tests.live.people import Server
from tests.processes import console, serving, settled

Json = dict[str, Any]

PATIENCE_S = 60.0


class Boat:
    """One boat of the team; `gate` stands between her log and the server.

    `more` are further lines of her settings. Her passage is simulated, a minute a second. Without
    a `prefix` she gets one that no boat had: the server keeps a bot's name for ever.
    """

    _numbers = itertools.count(1)

    def __init__(self, server: Server, folder: Path, more: str = "", *, prefix: str = "") -> None:
        self.server = server
        self.folder = folder
        self.prefix = prefix or f"b{next(self._numbers)}x{server.mark}"
        self.gate = Gate(server.url)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = int(taken.getsockname()[1])
        feed = "simulated://?speed=60&seed=3&start=2027-06-01T06:00:00Z"
        settled(folder, feed, more=f"[http]\nport = {self.port}\n{more}")

    def words(
        self, *words: object, token: str = "", **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the console in her folder; `more` are variables."""
        if token:
            more[TOKEN] = token
        return console(*words, "--data", self.folder / "data", cwd=self.folder, **more)

    def setup(self, *words: str, token: str = "", **more: str) -> str:
        """Run `setup`; return what it said."""
        asked = ("--url", self.gate.url, "--team", self.server.team["name"])
        whole = ("setup", *asked, "--prefix", self.prefix, *words)
        done = self.words(*whole, token=token or self.server.token, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def settings(self) -> Mattermost:
        """What `setup` kept."""
        kept = secrets.load(self.folder / "data", {})
        assert kept is not None
        return kept

    def slash(self, trigger: str) -> str:
        """Return a command as it is typed on this boat."""
        return f"/{self.settings.trigger_prefix}{trigger}"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Keep the log while the block lasts; it ends as it does when it is told to stop."""
        with serving("run", "--data", self.folder / "data", cwd=self.folder) as log:
            yield
            status, _, err = log.ends(signal.SIGTERM)
        assert (status, "Traceback" in err) == (0, False), err

    def lines(self) -> list[Json]:
        """Return the book's lines, by number."""
        done = self.words("list", "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(row) for row in done.stdout.splitlines()]

    def typed(self) -> list[str]:
        """Return the words of the lines that people wrote, by number."""
        return [line["text"] for line in self.lines() if line["origin"] == "manual"]

    def writes(self, kind: str, count: int = 1) -> list[Json]:
        """Wait until so many lines of a kind stand in the book; return those."""
        limit = time.monotonic() + PATIENCE_S
        while True:
            lines = self.lines()
            found = [line for line in lines if line["kind"] == kind]
            if len(found) >= count:
                return found
            assert time.monotonic() < limit, (kind, [line["text"] for line in lines])

    def close(self) -> None:
        """Take back what `setup` made."""
        self.gate.shut()
        self.gate.open()
        if (self.folder / "data" / secrets.NAME).exists():
            self.setup("--remove")
        self.gate.shut()


def given() -> tuple[str, str]:
    """Return the address and the token of the server to test against; empty for none."""
    url = os.environ.get("LOGBOOK_TEST_MATTERMOST_URL", "").rstrip("/")
    return url, os.environ.get("LOGBOOK_TEST_MATTERMOST_TOKEN", "")
