"""ecCodes by its C interface: messages of a GRIB file, one after another; only this file knows it.

It is reached without its Python package, which would bring numpy: 47 to 232 MB on the disk, and
15 MB in the server, because sqlite-utils loads numpy wherever it finds it.
"""

import ctypes
import os
from array import array
from collections.abc import Iterator, Sequence
from typing import Final

LIBRARIES: Final = ("libeccodes.so.0", "libeccodes.so")
MISSING: Final = 1e30
"""What a point without a value reads as."""

_GRIB: Final = 1  # ProductKind PRODUCT_GRIB of eccodes.h
_END: Final = -1  # CODES_END_OF_FILE
_LONG, _DOUBLE = ctypes.c_long, ctypes.c_double


class NoLibrary(Exception):
    """ecCodes is not installed on this computer."""


class Unreadable(Exception):
    """What was asked for cannot be had from this message."""


class Library:
    """The loaded library. Raises NoLibrary."""

    def __init__(self) -> None:
        # Parallel decoding would only multiply what one small file costs.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self._codes = _loaded()
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.fmemopen.restype = ctypes.c_void_p
        self._libc.fmemopen.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p]
        self._libc.fclose.argtypes = [ctypes.c_void_p]
        _declare(self._codes)
        # NCEP puts both components of a wind into one message.
        self._codes.codes_grib_multi_support_on(None)

    def messages(self, data: bytes) -> Iterator["Message"]:
        """Yield every message in `data`; each is to be used before the next is asked for.

        Raises Unreadable where a message is cut or broken: what follows it is not looked for.
        """
        file = self._libc.fmemopen(data, len(data), b"rb")
        if not file:
            raise Unreadable(os.strerror(ctypes.get_errno()))
        try:
            while True:
                error = ctypes.c_int(0)
                handle = self._codes.codes_handle_new_from_file(
                    None, file, _GRIB, ctypes.byref(error)
                )
                if error.value not in (0, _END):
                    raise Unreadable(f"ecCodes error {error.value}")
                if not handle:
                    return
                try:
                    yield Message(self._codes, handle)
                finally:
                    self._codes.codes_handle_delete(handle)
        finally:
            self._libc.fclose(file)


class Message:
    """One GRIB message, asked by the names of ecCodes' keys."""

    def __init__(self, codes: ctypes.CDLL, handle: int) -> None:
        self._codes = codes
        self._handle = handle

    def whole(self, key: str) -> int | None:
        """Return a whole number, None where this message has no such key or leaves it empty."""
        value = _LONG()
        failed = self._codes.codes_get_long(self._handle, key.encode(), ctypes.byref(value))
        if failed:
            return None
        error = ctypes.c_int(0)
        empty = self._codes.codes_is_missing(self._handle, key.encode(), ctypes.byref(error))
        return None if empty else value.value

    def figure(self, key: str) -> float | None:
        """Return a number, None where this message has no such key."""
        value = _DOUBLE()
        failed = self._codes.codes_get_double(self._handle, key.encode(), ctypes.byref(value))
        return None if failed else value.value

    def told_in(self, key: str, unit: str) -> None:
        """Have `key` (`stepUnits`) be `unit` from here on; a message that cannot is left as is."""
        size = ctypes.c_size_t(len(unit))
        self._codes.codes_set_string(self._handle, key.encode(), unit.encode(), ctypes.byref(size))

    def values(self, most: int) -> Sequence[float]:
        """Return the value of every point, in the message's own order; `MISSING` where none is.

        Raises Unreadable where there are more than `most`, or where they cannot be unpacked.
        """
        size = ctypes.c_size_t()
        failed = self._codes.codes_get_size(self._handle, b"values", ctypes.byref(size))
        if failed or not 0 < size.value <= most:
            raise Unreadable(f"{size.value} points")
        self._codes.codes_set_double(self._handle, b"missingValue", _DOUBLE(MISSING))
        found = array("d", bytes(8 * size.value))
        failed = self._codes.codes_get_double_array(
            self._handle, b"values", found.buffer_info()[0], ctypes.byref(size)
        )
        if failed or size.value != len(found):
            raise Unreadable(f"ecCodes error {failed}")
        return found


def _loaded() -> ctypes.CDLL:
    for name in LIBRARIES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise NoLibrary(LIBRARIES[0])


def _declare(codes: ctypes.CDLL) -> None:
    """Say what the functions take; unsaid, a 64-bit pointer would be cut to an int."""
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    size = ctypes.POINTER(ctypes.c_size_t)
    codes.codes_handle_new_from_file.restype = pointer
    for name, arguments in {
        "codes_handle_new_from_file": [pointer, pointer, ctypes.c_int, pointer],
        "codes_handle_delete": [pointer],
        "codes_grib_multi_support_on": [pointer],
        "codes_get_long": [pointer, text, ctypes.POINTER(_LONG)],
        "codes_get_double": [pointer, text, ctypes.POINTER(_DOUBLE)],
        "codes_get_size": [pointer, text, size],
        "codes_get_double_array": [pointer, text, pointer, size],
        "codes_set_double": [pointer, text, _DOUBLE],
        "codes_set_string": [pointer, text, text, size],
        "codes_is_missing": [pointer, text, pointer],
    }.items():
        getattr(codes, name).argtypes = arguments
