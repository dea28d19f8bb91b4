"""Bytes to lines, and a line to the sentences in it: the fence before anything is decoded."""

import datetime as dt
import re
from typing import Final, NamedTuple

from logbook.nmea0183.checksum import LONGEST, is_right

LINE_CAP: Final = 4096
"""Bytes after which a line without an end is cut: nothing that floods may fill memory."""
FAR_TOO_LONG: Final = 1024  # TAG blocks, a time stamp and several sentences fit well within

# A `!` begins a sentence only before an address (!AIVDM,): controllers say !!VER:1.9 too.
_PARTS = re.compile(rb"(?:\$|!(?=[A-Z0-9]{5},))(?:[^$!]|!(?![A-Z0-9]{5},))*")
_TAG_BLOCK = re.compile(rb"\\([^\\]{0,200})\\")
_TAG_TIME = re.compile(rb"(?:^|,)c:(\d{9,16})(?=[,*]|$)")
_STAMP = re.compile(
    rb"""[\s\["'(<]*(?:
        (\d{4}-\d\d-\d\d[T\ ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\s?(?:Z|[+-]\d\d:?\d\d)?)
        |(\d{13}|\d{9,10}(?:\.\d{1,9})?)
        )(?![\d.])""",
    re.VERBOSE,
)
_TRAIL = re.compile(rb"(\*[0-9A-Fa-f]{2})[\s,;\\]")
_ONE_DIGIT = re.compile(rb"\*([0-9A-Fa-f])\s*\Z")
_BINARY = re.compile(rb"[^\t\r\n\x20-\x7e]")
_NOT_PRINTABLE = re.compile(rb"[^\x20-\x7e]")


class LineSplitter:
    """Chunks of bytes, cut anywhere, to whole lines without their ends.

    A line longer than LINE_CAP is handed on cut to LINE_CAP, whatever chunks it came in, so that
    the framer counts it as too long; `endless` says how many there were.
    """

    __slots__ = ("_length", "_rest", "endless")

    def __init__(self) -> None:
        self._rest = b""
        self._length = 0  # of the open line, with what was thrown away
        self.endless = 0

    def split(self, chunk: bytes) -> list[bytes]:
        """Return the lines that `chunk` ends; empty ones are left out."""
        if not chunk:
            return []
        dropped = self._length - len(self._rest)
        lines = (self._rest + chunk).splitlines()
        self._rest, self._length = b"", 0
        if not chunk.endswith((b"\n", b"\r")):
            rest = lines.pop()
            self._rest = rest[:LINE_CAP]
            self._length = len(rest) + (0 if lines else dropped)
        if max(map(len, lines), default=0) + dropped > LINE_CAP:
            self.endless += sum(
                len(line) + (0 if place else dropped) > LINE_CAP for place, line in enumerate(lines)
            )
            lines = [line[:LINE_CAP] for line in lines]
        return list(filter(None, lines))

    def end(self) -> bytes | None:
        """Return the last line if it was torn (no line end came), and forget it."""
        rest, self._rest, self._length = self._rest, b"", 0
        return rest or None


class Framed(NamedTuple):
    """What a line holds: good `sentences` (`$…*hh`), why others are `bad`, and its time.

    `line_time` is what a TAG block's `c:` or a leading time stamp says (UTC seconds since 1970).
    A line without any sentence has neither sentences nor bad ones: a comment, a boot text.
    """

    sentences: tuple[bytes, ...] = ()
    bad: tuple[str, ...] = ()
    line_time: float | None = None


def frame(line: bytes) -> Framed:
    """Return the sentences of one line, whatever its bytes; never raises.

    Two sentences on one line are both taken if each is whole and carries its right checksum;
    a fragment that another sentence's start cuts off is bad: "merged".
    """
    if len(line) > FAR_TOO_LONG:
        return Framed(bad=("too long",))
    parts = _PARTS.findall(line)
    if not parts:
        return Framed(bad=("binary",) if _BINARY.search(line) else (), line_time=line_time(line))
    sentences = []
    bad = []
    for place, part in enumerate(parts, 1):
        if part == b"$" and place < len(parts):
            continue  # a doubled start
        sentence, reason = _sentence(part, last=place == len(parts))
        if sentence:
            sentences.append(sentence)
        else:
            bad.append(reason)
    return Framed(tuple(sentences), tuple(bad), line_time(line))


def bare(line: bytes) -> bytes:
    """Return a line from the first byte that may begin a sentence: a guess that spares `frame`.

    If what is left passes for one sentence, `frame` would find that very one.
    """
    start = line.find(b"$")
    ais = line.find(b"!", 0, start if start >= 0 else len(line))
    return line[max(ais if ais >= 0 else start, 0) :]


def _sentence(part: bytes, *, last: bool) -> tuple[bytes, str]:
    """Return `$…*hh` and no reason, or nothing and the reason."""
    sentence = part.rstrip()
    if _ONE_DIGIT.search(sentence):
        # Old devices write 0A as A. Of a torn one the value cannot be right but by its own zero.
        sentence = sentence[:-1] + b"0" + sentence[-1:]
    if not is_right(sentence):
        # Loggers add a time after the checksum, and the next TAG block may follow there.
        trail = _TRAIL.search(part)
        sentence = part[: trail.start()] + trail[1] if trail else sentence
    if _NOT_PRINTABLE.search(sentence):
        return b"", "binary"
    if is_right(sentence):
        return (sentence, "") if len(sentence) <= LONGEST else (b"", "too long")
    if not last:
        return b"", "merged"
    if len(sentence) > LONGEST:
        return b"", "too long"
    return b"", "checksum" if b"*" in sentence else "no checksum"


def line_time(line: bytes) -> float | None:
    """Return the time (UTC seconds since 1970) that stands before a line's sentence, or None."""
    if line[:1] in {b"$", b"!"}:
        return None
    before = line.partition(b"$")[0]
    if before[:1] == b"\\":
        return _tag_time(before)
    return _stamp(before)


def _tag_time(line: bytes) -> float | None:
    """Return the time of the first TAG block whose own checksum is right (seconds or ms)."""
    for block in _TAG_BLOCK.findall(line):
        said = _TAG_TIME.search(block)
        # Its checksum covers what stands between the backslashes, as `$` and `*` would.
        if said and (b"*" not in block or is_right(b"$" + block)):
            stamp = float(said[1])
            return stamp / 1000.0 if stamp > 1e11 else stamp
    return None


def _stamp(line: bytes) -> float | None:
    """Return a leading ISO 8601 or Unix time (UTC seconds since 1970), None without one."""
    said = _STAMP.match(line)
    if said is None:
        return None
    if said[2]:
        stamp = float(said[2])
        return stamp / 1000.0 if stamp > 1e11 else stamp
    text = said[1].decode("ascii").strip().replace(",", ".")
    text = re.sub(r"\s(?=Z|[+-])", "", text)
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return at.timestamp()
