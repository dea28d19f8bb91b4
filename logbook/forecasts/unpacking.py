"""A posted file's bytes made whole again: `.gz` and `.bz2` unpacked, and never beyond a bound."""

import bz2
import zlib
from typing import Final, Protocol

MOST_BYTES: Final = 64 * 1024 * 1024
"""Unpacked; a week of wind, waves, pressure and rain over an ocean has a few megabytes."""
MOST_MEMBERS: Final = 1000
"""In one file; each costs a copy of all that follows it, and a server packs a file in one."""
_GZIP: Final = b"\x1f\x8b"
_BZIP2: Final = b"BZh"
_WHOLE_GZIP: Final = 16 + zlib.MAX_WBITS  # with gzip's own header (zlib manual, inflateInit2)


class Bomb(Exception):
    """It would unpack to more than the bound."""


class Crowd(Exception):
    """It is packed in more pieces than the bound."""


class Broken(Exception):
    """It is packed, and what is packed cannot be read."""


class _Unpacker(Protocol):
    def __call__(self, data: bytes, most: int) -> tuple[bytes, bytes, bool]:
        """Return what the next member of `data` holds, what follows it, and whether it is whole."""


def unpacked(data: bytes, most: int = MOST_BYTES) -> tuple[bytes, bool]:
    """Return what `data` holds, itself where it is not packed, and whether it is whole.

    What kind it is its first bytes say, not its name. Raises Bomb, Crowd, Broken.
    """
    if data.startswith(_GZIP):
        return _members(data, most, _gunzip)
    if data.startswith(_BZIP2):
        return _members(data, most, _bunzip)
    return data, True


def _members(data: bytes, most: int, unpack: _Unpacker) -> tuple[bytes, bool]:
    """Return all members one after another, as gzip and bzip2 do; padding after them is left."""
    start = data[:2]
    found, whole, count = bytearray(), True, 0
    while whole and data.startswith(start):
        count += 1
        if count > MOST_MEMBERS:
            raise Crowd
        try:
            part, data, whole = unpack(data, most - len(found))
        except (zlib.error, OSError, EOFError, ValueError) as error:
            if not found:
                raise Broken(str(error)) from error
            return bytes(found), False
        found += part
        if len(found) > most:
            raise Bomb
    if not found:
        raise Broken("nothing in it")
    return bytes(found), whole


def _gunzip(data: bytes, most: int) -> tuple[bytes, bytes, bool]:
    # One byte more than may be tells that there is more.
    unpacker = zlib.decompressobj(_WHOLE_GZIP)
    return unpacker.decompress(data, most + 1), unpacker.unused_data, unpacker.eof


def _bunzip(data: bytes, most: int) -> tuple[bytes, bytes, bool]:
    unpacker = bz2.BZ2Decompressor()
    return unpacker.decompress(data, most + 1), unpacker.unused_data, unpacker.eof
