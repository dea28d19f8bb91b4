"""Water under the transducer, the keel and the surface: DPT DBT DBK DBS."""

from logbook.model.observations import Report
from logbook.model.quantities import DEPTH, DEPTH_KEEL, DEPTH_SURFACE, Quantity
from logbook.model.units import FATHOM_M, FOOT_M
from logbook.nmea0183.fields import NUMBERS, measured, said, told
from logbook.nmea0183.layout import places

_DPT = places("DPT", "depth", "offset")
_DBT = places("DBT", "depth_meters", "depth_feet", "depth_fathoms")
_DBK = places("DBK", "depth_meters", "depth_feet", "depth_fathoms")
_DBS = places("DBS", "depth_meter", "depth_feet", "depth_ fathoms")  # so spelt by pynmea2


def dpt(source: str, parts: list[bytes]) -> Report:
    """Return depth below the transducer of a DPT, and what its offset adds.

    A positive offset is transducer to water line, a negative one transducer to keel; zero says
    neither.
    """
    depth = NUMBERS[parts[_DPT[0]]]
    if depth is None:
        return Report(source)
    offset = NUMBERS[parts[_DPT[1]]] if len(parts) > _DPT[1] else None
    below = said((DEPTH, depth))
    if not offset:
        return told((source, (below,), None, None, None))
    other = DEPTH_SURFACE if offset > 0.0 else DEPTH_KEEL
    return told((source, (below, said((other, depth + offset))), None, None, None))


def _in_three_units(
    source: str, parts: list[bytes], where: tuple[int, ...], quantity: Quantity
) -> Report:
    units = zip(where, (b"M", b"f", b"F"), (1.0, FOOT_M, FATHOM_M), strict=True)
    for place, unit, metres in units:
        if len(parts) > place + 1:
            depth = measured(parts[place], parts[place + 1], unit)
            if depth is not None:
                return told((source, (said((quantity, depth * metres)),), None, None, None))
    return Report(source)


def dbt(source: str, parts: list[bytes]) -> Report:
    """Return depth below the transducer of a DBT: metres, or feet, or fathoms."""
    return _in_three_units(source, parts, _DBT, DEPTH)


def dbk(source: str, parts: list[bytes]) -> Report:
    """Return depth below the keel of a DBK."""
    return _in_three_units(source, parts, _DBK, DEPTH_KEEL)


def dbs(source: str, parts: list[bytes]) -> Report:
    """Return depth below the surface of a DBS."""
    return _in_three_units(source, parts, _DBS, DEPTH_SURFACE)
