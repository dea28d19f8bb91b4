"""As many sentences as can be read, for a minute: the memory comes to a level and stays there."""

import contextlib
import socket
import threading
import time
from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from logbook.feeds.simulated.sentences import sentences
from tests.processes import Server
from tests.sailing import instant
from tests.trials.memory import resident_mb

SETTLING_S: Final = 20.0
MEASURED_S: Final = 30.0
LEVEL_MB: Final = 100.0
GROWTH_MB: Final = 3.0
"""Held without a bound, a minute's readings took twice as much, on a busy machine too."""


class _Torrent:
    """A TCP server that says a passage's first minutes again and again, as fast as it is read."""

    def __init__(self) -> None:
        said = islice(sentences(instant("2027-06-01 13:00"), 1), 20_000)
        self.text = b"".join(sentence for _, sentence in said)
        self.bytes = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # hung up, or closed: the trial is over
            while True:
                peer, _ = self._listening.accept()
                with peer, contextlib.suppress(OSError):
                    while True:
                        peer.sendall(self.text)
                        self.bytes += len(self.text)

    def close(self) -> None:
        self._listening.close()


def _highest_mb(pid: int, seconds: float) -> float:
    """Return the most memory that was seen in so many seconds of the flood."""
    limit = time.monotonic() + seconds
    seen = [resident_mb(pid)]
    while time.monotonic() < limit:
        time.sleep(0.2)
        seen.append(resident_mb(pid))
    return max(seen)


@pytest.mark.long
def test_a_torrent_of_a_minute_does_not_fill_the_memory(tmp_path: Path) -> None:
    torrent = _Torrent()
    (tmp_path / "ship.toml").write_text(
        f'[instruments]\nfeeds = ["{torrent.address}"]\n', encoding="utf-8"
    )
    data = tmp_path / "data"
    server = Server("run", "--data", data, "--port", 0, cwd=tmp_path)
    try:
        first = _highest_mb(server.process.pid, SETTLING_S)
        later = _highest_mb(server.process.pid, MEASURED_S)
        health = server.health()
    finally:
        server.process.terminate()
        server.process.communicate(timeout=20)
        torrent.close()
    dropped, said = int(str(health["dropped"])), torrent.bytes / 1e6
    print(f"{said:.0f} MB of sentences, {dropped} lines dropped")
    print(f"at most {first:.0f} MB in {SETTLING_S:.0f} s, {later:.0f} in {MEASURED_S:.0f} s after")
    assert dropped > 100_000, "it must have been a torrent"
    assert later < min(LEVEL_MB, first + GROWTH_MB)
