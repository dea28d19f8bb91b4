"""XDR: groups of type, value, unit and name, believed only where these fit together.

Some instruments leave out a field when a sensor is silent, and every group after it is out of
step (`XDR,C,C,,C,AIRTEMP,A,15.0,D,HEEL,…,A,A,1.3,D,RUDDER`). So no place is trusted: a group
counts where its four fields look like one that we know, wherever it begins.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from logbook.model.observations import Reading, Report
from logbook.model.quantities import (
    AIR_TEMP,
    BARO,
    BATTERY,
    DEW_POINT,
    HEEL,
    HUMIDITY,
    QUANTITIES,
    RUDDER,
    SEA_TEMP,
    TRIM,
    Quantity,
)
from logbook.model.units import BAR_PA, ZERO_CELSIUS_K
from logbook.nmea0183.fields import NUMBERS, Bad


class Rule(NamedTuple):
    """A group that we know: value times `factor` + `offset` is `quantity` in its unit.

    `named` is false where the name says nothing (a bare number): then only a value within the
    quantity's range is taken for it, since it may be an oil pressure.
    """

    quantity: Quantity
    factor: float
    offset: float
    named: bool


_NAMES: Final[tuple[tuple[bytes, bytes, str, Quantity, float, float], ...]] = (
    (b"P", b"B", r"BARO|ATM|^PRES|^AIRPRES", BARO, BAR_PA, 0.0),
    (b"P", b"P", r"BARO|ATM|^PRES|^AIRPRES", BARO, 1.0, 0.0),
    (b"C", b"C", r"DEW", DEW_POINT, 1.0, ZERO_CELSIUS_K),
    (b"C", b"C", r"WATER|SEA|WTEMP", SEA_TEMP, 1.0, ZERO_CELSIUS_K),
    (b"C", b"C", r"AIR(?!INTAKE)|OUTSIDE|AMBIENT", AIR_TEMP, 1.0, ZERO_CELSIUS_K),
    (b"H", b"P", r"", HUMIDITY, 0.01, 0.0),
    (b"A", b"D", r"HEEL|ROLL", HEEL, 1.0, 0.0),
    (b"A", b"D", r"TRIM|PITCH|PTCH", TRIM, 1.0, 0.0),
    (b"A", b"D", r"RUDDER", RUDDER, 1.0, 0.0),
    (b"U", b"V", r"BAT|HOUSE|SERVICE|DOMESTIC", BATTERY, 1.0, 0.0),
)


@lru_cache(maxsize=512)
def rule_of(kind: bytes, unit: bytes, name: bytes) -> Rule | None:
    """Return what a group of this type, unit and name is, None where we do not know it."""
    said = re.sub(r"[^A-Z]", "", name.decode("ascii").upper())
    for known_kind, known_unit, pattern, quantity, factor, offset in _NAMES:
        if (kind, unit) == (known_kind, known_unit):
            if re.search(pattern, said):
                return Rule(quantity, factor, offset, bool(pattern))
            if quantity is BARO and not said:
                return Rule(quantity, factor, offset, named=False)
    return None


def xdr(source: str, parts: list[bytes]) -> Report:
    """Return pressure, temperatures, humidity, heel, trim, rudder and battery of an XDR.

    Of two groups for one quantity the first counts.
    """
    readings: dict[Quantity, Reading] = {}
    place = 1
    while place + 3 < len(parts):
        rule = rule_of(parts[place], parts[place + 2], parts[place + 3])
        if rule is None or not _add(readings, rule, parts[place + 1]):
            place += 1
        else:
            place += 4
    return Report(source, tuple(readings.values()))


def _add(readings: dict[Quantity, Reading], rule: Rule, field: bytes) -> bool:
    """Add the group's value; say whether this was a group at all (an empty value is one)."""
    try:
        number = NUMBERS[field]
    except Bad:
        return False
    if number is not None and rule.quantity not in readings:
        value = number * rule.factor + rule.offset
        row = QUANTITIES[rule.quantity]
        if rule.named or row.low <= value <= row.high:
            readings[rule.quantity] = Reading(rule.quantity, value)
    return True
