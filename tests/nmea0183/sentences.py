"""Sentences made by hand: the checksum is put on here, so that a test shows only what matters."""

from functools import reduce
from operator import xor

from logbook.model.observations import Report
from logbook.model.quantities import Quantity
from logbook.nmea0183.decode import SENTENCES, read


def sealed(body: str, start: str = "$") -> bytes:
    """Return `$body*hh` with its right checksum."""
    data = body.encode("latin-1")
    return b"%s%s*%02X" % (start.encode(), data, reduce(xor, data, 0))


def report_of(body: str) -> Report:
    """Return what the sentence says; raises Bad."""
    report, _ = read(SENTENCES[body[2:5]], body[:5], sealed(body))
    return report


def readings_of(body: str) -> dict[Quantity, float]:
    """Return the sentence's readings by quantity."""
    return dict(report_of(body).readings)
