"""A book with an outbox, a fake chat, and time in the test's hands."""

import math
from pathlib import Path

from logbook.chat.orders import Orders
from logbook.chat.outbox import Delivery
from logbook.model.entries import Draft, LogEntry
from logbook.model.notices import notices_of
from logbook.model.signing import Signer
from logbook.store.book import Book
from logbook.store.outbox import Outbox
from logbook.store.readers import Readers
from tests.chat.fake import BOT, CHANNEL, FakeChat
from tests.chat.lines import KEY, NOON
from tests.eye import spoken


class Ship:
    """`now` are steady seconds, `utc` is ship's time; `pass_time` moves all the clocks there are.

    To be closed; may be restarted, which loses all that is not on disk.
    """

    def __init__(self, folder: Path, *, language: str = "fr", daily_threads: bool = False) -> None:
        self.folder = folder
        self.chat = FakeChat()
        self.now, self.utc = 1000.0, NOON
        self.orders = Orders(
            self.chat,
            CHANNEL,
            BOT,
            spoken(language),
            7200,
            Signer(KEY),
            "http://boat:8067",
            daily_threads=daily_threads,
            calls=("anne", "leo"),
        )
        self.due = -math.inf
        self._open()

    def _open(self) -> None:
        self.book = Book(self.folder, notices=notices_of)
        self.readers = Readers(self.folder)
        self.delivery = Delivery(self.book.outbox, self.readers.book)

    @property
    def outbox(self) -> Outbox:
        return self.book.outbox

    def restart(self) -> None:
        """Begin anew with what is on disk."""
        self.close()
        self._open()
        self.due = -math.inf

    def close(self) -> None:
        self.readers.close()
        self.book.close()

    def write(self, *drafts: Draft) -> list[LogEntry]:
        return self.book.append(drafts)

    def deliver(self) -> float:
        """Make one round now; return in how many seconds the next is asked for."""
        self.due = self.delivery.deliver(self.now, self.utc, self.orders)
        return self.due - self.now

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.utc += seconds
        self.chat.now_ms += int(seconds * 1000)

    def settle(self, rounds: int = 60) -> None:
        """Make rounds, each when it is asked for, until nothing waits."""
        for _ in range(rounds):
            pause = self.deliver()
            if pause == math.inf:
                return
            self.pass_time(max(pause, 0.0))
        raise AssertionError(f"{self.outbox.held} notices still wait")
