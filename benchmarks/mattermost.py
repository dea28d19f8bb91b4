"""The stand-in Mattermost as a process of its own, with ten members in the log's channel."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.corpus import ROOT
from benchmarks.measure import python
from demo.standin import StandIn
from demo.standin.ids import new_id, now_ms
from demo.standin.records import User
from logbook.console.setup import TOKEN

CREW = 10
CHANNEL = "journal-de-bord"


@dataclass(frozen=True, slots=True)
class Told:
    """Where the server is, a token for `setup`, and the ids of the crew."""

    url: str
    token: str
    crew: Sequence[str]


class Mattermost:
    """The started process; `told` is what it said of itself. Ends with the `with` block."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [python(), "-m", "benchmarks.mattermost"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert self._process.stdout is not None
        self.told = Told(**json.loads(self._process.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def connect(self, folder: Path, port: int) -> None:
        """Run `setup` for the boat of `folder` (as `servers.ours` made it), listening on `port`."""
        words = ["--url", self.told.url, "--callback", f"http://127.0.0.1:{port}"]
        words += ["--channel", CHANNEL]
        data = ["--data", str(folder / "data"), "--config", str(folder / "ship.toml")]
        subprocess.run(
            [python(), str(ROOT / "app.py"), "setup", *data, *words],
            env={**os.environ, TOKEN: self.told.token},
            stdout=subprocess.DEVNULL,
            check=True,
        )


def serve() -> None:
    """Serve until standard input ends."""
    with StandIn() as server:
        crew = []
        for number in range(CREW):
            name = f"crew{number}"
            user = User(new_id(), name, now_ms(), f"{name}@bord.example", locale="en")
            server.world.add_user(user)
            server.world.join_team(server.team.id, user.id)
            server.world.join_channel(server.channel.id, user.id)
            crew.append(user.id)
        print(json.dumps({"url": server.url, "token": server.admin_token, "crew": crew}))
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    serve()
