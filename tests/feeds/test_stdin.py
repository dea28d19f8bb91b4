"""Standard input: a pipe that is written, cut anywhere, and closed."""

import os

from logbook.clock.boot import boot_now
from logbook.feeds import stdin
from logbook.feeds.address import StdinAddress
from logbook.feeds.link import FeedLink
from logbook.feeds.queue import LineQueue


def test_a_pipe_is_read_to_its_end_and_its_last_line_needs_none() -> None:
    queue = LineQueue(1)
    link = FeedLink("-", 0, queue, boot_now)
    reading, writing = os.pipe()
    os.write(writing, b"$GPGLL,one\r\n$GPGLL,tw")
    os.write(writing, b"o\r\n$GPGLL,three")
    os.close(writing)
    stdin.listen(StdinAddress("-"), link, reading)
    os.close(reading)
    lines: list[bytes] = []
    while (batch := queue.take(0.0)) is not None:
        lines += batch.lines
    assert lines == [b"$GPGLL,one", b"$GPGLL,two", b"$GPGLL,three"]


def test_a_mute_pipe_is_left_when_told_to() -> None:
    link = FeedLink("-", 0, LineQueue(1), boot_now)
    reading, writing = os.pipe()
    link.stop()
    stdin.listen(StdinAddress("-"), link, reading)
    assert link.stopping
    assert link.state().age_s is None
    os.close(writing)
    os.close(reading)
