"""A feed from a recording, replayed at the pace of the times that it states."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from logbook.feeds.address import FileAddress
from logbook.feeds.link import FeedLink
from logbook.feeds.pace import Pace
from logbook.model.refusal import Refusal
from logbook.nmea0183.framer import LineSplitter

SKIPPED_GAP_S = 600.0
"""A longer silence of the recording is not waited for: logs of years hold nights in harbour."""
_DAY_S = 86_400.0
_CHUNK = 65_536
_HELD_LINES = 500
# Where in the sentence each kind states the time of day, the surest first.
_TIMED = {b"RMC": 1, b"ZDA": 1, b"GGA": 1, b"GNS": 1, b"GLL": 5}


def listen(address: FileAddress, link: FeedLink) -> None:
    """Replay the file to its end, or until told to stop; raises `Refusal` if it is unreadable."""
    try:
        with _open(Path(address.path)) as recording:
            link.opened()
            _replay(recording, link, address.speed)
    except FileNotFoundError as error:
        raise Refusal("feeds.no_file", path=address.path) from error
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal("feeds.unreadable_file", path=address.path, reason=reason) from error


def _open(path: Path) -> BinaryIO:
    # gzip's own reader is a stream of bytes like any other, if not to the type checker.
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value] # a GzipFile reads as the file that it stands for
    return path.open("rb")


def _replay(recording: BinaryIO, link: FeedLink, speed: float) -> None:
    pace = Pace(speed, link.boot_now)
    passage = _Passage()
    held: list[bytes] = []
    for line in _lines(recording):
        passed = passage.heed(line)
        if passed or len(held) >= _HELD_LINES:
            link.lines(held, sum(map(len, held)))
            held = []
            if link.pause(pace.until(passage.elapsed_s)):
                return
        held.append(line)
    link.lines(held, sum(map(len, held)))


def _lines(recording: BinaryIO) -> Iterator[bytes]:
    splitter = LineSplitter()
    while chunk := recording.read(_CHUNK):
        yield from splitter.split(chunk)
    torn = splitter.end()
    if torn is not None:
        yield torn


class _Passage:
    """How much of the recording's time has passed, by one kind of sentence of one talker.

    Two receivers would otherwise take turns in pulling the time about.
    """

    def __init__(self) -> None:
        self.elapsed_s = 0.0
        self._head = b""
        self._tod: float | None = None

    def heed(self, line: bytes) -> bool:
        """Return whether time passed with this line."""
        start = line.find(b"$")
        head = line[start : start + 6]
        field = _TIMED.get(head[3:6])
        if field is None or (self._head and head != self._head and not self._surer(head)):
            return False
        tod = _time_of_day(line[start:].split(b",", field + 1), field)
        if tod is None:
            return False
        same, self._head = head == self._head, head
        before, self._tod = self._tod, tod
        if before is None or not same:
            return False
        step = (tod - before) % _DAY_S
        # Times that go back, and long silences, are passed over without waiting.
        if not 0.0 < step <= SKIPPED_GAP_S:
            return False
        self.elapsed_s += step
        return True

    def _surer(self, head: bytes) -> bool:
        order = list(_TIMED)
        return order.index(head[3:6]) < order.index(self._head[3:6])


def _time_of_day(fields: list[bytes], field: int) -> float | None:
    digits = fields[field] if len(fields) > field else b""
    whole, _, fraction = digits.partition(b".")
    if len(whole) != 6 or not (whole + fraction).isdigit():
        return None
    hours, minutes, seconds = int(whole[:2]), int(whole[2:4]), int(whole[4:])
    part = float(b"0." + fraction) if fraction else 0.0
    return hours * 3600 + minutes * 60 + seconds + part
