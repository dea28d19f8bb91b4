"""How she turns and what drives her: ROT, RSA (rudder), RPM (engine)."""

from typing import Final

from logbook.model.observations import Reading, Report
from logbook.model.quantities import ENGINE, ROT, RUDDER
from logbook.nmea0183.fields import NUMBERS
from logbook.nmea0183.layout import places
from logbook.nmea0183.position import must_be_valid

_ROT = places("ROT", "rate_of_turn", "status")
_RSA = places("RSA", "rsa_starboard", "rsa_starboard_status")
_RPM = places("RPM", "source", "engine_no", "speed", "status")
_MAIN_ENGINES: Final = frozenset({b"0", b"1"})


def rot(source: str, parts: list[bytes]) -> Report:
    """Return the rate of turn of a ROT (degrees a minute there; minus is to port)."""
    must_be_valid(parts[_ROT[1]])
    rate = NUMBERS[parts[_ROT[0]]]
    return Report(source, () if rate is None else (Reading(ROT, rate / 60.0),))


def rsa(source: str, parts: list[bytes]) -> Report:
    """Return the starboard or only rudder's angle of an RSA."""
    must_be_valid(parts[_RSA[1]])
    angle = NUMBERS[parts[_RSA[0]]]
    return Report(source, () if angle is None else (Reading(RUDDER, angle),))


def rpm(source: str, parts: list[bytes]) -> Report:
    """Return the revolutions of the only or first engine of an RPM; others are silent.

    The log has one engine: two in one quantity would average into neither. A shaft (S) turns
    slower than its engine by the gear, so it is not taken for one.
    """
    kind, number, speed, status = (parts[place] for place in _RPM)
    must_be_valid(status)
    turns = NUMBERS[speed]
    if kind != b"E" or number not in _MAIN_ENGINES or turns is None:
        return Report(source)
    return Report(source, (Reading(ENGINE, turns / 60.0),))  # a minute to a second
