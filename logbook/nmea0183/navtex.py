"""NRX: one sentence of a bulletin that a NAVTEX receiver has heard."""

import re
from typing import Final

from logbook.model.navtex import BulletinReport, Part
from logbook.nmea0183.fields import NUMBERS, Bad, day_number, time_of_day
from logbook.nmea0183.layout import places

_TOTAL, _NUMBER, _SEQUENCE = places("NRX", "sentences", "number", "sequence")
_CODE, _FREQUENCY = places("NRX", "code", "frequency")
_TOD, _DAY, _MONTH, _YEAR = places("NRX", "timestamp", "day", "month", "year")
_CHARACTERS, _UNREADABLE = places("NRX", "characters", "bad_characters")
_STATUS, _BODY = places("NRX", "status", "body")

_VALID: Final = {b"": None, b"A": True, b"V": False}
_MOST_SENTENCES: Final = 999
_MOST_CHARACTERS: Final = 1_000_000
_DAY_S: Final = 86_400.0
_is_code = re.compile(rb"[A-Z]{2}\d\d").fullmatch
_ESCAPED = re.compile(r"\^([0-9A-Fa-f]{2})")
_STRANGE = re.compile(r"[^\n\r\x20-\x7e]")
"""The alphabet of NAVTEX (CCIR 476) has capitals, figures and a few signs: nothing else is sent."""


def nrx(source: str, parts: list[bytes]) -> BulletinReport:
    """Return the part of a bulletin that an NRX holds.

    What only the first sentence must say may be left out of any. Raises Bad.
    """
    total, number = (_whole(parts[place], 1, _MOST_SENTENCES) for place in (_TOTAL, _NUMBER))
    sequence = _whole(parts[_SEQUENCE], 0, 99)
    code = parts[_CODE]
    if total is None or number is None or sequence is None or number > total:
        raise Bad("format")
    if (code and not _is_code(code)) or parts[_STATUS] not in _VALID:
        raise Bad("format")
    return BulletinReport(
        source,
        Part(
            total=total,
            number=number,
            sequence=sequence,
            words=_words(parts[_BODY]),
            code=code.decode("ascii") or None,
            frequency=_whole(parts[_FREQUENCY], 0, 9),
            received=_received(parts),
            characters=_whole(parts[_CHARACTERS], 0, _MOST_CHARACTERS),
            unreadable=_whole(parts[_UNREADABLE], 0, _MOST_CHARACTERS),
            valid=_VALID[parts[_STATUS]],
        ),
    )


def _whole(field: bytes, low: int, high: int) -> int | None:
    """Return a whole number, `241` or `241.0`, None for an empty field."""
    number = NUMBERS[field]
    if number is None:
        return None
    if not low <= number <= high or number != int(number):
        raise Bad("format")
    return int(number)


def _received(parts: list[bytes]) -> float | None:
    """Return when the receiver says that it was (UTC seconds since 1970), None where it cannot."""
    tod = time_of_day(parts[_TOD])
    year, month, day = (_whole(parts[place], 0, 9999) for place in (_YEAR, _MONTH, _DAY))
    if tod is None or year is None or month is None or day is None:
        return None
    number = day_number(year, month, day)
    return None if number is None else number * _DAY_S + tod


def _words(field: bytes) -> str:
    """Return the words with `^0A` and its like decoded, U+FFFD for what NAVTEX cannot send."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), field.decode("ascii"))
    return _STRANGE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))
