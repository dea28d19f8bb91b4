"""What a field is, by its numbers: WMO's and the centres' own. Names differ, numbers do not."""

from enum import StrEnum
from typing import Final, NamedTuple


class Parameter(StrEnum):
    """What a field tells, as the log uses it; the value is what the decoder's answer holds."""

    WIND_EAST = "u"
    WIND_NORTH = "v"
    WIND_SPEED = "speed"
    WIND_FROM = "from"
    GUST = "gust"
    PRESSURE = "msl"
    WAVE_HEIGHT = "wave_height"
    WAVE_FROM = "wave_from"
    WAVE_PERIOD = "wave_period"
    RAIN = "rain"
    RAIN_RATE = "rain_rate"
    CURRENT = "current"
    AIR_TEMP = "air_temp"
    CLOUD = "cloud"


class Known(NamedTuple):
    """What a field is: values times `factor` are SI (rain: mm).

    Of two that tell the same the lower `rank` is believed: the wind at 10 m before one that is
    only said to be at the surface, waves of wind and swell together before the primary ones.
    """

    parameter: Parameter
    factor: float = 1.0
    rank: int = 0


class Numbers(NamedTuple):
    """The numbers of a field. GRIB 1 has `discipline` None, its table's number in `category`."""

    edition: int
    centre: int
    discipline: int | None
    category: int
    number: int
    level_type: int
    level: int


P = Parameter

_GRIB2: Final = {
    # WMO No. 306, Manual on Codes, table 4.2: discipline, category, number.
    (0, 2, 2): Known(P.WIND_EAST),
    (0, 2, 3): Known(P.WIND_NORTH),
    (0, 2, 1): Known(P.WIND_SPEED),
    (0, 2, 0): Known(P.WIND_FROM),
    (0, 2, 22): Known(P.GUST),
    (0, 3, 0): Known(P.PRESSURE, rank=1),
    (0, 3, 1): Known(P.PRESSURE),
    (0, 1, 8): Known(P.RAIN),
    (0, 1, 52): Known(P.RAIN_RATE, rank=1),
    (0, 1, 7): Known(P.RAIN_RATE),
    (10, 0, 3): Known(P.WAVE_HEIGHT),
    (10, 0, 14): Known(P.WAVE_FROM),
    (10, 0, 10): Known(P.WAVE_FROM, rank=1),
    (10, 0, 15): Known(P.WAVE_PERIOD),
    (10, 0, 11): Known(P.WAVE_PERIOD, rank=1),
    (10, 0, 34): Known(P.WAVE_PERIOD, rank=2),
    (10, 1, 2): Known(P.CURRENT),
    (10, 1, 3): Known(P.CURRENT),
    (0, 0, 0): Known(P.AIR_TEMP),
    (0, 6, 1): Known(P.CLOUD),
}
_GRIB2_LOCAL: Final = {
    # centre, discipline, category, number.
    (7, 0, 3, 192): Known(P.PRESSURE, rank=2),  # NCEP, MSLET
    (98, 0, 1, 193): Known(P.RAIN, 1000.0),  # ECMWF, total precipitation in metres
}
_GRIB1: Final = {
    # WMO No. 306, GRIB 1, table 2 (versions 1 to 3), and NCEP's gust in it.
    33: Known(P.WIND_EAST),
    34: Known(P.WIND_NORTH),
    32: Known(P.WIND_SPEED),
    31: Known(P.WIND_FROM),
    180: Known(P.GUST),
    2: Known(P.PRESSURE),
    1: Known(P.PRESSURE, rank=1),
    61: Known(P.RAIN),
    59: Known(P.RAIN_RATE),
    100: Known(P.WAVE_HEIGHT),
    107: Known(P.WAVE_FROM),
    101: Known(P.WAVE_FROM, rank=1),
    108: Known(P.WAVE_PERIOD),
    103: Known(P.WAVE_PERIOD, rank=1),
    49: Known(P.CURRENT),
    50: Known(P.CURRENT),
    11: Known(P.AIR_TEMP),
    71: Known(P.CLOUD),
}
_GRIB1_ECMWF: Final = {
    # ECMWF's own tables: version, number. Their levels are in the parameter.
    (128, 165): Known(P.WIND_EAST),
    (128, 166): Known(P.WIND_NORTH),
    (128, 49): Known(P.GUST),
    (128, 151): Known(P.PRESSURE),
    (128, 228): Known(P.RAIN, 1000.0),
    (140, 229): Known(P.WAVE_HEIGHT),
    (140, 230): Known(P.WAVE_FROM),
    (140, 232): Known(P.WAVE_PERIOD),
    (140, 231): Known(P.WAVE_PERIOD, rank=1),
    (128, 167): Known(P.AIR_TEMP),
    (128, 164): Known(P.CLOUD),
}
_SURFACE: Final = 1
_MEAN_SEA: Final = {1: 102, 2: 101}
_ABOVE_GROUND: Final = {1: 105, 2: 103}
_WIND_LIKE: Final = frozenset({P.WIND_EAST, P.WIND_NORTH, P.WIND_SPEED, P.WIND_FROM, P.GUST})
_ALOFT: Final = {
    1: frozenset({100, 107, 109, 111, 113}),
    2: frozenset({20, 100, 104, 105, 107, 109, 111, 118, 119}),
}
"""Levels of the free air and of the ground, by edition: pressure, sigma, hybrid, isentropic."""

BELIEVED: Final = {
    P.WIND_EAST: (-120.0, 120.0),
    P.WIND_NORTH: (-120.0, 120.0),
    P.WIND_SPEED: (0.0, 120.0),
    P.WIND_FROM: (-1.0, 361.0),
    P.GUST: (0.0, 150.0),
    P.PRESSURE: (85_000.0, 110_000.0),
    P.WAVE_HEIGHT: (0.0, 40.0),
    P.WAVE_FROM: (-1.0, 361.0),
    P.WAVE_PERIOD: (0.0, 60.0),
    P.RAIN: (-1.0, 5_000.0),
    P.RAIN_RATE: (-0.001, 1.0),
}
"""What a value may be (SI, rain in mm, its rate in mm/s): wider than any record, so that a filler
such as 9999 is silence and a hurricane is not."""


def known(numbers: Numbers) -> Known | None:
    """Return what a field tells a sailor, None for what the log has no use for."""
    found = _looked_up(numbers)
    if found is None:
        return None
    if numbers.edition == 1 and (numbers.category, numbers.number) in _GRIB1_ECMWF:
        return found
    return _at_the_sea(found, numbers)


def _looked_up(numbers: Numbers) -> Known | None:
    if numbers.edition == 1:
        own = _GRIB1_ECMWF.get((numbers.category, numbers.number))
        if own is not None and numbers.centre == 98:
            return own
        return _GRIB1.get(numbers.number) if numbers.category <= 3 else None
    assert numbers.discipline is not None, "GRIB 2 fields have one"
    code = (numbers.discipline, numbers.category, numbers.number)
    return _GRIB2_LOCAL.get((numbers.centre, *code)) or _GRIB2.get(code)


def _at_the_sea(found: Known, numbers: Numbers) -> Known | None:
    """Return the field as it stands for the sea's surface, None where it is of another level."""
    kind, edition = numbers.level_type, numbers.edition
    if found.parameter in _WIND_LIKE:
        return _wind(found, numbers)
    if found.parameter is P.PRESSURE:
        # The pressure on the ground is no sailor's pressure.
        return found if kind == _MEAN_SEA[edition] or found.rank == 2 else None
    return None if kind in _ALOFT[edition] else found


def _wind(found: Known, numbers: Numbers) -> Known | None:
    kind, edition = numbers.level_type, numbers.edition
    if kind == _ABOVE_GROUND[edition]:
        return found if numbers.level == 10 else None
    if kind not in {_SURFACE, _MEAN_SEA[edition]}:
        return None
    return found if found.parameter is P.GUST else found._replace(rank=found.rank + 1)
