"""What `run` takes of the memory: no store of a thread's own, and nothing loaded before its use."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Final

from tests.processes import ROOT, serving, settled

ARENA_BYTES: Final = 64 * 1024 * 1024
"""What glibc sets aside for an arena, at an address that is a multiple of it (64 bits)."""
_SPAN: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+)")
LATER: Final = {
    "PIL": "the first chart",
    "astral": "the first noon",
    "gpxpy": "the first export",
    "tqdm": "an import",
    "requests": "a chat that is set up",
    "mattermostdriver": "a chat that is set up",
    "cryptography": "an export that is signed",
    "logbook.forecasts.eccodes": "a weather file, in a process of its own",
    "demo": "the demo",
    "numpy": "nothing at all",
}
_STARTED: Final = """
import sys
from pathlib import Path
import app
from logbook.config import Config
from logbook.locale import speaker
from logbook.watchkeeper import Watchkeeper
from webhooks.server import Server

watch = Watchkeeper(Config(feeds=("tcp://127.0.0.1:1",)), Path(sys.argv[1]), speaker("fr"))
watch.open()
server = Server(app.build(watch), "127.0.0.1", 0)
watch.start()
server.close()
watch.stop()
print(*sys.modules, sep="\\n")
"""


def arenas(pid: int) -> int:
    """Return how many arenas a process has beside the first: reserved whole, and begun to use."""
    rows = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
    found = [_SPAN.match(row) for row in rows]
    spans = [(int(one[1], 16), int(one[2], 16), one[3]) for one in found if one is not None]
    return sum(
        begin % ARENA_BYTES == 0 and end == begin + ARENA_BYTES and middle == begins
        for (begin, middle, used), (begins, end, rest) in pairwise(spans)
        if (used, rest) == ("rw-p", "---p")
    )


def test_the_threads_of_a_server_have_no_memory_of_their_own(tmp_path: Path) -> None:
    settled(tmp_path, "simulated://")
    with serving("run", "--data", tmp_path / "data", "--port", 0, cwd=tmp_path) as server:
        for _ in range(3):
            server.health()
        assert arenas(server.process.pid) == 0


def test_a_server_loads_nothing_that_it_does_not_use_yet(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _STARTED, str(tmp_path / "data")]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    loaded = set(ran.stdout.split())
    assert "logbook.watchkeeper.watchkeeper" in loaded
    assert {name: when for name, when in LATER.items() if name in loaded} == {}
