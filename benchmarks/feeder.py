"""A multiplexer on TCP: a simulated passage in real time, as many sentences a second as asked."""

import contextlib
import socket
import threading
import time
from bisect import bisect_left
from itertools import dropwhile, takewhile
from typing import Self

IN_HARBOUR = 0.0
AT_SEA = 1500.0
"""Seconds into the passage: moored, or well out."""
_A_ROUND = 16.0
_SLOWER_A_SECOND = 1.4
"""What the simulated boat says in a round of her instruments, and beside it."""
_MADE_A_SECOND = 30_000.0
"""Of 138,000 on a calm machine; one that is slower is given more time."""
_PAUSE_S = 0.02


class Feeder:
    """Serves whoever connects to `port` with what is said from that moment on.

    `rate` is sentences a second, for `seconds` from `begins` (the host's clock), which is some
    seconds after construction; `into` is where in the passage that is. The sentences' own time is
    `first` then (UTC seconds), else the host's. A `torrent` says all of it again and again, as
    fast as it is read. `sent` counts sentences, over all clients.
    """

    def __init__(
        self,
        rate: float,
        seconds: float,
        into: float,
        *,
        first: float | None = None,
        torrent: bool = False,
    ) -> None:
        self.sent = 0
        self._torrent = torrent
        ahead_s = 2.0 + rate * (into + seconds) / _MADE_A_SECOND
        while True:
            self.begins = float(int(time.time() + ahead_s))
            self._said = _said(rate, seconds, into, self.begins, first)
            if time.time() < self.begins:
                break
            ahead_s *= 2.0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def rate(self) -> float:
        """The sentences a second that are really said."""
        return len(self._said) / (self._said[-1][0] - self._said[0][0])

    def wait(self) -> None:
        """Return when the passage begins."""
        time.sleep(max(0.0, self.begins - time.time()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed: the benchmark is over
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._feed, args=(client,), daemon=True).start()

    def _feed(self, client: socket.socket) -> None:
        place = bisect_left(self._said, (time.time(), b""))
        with client, contextlib.suppress(OSError):  # hung up: the other side was stopped
            while self._torrent:
                client.sendall(b"".join(sentence for _, sentence in self._said))
                self.sent += len(self._said)
            while place < len(self._said):
                until = bisect_left(self._said, (time.time(), b""), place)
                client.sendall(b"".join(sentence for _, sentence in self._said[place:until]))
                self.sent += until - place
                place = until
                time.sleep(_PAUSE_S)
            time.sleep(60.0)  # silent, not hung up


def _said(
    rate: float, seconds: float, into: float, begins: float, first: float | None
) -> list[tuple[float, bytes]]:
    """Return when by the host's clock each sentence is said, and the sentence."""
    from logbook.feeds.simulated.sentences import sentences

    first = begins if first is None else first
    passage = sentences(first - into, 1, _A_ROUND / (rate - _SLOWER_A_SECOND))
    heard = dropwhile(lambda row: row[0] < first, passage)
    said = takewhile(lambda row: row[0] < first + seconds, heard)
    return [(at - first + begins, sentence) for at, sentence in said]
