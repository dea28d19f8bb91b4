"""The one NAVTEX bulletin of the simulated passage: it foretells the front, and says what it is."""

import datetime as dt
import math
from typing import Final

from logbook.nmea0183 import writer

BEGINS_S: Final = 1500.0
"""When it comes, in seconds of the passage: the harbour is just astern."""
_CODE: Final = "AB07"
_WORDS: Final = (
    "SIMULATED, NOT A REAL WARNING",
    "{at:%d%H%M} UTC {month} {at:%y}",
    "STRONG WIND WARNING NR 7",
    "PENMARCH TO YEU",
    "COLD FRONT MOVING EAST.",
    "SE 4, VEERING SW 5, AT TIMES 6,",
    "THEN W 4 WITHIN 6 HOURS.",
)
_MONTHS: Final = (
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
)
_RESERVED: Final = frozenset("\r\n,")
_FIRST, _OTHER = 20, 50
"""Characters of words that a sentence has room for, beside all else that it says."""


def sentences(start: float) -> tuple[bytes, ...]:
    r"""Return its sentences with `\r\n`, for a passage from `start` (UTC seconds since 1970)."""
    at = dt.datetime.fromtimestamp(start + BEGINS_S, dt.UTC)
    month = _MONTHS[at.month - 1]
    words = "\r\n".join(row.format(at=at, month=month) for row in _WORDS)
    pieces = _pieces(words)
    heading = {
        "code": _CODE,
        "frequency": "2",
        "timestamp": writer.time_of_day(start + BEGINS_S),
        "day": f"{at:%d}",
        "month": f"{at:%m}",
        "year": f"{at:%Y}",
        "characters": str(len(words)),
        "bad_characters": "0",
        "status": "A",
    }
    total = f"{len(pieces):03d}"
    return tuple(
        writer.sentence(
            *("CR", "NRX"),
            sentences=total,
            number=f"{number:03d}",
            sequence="00",
            body=piece,
            **(heading if number == 1 else {}),
        )
        for number, piece in enumerate(pieces, 1)
    )


def said(passed_s: float) -> int:
    """Return how many of its sentences have been said: one a second, from its beginning on."""
    return max(0, math.floor(passed_s - BEGINS_S) + 1)


def _pieces(words: str) -> list[str]:
    pieces = [""]
    for character in words:
        sign = f"^{ord(character):02X}" if character in _RESERVED else character
        if len(pieces[-1]) + len(sign) > (_FIRST if len(pieces) == 1 else _OTHER):
            pieces.append("")
        pieces[-1] += sign
    return pieces
