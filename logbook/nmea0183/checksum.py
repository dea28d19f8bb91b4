"""The NMEA 0183 checksum (all bytes between `$` and `*`, XORed), of one sentence and of many.

Python has no XOR over bytes, so a sentence is folded as one long integer, and a batch is laid
out in columns, where one XOR of two integers works on all its sentences together.
"""

import string
import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

LONGEST: Final = 102
"""Bytes that a sentence may have: 82 by the standard, 102 tolerated for real instruments."""
BATCH: Final = 256
"""Sentences that share one pass; more gains nothing, and memory stays small."""
_START: Final = ord("$")
_AIS_START: Final = ord("!")
AIS_SHIFT: Final = _START ^ _AIS_START
"""What a `!` in the place of `$` changes in the XOR of a whole sentence."""
_PRINTABLE: Final = bytes(range(0x20, 0x7F))


def _ends() -> dict[bytes, int]:
    """Return `*4E` (either case) -> the XOR of all bytes of a right `$…*4E`."""
    ends = {}
    for high in string.hexdigits:
        for low in string.hexdigits:
            end = f"*{high}{low}".encode()
            ends[end] = int(high + low, 16) ^ _START ^ end[0] ^ end[1] ^ end[2]
    return ends


ENDS: Final = _ends()


def total(line: bytes) -> int:
    """Return the XOR of all bytes of `line`, of any length."""
    folded = int.from_bytes(line, "little")
    width = 1 << max(3, (len(line) * 8 - 1).bit_length() - 1)
    while width >= 8:
        folded ^= folded >> width
        width >>= 1
    return folded & 0xFF


def is_right(sentence: bytes) -> bool:
    """Tell whether `$…*hh` or `!…*hh` carries a checksum, and the right one."""
    due = ENDS.get(sentence[-3:])
    if due is None:
        return False
    shift = AIS_SHIFT if sentence[0] == _AIS_START else 0
    return total(sentence) == due ^ shift


@lru_cache(maxsize=32)
def _columns(count: int) -> struct.Struct:
    return struct.Struct(f"{LONGEST}s" * count)


def totals(lines: Sequence[bytes], joined: bytes) -> Sequence[int] | None:
    """Return the XOR of every line (at most BATCH), or None unless all look like sentences.

    `joined` is `lines` in one piece.

    Each must be printable ASCII, begin with `$` or `!`, hold no second one, and be at most
    LONGEST bytes. None only says that they must be looked at one by one.
    """
    count = len(lines)
    longest = max(map(len, lines))
    if (
        joined.translate(None, _PRINTABLE)
        or joined.count(b"$") + joined.count(b"!") != count
        or longest > LONGEST
    ):
        return None
    if count < 8:  # laying out columns would cost more than it saves
        if not all(line.startswith((b"$", b"!")) for line in lines):
            return None
        return [total(line) for line in lines]
    packed = _columns(count).pack(*lines)
    if packed[::LONGEST].translate(None, b"$!"):
        return None
    column = int.from_bytes
    folded = 0
    for place in range(longest):
        folded ^= column(packed[place::LONGEST], "little")
    return folded.to_bytes(count, "little")
