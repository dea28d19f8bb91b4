"""One sentence to one report: which reader knows it, and what may not leave this package."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from logbook.model.observations import Report
from logbook.model.quantities import QUANTITIES, Quantity
from logbook.nmea0183 import air, course, depth, motion, navtex, position, transducers, water, wind
from logbook.nmea0183.course import MAGNETIC
from logbook.nmea0183.fields import Bad, time_of_day
from logbook.nmea0183.layout import most, places

Reader = Callable[[str, list[bytes]], Report]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A type of sentence that we read: `most` parts at its commas, `tod_at` its time of day."""

    formatter: str
    reader: Reader
    most: int
    tod_at: int | None = None


_READERS: Final[Mapping[str, Reader]] = {
    "RMC": position.rmc,
    "GGA": position.gga,
    "GLL": position.gll,
    "GNS": position.gns,
    "ZDA": position.zda,
    "VTG": course.vtg,
    "HDG": course.hdg,
    "HDT": course.hdt,
    "HDM": course.hdm,
    "THS": course.ths,
    "MWV": wind.mwv,
    "VWR": wind.vwr,
    "VWT": wind.vwt,
    "MWD": wind.mwd,
    "DPT": depth.dpt,
    "DBT": depth.dbt,
    "DBK": depth.dbk,
    "DBS": depth.dbs,
    "VHW": water.vhw,
    "VLW": water.vlw,
    "MTW": water.mtw,
    "MDA": air.mda,
    "MMB": air.mmb,
    "MTA": air.mta,
    "ROT": motion.rot,
    "RSA": motion.rsa,
    "RPM": motion.rpm,
    "XDR": transducers.xdr,
    "NRX": navtex.nrx,
}
_TIMED: Final = frozenset({"RMC", "GGA", "GLL", "GNS", "ZDA"})
_MOST_XDR: Final = 49  # groups repeat, which pynmea2's table does not show

SENTENCES: Final[Mapping[str, Sentence]] = {
    formatter: Sentence(
        formatter,
        reader,
        _MOST_XDR if formatter == "XDR" else most(formatter),
        places(formatter, "timestamp")[0] if formatter in _TIMED else None,
    )
    for formatter, reader in _READERS.items()
}
"""Every type that is read, by its three letters."""

_RANGES: Final[Mapping[Quantity, tuple[float, float]]] = {
    **{quantity: (row.low, row.high) for quantity, row in QUANTITIES.items()},
    **dict.fromkeys(MAGNETIC, (0.0, 360.0)),
}


def read(sentence: Sentence, source: str, line: bytes) -> tuple[Report, tuple[Quantity, ...]]:
    """Return what a framed `line` says, and which of its readings were out of range.

    Those are left out. Raises Bad for a line that may not be used at all.
    """
    parts = line[:-3].split(b",")
    if len(parts) > sentence.most:
        raise Bad("format")
    try:
        report = sentence.reader(source, parts)
    except IndexError:  # a field that must be there is not
        raise Bad("format") from None
    for quantity, value in report.readings:
        low, high = _RANGES[quantity]
        if not low <= value <= high:
            return _within_range(report)
    return report, ()


def _within_range(report: Report) -> tuple[Report, tuple[Quantity, ...]]:
    kept = []
    beyond = []
    for reading in report.readings:
        low, high = _RANGES[reading.quantity]
        if low <= reading.value <= high:  # false for NaN
            kept.append(reading)
        else:
            beyond.append(MAGNETIC.get(reading.quantity, reading.quantity))
    return report._replace(readings=tuple(kept)), tuple(beyond)


def stated_time(sentence: Sentence, line: bytes) -> float | None:
    """Return only the time of day that a framed `line` states, without judging the rest."""
    parts = line[:-3].split(b",")
    if sentence.tod_at is None or sentence.tod_at >= len(parts):
        return None
    try:
        return time_of_day(parts[sentence.tod_at])
    except Bad:
        return None
