"""The whole log as a process that can be cut down, with a channel and a GPS that outlive it."""

import contextlib
import http.client
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Protocol

import app
from demo.standin import Sailor, StandIn
from tests.processes import ROOT, console, environment, port_of

PATIENCE_S = 60.0
_WRITTEN = re.compile(r"(?:Ligne|Line) (\d+),")
CREW = ("capitaine", "elodie", "joao")
_TYPED = re.compile(rf"({'|'.join(CREW)})\d+")


class Heard(Protocol):
    """What tells the boat where she is."""

    address: str
    """The feed's, as the settings have it."""


class Boat:
    """One boat's log in `folder`, set up on `mattermost`; `settings` is beside the folder.

    `told` are the words that somebody was told to be in the log, with the numbers of their lines:
    none may ever be missing.
    """

    def __init__(self, folder: Path, beside: Path, mattermost: StandIn, gps: Heard) -> None:
        self.folder = folder
        self.told: dict[str, int] = {}
        self._mattermost = mattermost
        self._gps = gps
        self._beside = beside
        self.port = port_of(2)
        self._process: subprocess.Popen[bytes] | None = None
        self._said = beside / "server.log"
        (beside / "ship.toml").write_text(
            f'[ship]\nname = "Groix"\nlanguage = "fr"\n[http]\nport = {self.port}\n'
            # One of the crew types for all of them, for days on end.
            "member_calls = 1000\n"
            f'[instruments]\nfeeds = ["{gps.address}"]\n'
            '[schedule]\ninterval = "5min"\nat_anchor = true\n',
            encoding="utf-8",
        )
        words = [
            *("--url", mattermost.url, "--team", mattermost.team.name),
            *("--channel", mattermost.channel.name, "--data", str(folder)),
            *("--callback", f"http://127.0.0.1:{self.port}"),
        ]
        token = {"LOGBOOK_SETUP_TOKEN": mattermost.admin_token}
        done = console("setup", *words, cwd=beside, **token)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        process = self.launch()
        limit = time.monotonic() + PATIENCE_S
        while not self.health():
            assert process.poll() is None, self._said.read_text(encoding="utf-8")
            assert time.monotonic() < limit, "it does not start"
            time.sleep(0.02)

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the server, and wait for nothing."""
        with self._said.open("wb") as said:
            process = self._process = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py"), "run", "--data", str(self.folder)],
                stdout=said, stderr=said, cwd=self._beside, env=environment(),
            )  # fmt: skip
        return process

    @property
    def pid(self) -> int:
        """The process that runs."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End it as a cut of the power would: at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def health(self) -> dict[str, object]:
        """Return what `/healthz` says, empty where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        silent = contextlib.suppress(OSError, ValueError, http.client.HTTPException)
        with contextlib.closing(connection), silent:
            connection.request("GET", "/healthz")
            return dict(json.loads(connection.getresponse().read()))
        return {}

    def typing(self) -> list[threading.Thread]:
        """Let each of the crew type until they are not answered any more; return their threads."""
        limit = time.monotonic() + PATIENCE_S
        threads = [threading.Thread(target=self._types, args=(name, limit)) for name in CREW]
        for thread in threads:
            thread.start()
        return threads

    def _types(self, name: str, until: float) -> None:
        sailor = self._mattermost.sailor(name)
        while time.monotonic() < until and self.types(sailor):
            time.sleep(0.03)

    def types(self, sailor: Sailor) -> bool:
        """Let somebody write a line; tell whether they were told that it is written."""
        word = f"{sailor.user.username}{time.monotonic_ns()}"
        if sailor.command(f"/log {word}").status != 200:
            return False
        # What cannot be written is told with its words too; only a line has a number.
        whispers = [post["message"] for post in sailor.whispers()]
        found = [_WRITTEN.match(told) for told in whispers if word in told]
        if not found or found[0] is None:
            return False
        self.told[word] = int(found[0][1])
        return True

    def verified(self) -> str:
        """Return what `verify` finds wrong, empty where it finds nothing."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = app.main(["verify", "--data", str(self.folder)])
        return "" if status == 0 else out.getvalue() + err.getvalue()

    def lines(self) -> dict[int, str]:
        """Return the texts of the log by number, as plain SQL tells them."""
        return texts(self.folder)

    def lost(self) -> list[str]:
        """Return what somebody was told to be in the log, and does not stand there so."""
        lines = self.lines()
        return [word for word, number in self.told.items() if lines.get(number) != word]

    def settles(self, patience_s: float = PATIENCE_S) -> None:
        """Wait until nothing is owed to the channel any more."""
        limit = time.monotonic() + patience_s
        while (health := self.health()).get("outbox") != 0:
            assert time.monotonic() < limit, health
            time.sleep(0.1)

    def miscounted(self) -> dict[str, int]:
        """Return the lines that the channel does not show just once, with how often it does."""
        shown = [
            post.message for post in self._mattermost.board.posts.values() if not post.delete_at
        ]
        whole = "\n".join(shown)
        words = [text for text in self.lines().values() if _TYPED.fullmatch(text)]
        counts = Counter(whole.replace("*", " ").replace("`", " ").split())
        return {word: counts[word] for word in words if counts[word] != 1}


def texts(folder: Path) -> dict[int, str]:
    """Return the texts of the log in `folder` by number, as plain SQL tells them."""
    with contextlib.closing(sqlite3.connect(folder / "logbook.db")) as book:
        return dict(book.execute("SELECT number, text FROM entries"))


def seeded() -> int:
    """Return the seed of a trial's chances: LOGBOOK_SEED, or 1."""
    return int(os.environ.get("LOGBOOK_SEED", "1"))
