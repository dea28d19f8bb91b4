"""What the watch's tests share: a computer whose clocks are turned, and feeds on loopback."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from logbook.clock import boot
from logbook.config import Config
from logbook.feeds.queue import Batch
from logbook.locale import speaker
from logbook.model.entries import LogEntry
from logbook.model.observations import Position
from logbook.store.book_reader import BookReader
from logbook.watchkeeper import Watchkeeper
from logbook.watchkeeper.watchkeeper import Machine
from tests.sailing import instant, rmc

PATIENCE_S = 10.0
TWO_FEEDS = ("tcp://127.0.0.1:1", "tcp://127.0.0.1:2")


class Computer:
    """Two clocks that pass when a test says so; the host's may be wrong, and step."""

    def __init__(self, host: str, boot_s: float = 100.0, boot_id: str = "a-boot") -> None:
        self.boot = boot_s
        self.ahead = instant(host) - boot_s
        self.machine = Machine(
            boot_now=lambda: self.boot, host_now=lambda: self.boot + self.ahead, boot_id=boot_id
        )

    def set_host(self, host: str) -> None:
        """Let the host's clock step."""
        self.ahead = instant(host) - self.boot


class Aboard:
    """A watch that is open and not started: its loop is turned by hand, in the test's time.

    `gps` is the true time, which the receiver states.
    """

    def __init__(
        self, folder: Path, computer: Computer, gps: str, language: str = "en", **settings: object
    ) -> None:
        settings.setdefault("feeds", TWO_FEEDS)
        self.folder = folder
        self.computer = computer
        self.true = instant(gps) - computer.boot
        self.place = Position(48.3735, -4.4983333)
        self.told: list[LogEntry] = []
        self.watch = Watchkeeper(
            Config(language=language, **settings),  # type: ignore[arg-type] # the names are checked
            folder,
            speaker(language),
            on_entry=self.told.append,
            machine=computer.machine,
        )
        self.watch.open()
        self.watch._tracker.start()

    @property
    def now(self) -> float:
        """The true time."""
        return self.computer.boot + self.true

    def hear(self, lines: Sequence[bytes], feed: int = 0) -> None:
        """Let a feed say something now."""
        bare = [line.rstrip(b"\r\n") for line in lines]
        self.watch._keeping._take(Batch(feed, self.computer.boot, bare))

    def charts(self, seconds: float) -> None:
        """Sail so long by GPS, and wait until the track's own thread has written of it."""
        before = self.watch._tracker.count
        self.run(seconds, self.gps)
        assert soon(lambda: self.watch._tracker.count > before)

    def run(
        self, seconds: float, say: Callable[[float], Sequence[bytes]] = lambda _: (), feed: int = 0
    ) -> None:
        """Let time pass second by second; `say` gives what a feed says at each true instant."""
        until = self.computer.boot + seconds
        while self.computer.boot < until:
            self.computer.boot += 1.0
            lines = say(self.now)
            if lines:
                self.hear(lines, feed)
            self.watch._keeping._tick()

    def gps(self, at: float, kn: float = 0.0) -> list[bytes]:
        """Return what the receiver says at `at`."""
        return [rmc(at, self.place, kn, 270.0)]

    def close(self) -> None:
        """Leave in good order."""
        self.watch._recorder.close()
        self.watch.stop()

    def lines(self) -> list[LogEntry]:
        """Return what stands in the log, by number, mended."""
        with BookReader(self.folder) as reader:
            assert not reader.verify()
            return list(reader.entries(by_number=True))


@contextlib.contextmanager
def kept(
    config: Config, folder: Path, on_entry: Callable[[LogEntry], None] = lambda _: None
) -> Iterator[Watchkeeper]:
    """Run a watch in this machine's own time, its host's clock at ten past some hour."""
    ahead = instant("2027-06-01 06:10") - boot.boot_now()
    machine = Machine(host_now=lambda: boot.boot_now() + ahead, boot_id=boot.boot_id())
    watch = Watchkeeper(config, folder, speaker("en"), on_entry=on_entry, machine=machine)
    watch.open()
    try:
        watch.start()
        yield watch
    finally:
        watch.stop()


class Server:
    """A TCP server that a feed connects to."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(PATIENCE_S)
        self.address = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"

    def accept(self) -> socket.socket:
        """Wait for the feed."""
        peer, _ = self._listening.accept()
        peer.settimeout(PATIENCE_S)
        return peer

    def close(self) -> None:
        """Go away."""
        self._listening.close()


def soon(said: Callable[[], bool], patience_s: float = PATIENCE_S) -> bool:
    """Return whether something comes true within the patience of a test."""
    limit = time.monotonic() + patience_s
    while time.monotonic() < limit:
        if said():
            return True
        time.sleep(0.01)
    return said()
