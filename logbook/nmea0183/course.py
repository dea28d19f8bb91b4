"""Which way and how fast over the ground, and which way she heads: VTG HDG HDT HDM THS."""

from typing import Final

from logbook.model.observations import Reading, Report
from logbook.model.quantities import COG, HDG, SOG, TWD, VARIATION, Quantity
from logbook.model.units import KMH, KNOT, wrap_360
from logbook.nmea0183.fields import EAST_WEST, NUMBERS, Bad, direction, measured, said, signed, told
from logbook.nmea0183.layout import places
from logbook.nmea0183.position import NOT_A_FIX

HDG_MAGNETIC: Final = Quantity("hdg_magnetic")
COG_MAGNETIC: Final = Quantity("cog_magnetic")
TWD_MAGNETIC: Final = Quantity("twd_magnetic")
MAGNETIC: Final = {HDG_MAGNETIC: HDG, COG_MAGNETIC: COG, TWD_MAGNETIC: TWD}
"""Directions that a sentence gave by the compass only, and what they become with variation.

They stand in a decoded report only where the sentence gave no true one, and never leave the
intake: there they are converted, or dropped while no variation is known.
"""

_VTG = places(
    "VTG",
    *("true_track", "mag_track", "mag_track_sym", "spd_over_grnd_kts", "spd_over_grnd_kts_sym"),
    *("spd_over_grnd_kmph", "spd_over_grnd_kmph_sym", "faa_mode", "true_track_sym"),
)
_HDG = places("HDG", "heading", "deviation", "dev_dir", "variation", "var_dir")
_HDT = places("HDT", "heading", "hdg_true")
_HDM = places("HDM", "heading", "magnetic")
_THS = places("THS", "heading", "mode")


def compass(
    true: float | None, magnetic: float | None, quantity: Quantity, by_compass: Quantity
) -> list[Reading]:
    """Return the true direction as a reading, the magnetic one only where there is no true."""
    if true is not None:
        return [said((quantity, direction(true)))]
    if magnetic is not None:
        return [said((by_compass, direction(magnetic)))]
    return []


def vtg(source: str, parts: list[bytes]) -> Report:
    """Return COG and SOG of a VTG whose mode is a fix's."""
    track, mag, mag_sym, kn, kn_sym, kmh, kmh_sym, mode, track_sym = _VTG
    if len(parts) > mode and parts[mode] in NOT_A_FIX:
        raise Bad("void")
    readings = compass(
        measured(parts[track], parts[track_sym], b"T"),
        measured(parts[mag], parts[mag_sym], b"M"),
        COG,
        COG_MAGNETIC,
    )
    speed = measured(parts[kn], parts[kn_sym], b"N")
    if speed is not None:
        readings.append(said((SOG, speed * KNOT)))
    elif len(parts) > kmh_sym:
        speed = measured(parts[kmh], parts[kmh_sym], b"K")
        if speed is not None:
            readings.append(said((SOG, speed * KMH)))
    return told((source, tuple(readings), None, None, None))


def hdg(source: str, parts: list[bytes]) -> Report:
    """Return heading and variation of an HDG: sensor plus deviation plus variation, east plus.

    Without a variation of its own the heading is magnetic.
    """
    heading, deviation, dev_dir, variation, var_dir = _HDG
    sensor = NUMBERS[parts[heading]]
    own = signed(parts[variation], parts[var_dir], EAST_WEST)
    readings = []
    # wrap_360 would make a heading of 400 look like one of 40.
    if sensor is not None and 0.0 <= sensor <= 360.0:
        magnetic = sensor + (signed(parts[deviation], parts[dev_dir], EAST_WEST) or 0.0)
        if own is None:
            readings.append(said((HDG_MAGNETIC, wrap_360(magnetic))))
        else:
            readings.append(said((HDG, wrap_360(magnetic + own))))
    elif sensor is not None:
        readings.append(said((HDG, sensor)))
    if own is not None:
        readings.append(said((VARIATION, own)))
    return told((source, tuple(readings), None, None, None))


def hdt(source: str, parts: list[bytes]) -> Report:
    """Return the true heading of an HDT."""
    heading, letter = _HDT
    readings = compass(measured(parts[heading], parts[letter], b"T"), None, HDG, HDG)
    return told((source, tuple(readings), None, None, None))


def hdm(source: str, parts: list[bytes]) -> Report:
    """Return the magnetic heading of an HDM."""
    heading, letter = _HDM
    magnetic = measured(parts[heading], parts[letter], b"M")
    readings = compass(None, magnetic, HDG, HDG_MAGNETIC)
    return told((source, tuple(readings), None, None, None))


def ths(source: str, parts: list[bytes]) -> Report:
    """Return the true heading of a THS; mode V is void (A, E, M and S are headings)."""
    heading, mode = _THS
    if parts[mode] == b"V":
        raise Bad("void")
    readings = compass(NUMBERS[parts[heading]], None, HDG, HDG)
    return told((source, tuple(readings), None, None, None))
