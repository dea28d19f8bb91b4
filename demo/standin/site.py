"""One server as a whole: its world, its posts, its news, its settings and its faults."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from demo.standin.board import Board
from demo.standin.faults import Faults
from demo.standin.ids import now_ms
from demo.standin.kept import Cookie, Late
from demo.standin.news import News
from demo.standin.triggers import Triggers
from demo.standin.world import World


@dataclass(slots=True)
class Settings:
    """What the server's administrator may set: as it comes out of the box, plus what we need.

    Out of the box personal tokens and bots are off, and no private address may be called.
    """

    commands: bool = True
    outgoing_webhooks: bool = True
    bot_creation: bool = True
    personal_tokens: bool = True
    name_override: bool = False
    icon_override: bool = False
    attachments: bool = True
    largest_file: int = 50 * 1024 * 1024
    untrusted_connections: str = "127.0.0.1 localhost ::1"
    site_url: str = ""
    """What the administrator set; where the server is really reached is `Site.url`."""
    call_timeout_s: float = 30.0
    version: str = "6.7.2"


class Site:
    """A server without its network; `clock` gives milliseconds since 1970."""

    def __init__(self, clock: Callable[[], int] = now_ms) -> None:
        self.clock = clock
        self.url = ""
        self.settings = Settings()
        self.world = World(clock)
        self.news = News()
        self.board = Board(self.world, self.news)
        self.faults = Faults()
        self.triggers = Triggers(clock)
        self.late: dict[str, Late] = {}
        self.cookies: dict[str, Cookie] = {}
        self.log_lines: deque[str] = deque(maxlen=1000)
        """What only the server's administrator sees of a failing integration."""
        self._threads: list[threading.Thread] = []

    def log(self, line: str) -> None:
        """Write a line into the server's own log."""
        self.log_lines.append(line)

    def go(self, thread: threading.Thread) -> None:
        """Start a thread that `settle` waits for."""
        self._threads = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()

    def settle(self, timeout_s: float = 5.0) -> None:
        """Wait until the outgoing hooks that were set off have been called."""
        for thread in self._threads:
            thread.join(timeout_s)
